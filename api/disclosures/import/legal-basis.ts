/** Reads the legal basis of a decision (处罚依据) as files write it: 法/章/条/款, 《法》第一条, with any separators. Pure. */
import { readNumeral } from '../../../search/language/numerals.ts'

export interface Citation {
  /** Title without marks and without the year of its version. */
  title: string
  /** Arabic number, `12-1` for 第十二条之一; null where only the law is named. */
  article: string | null
}

const NUMERAL = '[一二两三四五六七八九十百千零〇\\d]+'
const ARTICLE = `第\\s*(${NUMERAL})\\s*条(?:\\s*之\\s*(${NUMERAL}))?`
/** Parts of an article that may stand between two of them: 第一款第（二）项. */
const PARTS = `(?:\\s*[/]?\\s*第\\s*[(（]?${NUMERAL}[)）]?\\s*[款项目])*`
const AND = '\\s*(?:[、,，和及与至到]|以及)\\s*'
const UP_TO = /^\s*[至到]/
/** 第十条至第五百条 is a slip of the pen, not a list. */
const LONGEST_RANGE = 30
/** 第五十条、第五十二条第一款: several articles of one law. */
const ARTICLES = new RegExp(`${ARTICLE}${PARTS}`, 'y')
const NEXT = new RegExp(`${AND}(?=第\\s*${NUMERAL}\\s*条)`, 'y')
const HEADINGS = `(?:第${NUMERAL}[编章节][^/第《]*/?)*`
/** A title in marks, or what stands before a slash or 第…条. */
const CITED = new RegExp(
  `(?:《([^《》]{2,80})》(?:\\s*[(（][^)）]{1,30}[)）])?|([^\\s,，;；。、《》/]{2,60}?(?:\\s*[(（][^)）]{1,30}[)）])?))\\s*/?\\s*(${HEADINGS})/?\\s*(?=第\\s*${NUMERAL}\\s*条)`,
  'g',
)
const LAW_ONLY = /《([^《》]{2,80})》|([^\s,，;；。、《》/]{2,60}(?:法|条例|规定|办法|规则|细则))(?=[/,，;；。、]|$)/g
const LEAD = /^(?:根据|依据|依照|按照|违反了?|参照|适用|和|及|以及|并|其行为|的行为|之规定|的规定|上述)+/
const VERSION = /[(（][^()（）]*(?:修正|修订|年|版|试行|公布)[^()（）]*[)）]$/
/** Where the citation only tells what was broken. */
const BROKEN = /违反(?:了)?(?:本条例|本法|本办法|本规定)?$/

/** Other signs people put around a title: <<…>>, 〈…〉, “…”, 【…】. */
const OTHER_MARKS =
  /(?:<<?|[〈「『【“"])([^《》<>〈〉「」『』【】“”"\s]{2,60}(?:法|条例|规定|办法|规则|细则)(?:\([^()]{1,30}\))?)(?:>>?|[〉」』】”"])/g
const NO_ORDINAL = new RegExp(`(》(?:\\([^()]{1,30}\\))?)\\s*(?=${NUMERAL}\\s*条(?!例))`, 'g')

/** Titles in 《》 whatever marks the file has; a mark without its other half goes. */
function withMarks(text: string): string {
  return text
    .normalize('NFKC')
    .replaceAll(/[\r\n\t\u200b\u3000]+/g, ' ')
    .replaceAll(OTHER_MARKS, '《$1》')
    .replaceAll(/《[^《》]*》|[《》]/g, (found) => (found.length > 1 ? found : ''))
    .replaceAll(NO_ORDINAL, '$1第')
}

/** Citations in their order, each once. */
export function readBasis(text: string): Citation[] {
  const plain = withMarks(text)
  const found: Citation[] = []
  const spans: [number, number][] = []
  for (const match of plain.matchAll(CITED)) {
    const title = titleOf(match[1] ?? match[2] ?? '')
    const end = match.index + match[0].length
    const { articles, to } = articlesAt(plain, end)
    spans.push([match.index, to])
    if (title !== '' && !isSelf(title)) for (const article of articles) found.push({ title, article })
    // 第五十七条违反本条例第二十三条: the second article was broken, it is not the basis.
    else if (found.length > 0 && !BROKEN.test(match[2] ?? '') && !(match[2] ?? '').includes('违反'))
      for (const article of articles) found.push({ title: found.at(-1)?.title ?? '', article })
  }
  for (const match of plain.matchAll(LAW_ONLY)) {
    if (spans.some(([from, to]) => match.index >= from && match.index < to)) continue
    const title = titleOf(match[1] ?? match[2] ?? '')
    if (title.length >= 3 && !isSelf(title)) found.push({ title, article: null })
  }
  const once = new Map(found.map((each) => [`${each.title} ${each.article}`, each]))
  const withArticle = new Set(found.flatMap(({ title, article }) => (article === null ? [] : [title])))
  return [...once.values()].filter(({ title, article }) => article !== null || !withArticle.has(title))
}

function articlesAt(text: string, at: number): { articles: string[]; to: number } {
  const articles: string[] = []
  let from: number | null = null
  for (let to = at; ; ) {
    ARTICLES.lastIndex = to
    const match = ARTICLES.exec(text)
    if (!match) return { articles, to }
    const [main, inserted] = [readNumeral(match[1] ?? ''), match[2] === undefined ? null : readNumeral(match[2])]
    if (from !== null && main !== null && main - from <= LONGEST_RANGE)
      for (let between = from + 1; between < main; between += 1) articles.push(String(between))
    if (main !== null && main > 0) articles.push(inserted ? `${main}-${inserted}` : String(main))
    to = ARTICLES.lastIndex
    NEXT.lastIndex = to
    const joined = NEXT.exec(text)
    if (!joined) return { articles, to }
    from = UP_TO.test(joined[0]) ? main : null
    to = NEXT.lastIndex
  }
}

/** 本法, 同一条例: the law named before. */
const isSelf = (title: string) => /(?:^|违反)(?:本|该|同一?)(?:法|条例|规定|办法|规则|细则)/.test(title)

function titleOf(written: string): string {
  let title = written.trim().replace(LEAD, '')
  title = title.replace(VERSION, '').trim()
  return /^第/.test(title) ? '' : title
}
