/** Every place where this product's own files name an article of a law: content, messages, and sentences in code. */
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { isMap, isScalar, isSeq, LineCounter, type Node, parseDocument, type YAMLMap } from 'yaml'
import type { Content } from '../../content/schema.ts'
import { namedPlaces } from './citations.ts'
import { titleKey } from './import/classify.ts'

export interface WrittenCitation {
  /** `content/rules/grounds.yaml:12`. */
  at: string
  /** Official title of the law; null when the words name none we know. */
  title: string | null
  /** Arabic, `12-1` for 第十二条之一. */
  article: string
  item: number | null
  /** Days on which the article must stand; the version our notes were written for when `version` is given. */
  days: string[]
  version: { effectiveOn: string; publishedOn: string | null } | null
}

const FOLDERS = ['content', 'site', 'api', 'search']
const NUMERAL = '[一二两三四五六七八九十百千零〇\\d]+'
/** Text in which no law is named: the measures that these pages are about. */
const BARE_MEANS: [RegExp, string][] = [[/content\/messages\/\w+\/tickets\.json$/, '市场监督管理投诉举报处理办法']]
const INVENTED = /演示|某某|…|X/

/** @param root the project's root; @param today `YYYY-MM-DD`, for citations that name no day */
export function writtenCitations(root: string, content: Content, today: string): WrittenCitation[] {
  const names = namesOf(content)
  return FOLDERS.flatMap((folder) => filesIn(path.join(root, folder))).flatMap((file) => {
    const name = path.relative(root, file).replaceAll(path.sep, '/')
    const text = readFileSync(file, 'utf8')
    return /\.(ya?ml|json)$/.test(name) ? inData(name, text, names, content, today) : inCode(name, text, names, today)
  })
}

function filesIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const at = path.join(folder, entry.name)
    if (entry.isDirectory()) return entry.name === 'migrations' || entry.name === 'train' ? [] : filesIn(at)
    return /\.(ya?ml|json|ts|tsx|astro)$/.test(entry.name) && !/\.test\.ts$/.test(entry.name) ? [at] : []
  })
}

/** Names of laws by every spelling our files use, longest first. */
interface Names {
  title: Map<string, string>
  chinese: RegExp
  english: string[]
}

function namesOf({ laws, regulations }: Content): Names {
  const title = new Map<string, string>()
  for (const law of [...laws, ...regulations.digests]) {
    for (const name of [law.id, law.title, titleKey(law.title), law.titleEn]) title.set(name, law.title)
    const order = /令第(\d+)号$/.exec(law.documentNumber ?? '')?.[1]
    if (order && law.issuer === '国家市场监督管理总局')
      for (const name of [`总局令第${order}号`, `Order ${order}`]) title.set(name, law.title)
  }
  for (const { title: official, aliases } of regulations.digests)
    for (const alias of aliases) if (alias.length > 1 && !title.has(alias)) title.set(alias, official)
  const all = [...title.keys()].sort((a, b) => b.length - a.length)
  const escaped = all.filter((name) => /^[\u4e00-\u9fff]/.test(name)).map((name) => name.replace(/[()（）]/g, '\\$&'))
  return {
    title,
    // A name we do not know may begin with words before it: the library finds the law it ends with.
    chinese: new RegExp(
      `(?<!《)(${escaped.join('|')}|[\\u4e00-\\u9fff]{2,30}(?:法|条例|办法|规定))(?=（[^）]{0,20}）第|第${NUMERAL}条)`,
      'g',
    ),
    english: all.filter((name) => /^[A-Z].* /.test(name)),
  }
}

/** YAML and JSON: rows with `law` and `article`, notes on articles, and any sentence. */
function inData(file: string, source: string, names: Names, content: Content, today: string): WrittenCitation[] {
  const lines = new LineCounter()
  const document = parseDocument(source, { lineCounter: lines })
  const digest = content.regulations.digests.find(({ id }) => file === `content/regulations/${id}.yaml`)
  const version = digest ? { effectiveOn: digest.effectiveOn, publishedOn: digest.publishedOn } : null
  const found: WrittenCitation[] = []
  const walk = (node: unknown, meant: string | null): void => {
    const at = `${file}:${lines.linePos((node as Node | null)?.range?.[0] ?? 0).line}`
    if (isSeq(node)) for (const item of node.items) walk(item, meant)
    if (isScalar(node) && typeof node.value === 'string') {
      const own = digest?.title ?? meant
      for (const place of placesIn(node.value, names, own))
        found.push({ ...place, at, item: null, days: [today], version: place.title === digest?.title ? version : null })
    }
    if (!isMap(node)) return
    const row = digest && isIn(node, 'says') ? noteOf(node, digest.title) : citationOf(node, names)
    if (row) {
      const days = [...new Set([textOf(node, 'from'), textOf(node, 'to') ?? today])].filter((day) => day !== undefined)
      found.push({ ...row, at, days: days.length > 0 ? days : [today], version: digest ? version : null })
    }
    const inner = lawOf(node, names) ?? meant
    for (const pair of node.items) walk(pair.value, inner)
  }
  walk(document.contents, BARE_MEANS.find(([pattern]) => pattern.test(file))?.[1] ?? null)
  return found
}

