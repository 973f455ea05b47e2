/** Articles of laws (条): the full-text search of the regulations library. One document an article and version. */
import { defineIndex } from '../engine.ts'

export type ArticleDocument = {
  /** `<version id>/<position>`. */
  readonly id: string
  readonly lawId: string
  readonly versionId: string
  readonly lawTitle: string
  /** Short and other names of the law (简称). */
  readonly aliases: readonly string[]
  readonly level: string
  readonly region: string
  readonly topics: readonly string[]
  /** Arabic figures, `12-1` for 第十二条之一. */
  readonly number: string
  /** 第五十五条. */
  readonly label: string
  /** Headings above it, joined. */
  readonly chapter: string
  readonly text: string
  /** Our own plain words above it; empty when there is no note. */
  readonly note: string
  /** First and last day it binds, as day numbers. */
  readonly from: number
  readonly to: number
  /** Whether no later version of the law is known. */
  readonly latest: boolean
  /** Same for copies of one article across regions and versions. */
  readonly fold: string
  readonly prefer: number
  readonly position: number
}

export const articles = defineIndex<ArticleDocument>({
  name: 'articles',
  version: 5,
  searchable: { lawTitle: 1.5, aliases: 1.2, label: 0.5, chapter: 0.5, note: 1, text: 1 },
  filterable: ['lawId', 'versionId', 'level', 'region', 'topics', 'number', 'from', 'to', 'latest', 'fold'],
  sortable: ['from', 'position'],
  facets: ['level', 'region', 'topics'],
  lists: ['aliases', 'topics'],
  prefer: 'prefer',
  ranked: {
    law: 'lawTitle',
    number: 'number',
    level: 'level',
    since: 'from',
    version: 'versionId',
    position: 'position',
    title: ['lawTitle', 'aliases'],
    heading: ['chapter'],
    body: ['text', 'note'],
  },
})
