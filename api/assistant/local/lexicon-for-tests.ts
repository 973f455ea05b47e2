import { fileURLToPath } from 'node:url'
import { loadContent } from '../../../content/load.ts'
import { buildLexicon, type Lexicon } from './lexicon.ts'

/** The lexicon of the shipped content, for tests only: the engine itself reads no file. */
export const lexiconForTests = (): Lexicon =>
  buildLexicon(loadContent(fileURLToPath(new URL('../../..', import.meta.url))))
