/** Plain BM25 of FTS5 over an index file, with nothing of ours but the cutting of words: the yardstick for everything learned. */
import { DatabaseSync } from 'node:sqlite'
import type { IndexDefinition, SearchDocument } from '../engine.ts'
import { createWordCutter } from '../language/words.ts'
import { tablesOf } from './sqlite-store.ts'

export interface BareBm25 {
  documents: number
  /** Best documents that hold any of the words; national law only, so that its local copies do not fill the list. */
  find(text: string, limit: number): { documents: SearchDocument[]; tookMs: number }
  /** Any documents, for instance to ask about. */
  sample(count: number): SearchDocument[]
  close(): void
}

/**
 * @param root folder that holds `search/`
 * @throws Error when the file holds no such collection
 */
export function openBareBm25(root: string, file: string, index: IndexDefinition): BareBm25 {
  const cutter = createWordCutter(root)
  const db = new DatabaseSync(file, { readOnly: true })
  const row = db.prepare('select generation from collections where name = ?').get(index.name)
  if (!row) throw new Error(`${file}: no ${index.name}`)
  const tables = tablesOf(index.name, Number(row['generation']))
  const search = db.prepare(
    `select ${tables.text}.rowid as r from ${tables.text} join ${tables.columns} c on c.rowid = ${tables.text}.rowid
     where ${tables.text} match ? and c.level <> 'local'
     order by bm25(${tables.text}, ${Object.values(index.searchable).join(', ')}) limit ?`,
  )
  const load = db.prepare(`select document from ${tables.documents} where rowid = ?`)
  const documentOf = (id: unknown) => JSON.parse(String(load.get(Number(id))?.['document'])) as SearchDocument
  return {
    documents: Number(db.prepare(`select count(*) as n from ${tables.columns}`).get()?.['n']),
    find: (text, limit) => {
      const started = performance.now()
      const words = cutter.fine(text).map((word) => `"${word.replaceAll('"', '')}"`)
      const rows = words.length > 0 ? search.all(words.join(' OR '), limit) : []
      const documents = rows.map((found) => documentOf(found['r']))
      return { documents, tookMs: performance.now() - started }
    },
    sample: (count) =>
      db
        .prepare(`select rowid as r from ${tables.columns} where rowid % ? = 0 limit ?`)
        .all(
          Math.max(
            1,
            Math.floor(Number(db.prepare(`select max(rowid) as n from ${tables.columns}`).get()?.['n']) / count),
          ),
          count,
        )
        .map((each) => documentOf(each['r'])),
    close: () => db.close(),
  }
}
