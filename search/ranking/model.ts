/**
 * What was learned offline from questions and their answers: numbers over terms, laws and articles, no text. Made by
 * `search/train/`, read by everything that ranks articles. `search/ranking/data/README.md` names the sources.
 */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { type Forest, forestFrom, forestTo } from './forest.ts'
import { type Arrays, arrayOf, type Packed, pack, unpack } from './packed.ts'

/** Rows of pairs (which, how much), one row a term. */
export interface Table {
  /** Row r holds the entries from `offsets[r]` up to `offsets[r + 1]`. */
  offsets: Uint32Array
  which: Uint32Array
  weights: Float32Array
}

/** How common terms are in law texts at large, so that scores do not depend on what was imported. */
export interface Background {
  terms: ReadonlyMap<string, number>
  list: readonly string[]
  /** Documents that hold the term. */
  frequency: Uint32Array
  documents: number
  /** Mean lengths: words, pairs, title words, heading words. */
  lengths: readonly number[]
}

/** Terms as points of a space in which law terms that stand together lie near. */
export interface TermSpace {
  dims: number
  /** Background term → row, or -1. */
  rows: Int32Array
  values: Int8Array
  scale: Float32Array
}

/** What question words mean in law. Every table has one row a question term. */
export interface QuestionLore {
  terms: ReadonlyMap<string, number>
  /** Weight of the term in a question. */
  weight: Float32Array
  /** → background terms. */
  expansions: Table
  /** → articles. */
  answers: Table
  /** → laws: questions counted. `asked` holds the questions with the term. */
  laws: Table
  asked: Float32Array
  /** Point of the term in the space of the answers, one row a term. */
  map: Int8Array
  mapScale: Float32Array
}

export interface RankingModel {
  background: Background
  space: TermSpace
  lore: QuestionLore
  /** Law keys, and the share of questions each answers. */
  laws: readonly string[]
  lawShare: Float32Array
  /** Share of a law never asked about. */
  otherShare: number
  /** Article keys, and how many questions each answers. */
  articles: readonly string[]
  asked: Float32Array
  /** Law of each of these articles. */
  articleLaw: Uint32Array
  forest: Forest | null
}

interface Header {
  documents: number
  lengths: readonly number[]
  dims: number
  otherShare: number
  terms: string[]
  questionTerms: string[]
  laws: readonly string[]
  articles: readonly string[]
  trees: number
}

const FILE = 'search/ranking/data/articles.bin'
/** Weight of a question term no training question had. */
export const NEW_TERM = 7

/** @param root folder that holds `search/` */
export function loadModel(root: string): RankingModel {
  return modelFrom(unpack<Header>(readFileSync(path.join(root, FILE))))
}

const table = (arrays: Arrays, name: string): Table => ({
  offsets: arrayOf(arrays, `${name}.offsets`, 'Uint32Array'),
  which: arrayOf(arrays, `${name}.which`, 'Uint32Array'),
  weights: arrayOf(arrays, `${name}.weights`, 'Float32Array'),
})
const numbered = (terms: readonly string[]) => new Map(terms.map((term, at) => [term, at]))

function modelFrom({ header, arrays }: Packed<Header>): RankingModel {
  return {
    background: {
      terms: numbered(header.terms),
      list: header.terms,
      frequency: arrayOf(arrays, 'frequency', 'Uint32Array'),
      documents: header.documents,
      lengths: header.lengths,
    },
    space: {
      dims: header.dims,
      rows: arrayOf(arrays, 'space.rows', 'Int32Array'),
      values: arrayOf(arrays, 'space.values', 'Int8Array'),
      scale: arrayOf(arrays, 'space.scale', 'Float32Array'),
    },
    lore: {
      terms: numbered(header.questionTerms),
      weight: arrayOf(arrays, 'weight', 'Float32Array'),
      expansions: table(arrays, 'expansions'),
      answers: table(arrays, 'answers'),
      laws: table(arrays, 'laws'),
      asked: arrayOf(arrays, 'askedTerm', 'Float32Array'),
      map: arrayOf(arrays, 'map', 'Int8Array'),
      mapScale: arrayOf(arrays, 'mapScale', 'Float32Array'),
    },
    laws: header.laws,
    lawShare: arrayOf(arrays, 'lawShare', 'Float32Array'),
    otherShare: header.otherShare,
    articles: header.articles,
    asked: arrayOf(arrays, 'asked', 'Float32Array'),
    articleLaw: arrayOf(arrays, 'articleLaw', 'Uint32Array'),
    forest: forestFrom(arrays, header.trees),
  }
}

export function packModel(model: RankingModel): Uint8Array {
  const { background, space, lore } = model
  const columns = (name: string, { offsets, which, weights }: Table): Arrays => ({
    [`${name}.offsets`]: offsets,
    [`${name}.which`]: which,
    [`${name}.weights`]: weights,
  })
  const header: Header = {
    documents: background.documents,
    lengths: background.lengths,
    dims: space.dims,
    otherShare: model.otherShare,
    terms: [...background.list],
    questionTerms: [...lore.terms.keys()],
    laws: model.laws,
    articles: model.articles,
    trees: model.forest?.trees ?? 0,
  }
  const arrays: Arrays = {
    frequency: background.frequency,
    'space.rows': space.rows,
    'space.values': space.values,
    'space.scale': space.scale,
    weight: lore.weight,
    ...columns('expansions', lore.expansions),
    ...columns('answers', lore.answers),
    ...columns('laws', lore.laws),
    askedTerm: lore.asked,
    map: lore.map,
    mapScale: lore.mapScale,
    lawShare: model.lawShare,
    asked: model.asked,
    articleLaw: model.articleLaw,
    ...(model.forest ? forestTo(model.forest) : {}),
  }
  return pack({ header, arrays })
}

/** Inverse document frequency; a term the background does not know is a rare one. */
export function rarity({ documents, frequency }: Background, term: number | undefined): number {
  const count = term === undefined ? 2 : (frequency[term] ?? 2)
  return Math.log(1 + (documents - count + 0.5) / (count + 0.5))
}
