/** How many documents hold each word of a collection: what measurements choose their words by. */
import { DatabaseSync } from 'node:sqlite'
import type { IndexDefinition } from '../engine.ts'
import { tablesOf } from './sqlite-store.ts'

/** @param file database file of the embedded engine */
export function wordCounts(file: string, index: IndexDefinition): { word: string; count: number }[] {
  const db = new DatabaseSync(file, { readOnly: true })
  try {
    const active = db.prepare('select generation from collections where name = ?').get(index.name)
    const { vocabulary } = tablesOf(index.name, Number(active?.['generation']))
    const rows = db.prepare(`select term, doc from ${vocabulary} where length(term) > 1`).all()
    return rows.map((row) => ({ word: String(row['term']), count: Number(row['doc']) }))
  } finally {
    db.close()
  }
}
