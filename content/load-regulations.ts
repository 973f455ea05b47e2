/** Reads our notes on laws: one file a law under `regulations/`, and the words the library is sorted by. */
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { z } from 'zod'
import { RegulationDigest, RegulationVocabulary } from './schema-regulations.ts'

export interface RegulationContent {
  digests: RegulationDigest[]
  vocabulary: RegulationVocabulary
}

type Read = <S extends z.ZodType>(file: string, schema: S) => z.infer<S> | null

export function readRegulations(root: string, read: Read): RegulationContent | null {
  const vocabulary = read('regulations/vocabulary/vocabulary.yaml', RegulationVocabulary)
  const files = readdirSync(join(root, 'content', 'regulations')).filter((name) => name.endsWith('.yaml'))
  const digests = files.sort().flatMap((name) => read(`regulations/${name}`, RegulationDigest) ?? [])
  return vocabulary && { digests, vocabulary }
}

/** Every note belongs to one article, every digest to one law, every topic is known to both. */
export function checkRegulations({ digests }: RegulationContent): string[] {
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
  return [...twice, ...notes]
}
