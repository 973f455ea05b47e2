/** Reads our notes on laws: one file a law under `regulations/`, and the words the library is sorted by. */
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { LayWord, RegulationDigest, RegulationVocabulary } from './schema-regulations.ts'

export interface RegulationContent {
  digests: RegulationDigest[]
  vocabulary: RegulationVocabulary
  layWords: LayWord[]
}

type Read = <S extends z.ZodType>(file: string, schema: S) => z.infer<S> | null

export function readRegulations(root: string, read: Read): RegulationContent | null {
  const vocabulary = read('regulations/vocabulary/vocabulary.yaml', RegulationVocabulary)
  const files = readdirSync(join(root, 'content', 'regulations')).filter((name) => name.endsWith('.yaml'))
  const digests = files.sort().flatMap((name) => read(`regulations/${name}`, RegulationDigest) ?? [])
  const layWords = read('regulations/vocabulary/lay-words.yaml', z.array(LayWord))
  return vocabulary && layWords && { digests, vocabulary, layWords }
}

/** Every note belongs to one article, every digest to one law, every topic is known to both, every lay word has one explanation. */
export function checkRegulations({ digests, layWords }: RegulationContent): string[] {
  const ids = digests.map(({ id }) => id)
  const twice = ids
    .filter((id, index) => ids.indexOf(id) !== index)
    .map((id) => `content/regulations: the id ${id} is used twice`)
  const notes = digests.flatMap(({ id, articles }) => {
    const numbers = articles.map(({ number }) => number)
    return numbers
      .filter((number, index) => numbers.indexOf(number) !== index)
      .map((number) => `content/regulations: ${id} explains article ${number} twice`)
  })
  const said = layWords.flatMap(({ words }) => words)
  const saidTwice = said
    .filter((word, index) => said.indexOf(word) !== index)
    .map((word) => `content/regulations/vocabulary/lay-words.yaml: ${word} is explained twice`)
  return [...twice, ...notes, ...saidTwice]
}