const isIn = (node: YAMLMap, key: string) => node.has(key)
const textOf = (node: YAMLMap, key: string): string | undefined => {
  const value = node.get(key)
  return typeof value === 'string' ? value : undefined
}

function noteOf(node: YAMLMap, title: string) {
  const article = String(node.get('number') ?? '')
  return article === '' ? null : { title, article, item: null }
}

function citationOf(node: YAMLMap, names: Names) {
  const [law, article] = [textOf(node, 'law'), node.get('article')]
  if (law === undefined || article === undefined || article === null) return null
  const item = node.get('item')
  return { title: names.title.get(law) ?? law, article: String(article), item: typeof item === 'number' ? item : null }
}

/** The law a row is about: its own, or the first it rests on. */
function lawOf(node: YAMLMap, names: Names): string | null {
  const basis = node.get('basis')
  const first = isSeq(basis) ? basis.items[0] : basis
  const law = textOf(node, 'law') ?? (isMap(first) ? textOf(first, 'law') : undefined)
  return law === undefined ? null : (names.title.get(law) ?? null)
}

function inCode(file: string, source: string, names: Names, today: string): WrittenCitation[] {
  const known = new Set(names.title.values())
  return source.split('\n').flatMap((line, index) =>
    placesIn(line, names, null)
      // Comments name the forms of citations too: only a law we know, or one in 《》, is meant as one.
      .filter(({ title }) => title !== null && (known.has(title) || line.includes(`《${title}》`)))
      .map((place) => ({ ...place, at: `${file}:${index + 1}`, item: null, days: [today], version: null })),
  )
}

type Place = Pick<WrittenCitation, 'title' | 'article'>

/** @param meant the law that an article without a law is of */
function placesIn(text: string, names: Names, meant: string | null): Place[] {
  if (/^https?:/.test(text) || text.length > 20_000) return []
  const named = text.replace(names.chinese, '《$1》')
  const whole = named.replace(new RegExp(`(^|[^》）条款项、和及至到或与法例定则])(第${NUMERAL}条)`, 'g'), '$1本法$2')
  const chinese = namedPlaces(whole)
    .filter(({ key, number }) => number !== '' && !INVENTED.test(key))
    .map(({ key, number }) => ({ title: key === '' ? meant : (names.title.get(key) ?? key), article: number }))
  return [...chinese, ...englishPlaces(text, names, meant)]
}

/** `Articles 17, 35 and 44–50`, with the law before them or `of the …` after them. */
function englishPlaces(text: string, names: Names, meant: string | null): Place[] {
  return [...text.matchAll(/\bArticles? (\d[\d–,\s-]*(?:and [\d–]+)?)/g)].flatMap((match) => {
    const before = text.slice(0, match.index)
    const after = text.slice(match.index + match[0].length)
    const title = /^[^.;]{0,40}\bof (?:the )?[A-Z]/.test(after)
      ? lawIn(after, names, 'first')
      : lawIn(before, names, 'last')
    const numbers = (match[1] ?? '').match(/\d+/g) ?? []
    return numbers.map((article) => ({ title: title === undefined ? meant : title, article }))
  })
}

/** The first or last law named in a text; null when it is none we know, undefined when none is named. */
function lawIn(text: string, names: Names, which: 'first' | 'last'): string | null | undefined {
  const named = [...text.matchAll(/\b(?:Law|Regulations|Measures|Provisions|Rules|Code|Order \d+)\b/g)]
  const sign = which === 'first' ? named[0] : named.at(-1)
  if (!sign) return undefined
  const name = names.english.find((each) => {
    const at = which === 'first' ? text.indexOf(each) : text.lastIndexOf(each)
    return at >= 0 && at <= sign.index && at + each.length >= sign.index + sign[0].length
  })
  return name === undefined ? null : (names.title.get(name) ?? null)
}
