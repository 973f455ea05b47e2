/** Reads the questions: JSON lines of `{ id, query, relevant: [{ law, article }] }`. */
import fs from 'node:fs'
import { articleNumber } from '../language/numerals.ts'
import { lawKey } from '../ranking/keys.ts'

export interface Question {
  id: string
  text: string
  /** `<law key>#<number>` of the articles that answer it. */
  answers: string[]
}

const LABEL = /^第([^条]+)条(?:之(.+))?$/

export function readQuestions(file: string): Question[] {
  return fs
    .readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const row = JSON.parse(line) as { id: string; query: string; relevant: { law: string; article: string }[] }
      return { id: row.id, text: row.query, answers: [...new Set(row.relevant.flatMap(keyOf))] }
    })
}

function keyOf({ law, article }: { law: string; article: string }): string[] {
  const [, main, inserted] = LABEL.exec(article) ?? []
  const number = main && articleNumber(main, inserted)
  return number ? [`${lawKey(law)}#${number}`] : []
}
