/** The segments of ranked collections in memory, brought up to date when the file has changed. */
import { type IndexDefinition, schemaOf } from '../engine.ts'
import { Collection } from '../ranking/collection.ts'
import type { RankingModel } from '../ranking/model.ts'
import { Ranker } from '../ranking/rank.ts'
import type { Segment } from '../ranking/segment.ts'
import { goneRows, readSegment, segmentIds } from './sqlite-segments.ts'
import { type Store, type Tables, tablesOf } from './sqlite-store.ts'

export interface Ready {
  ranker: Ranker
  /** Document of each row of the tables, one more; 0 for none. */
  documentOf: Uint32Array
}

interface Held extends Ready {
  generation: number
  /** Counter that SQLite raises when another connection writes. */
  version: number
  segments: ReadonlyMap<number, Segment>
}

export class Rankers {
  readonly #store: Store
  readonly #model: () => RankingModel
  readonly #notice: (reading: boolean) => void
  readonly #held = new Map<string, Held>()

  /** @param notice told when reading into memory begins and ends, for it can take a second */
  constructor(store: Store, model: () => RankingModel, notice: (reading: boolean) => void = () => {}) {
    this.#store = store
    this.#model = model
    this.#notice = notice
  }

  /** Call it inside the query's transaction, so that it fits the tables. */
  of(index: IndexDefinition, generation: number): Ready {
    const version = Number(this.#store.prepare('pragma data_version').get()?.['data_version'])
    const held = this.#held.get(index.name)
    if (held?.generation === generation && held.version === version) return held
    const tables = tablesOf(index.name, generation)
    this.#notice(true)
    try {
      const fresh = this.#refresh(tables, held?.generation === generation ? held : null)
      this.#held.set(index.name, { ...fresh, generation, version })
      return fresh
    } finally {
      this.#notice(false)
    }
  }

  /** Reads what the first question would have to wait for. */
  warm(index: IndexDefinition): void {
    const generation = this.#store.active(index.name)
    // One built by an earlier version has no such tables; the start builds it anew.
    if (!index.ranked || generation === null || this.#store.stats(index).schema !== schemaOf(index)) return
    this.#store.db.exec('begin')
    try {
      this.of(index, generation)
    } finally {
      this.#store.db.exec('commit')
    }
  }

  #refresh(tables: Tables, held: Held | null): Omit<Held, 'generation' | 'version'> {
    const ids = segmentIds(this.#store, tables)
    const same = held && ids.length === held.segments.size && ids.every((id) => held.segments.has(id))
    const segments = same
      ? held.segments
      : new Map(ids.map((id) => [id, held?.segments.get(id) ?? readSegment(this.#store, tables, id)]))
    const ranker = same ? held.ranker : new Ranker(this.#model(), new Collection(this.#model(), [...segments.values()]))
    const { collection } = ranker
    const gone = goneRows(this.#store, tables)
    const documentOf = new Uint32Array(collection.rows.reduce((most, row) => Math.max(most, row), 0) + 1)
    for (const [at, id] of [...segments.keys()].entries()) {
      const { base = 0, segment } = collection.parts[at] ?? {}
      for (const [place, row] of (segment?.rows ?? []).entries()) {
        const stands = (gone.get(row) ?? 0) <= id
        collection.alive[base + place] = stands ? 1 : 0
        if (stands) documentOf[row] = base + place + 1
      }
    }
    return { ranker, segments, documentOf }
  }
}
