/** Which laws and articles a text names: 《食品安全法》第一百二十四条, 《…》第三条至第五条, 本法第十条. */
import { articleNumber } from '../../search/language/numerals.ts'
import { titleKey } from './import/classify.ts'

export interface NamedPlace {
  /** Title without ornament (`titleKey`); empty for the law that speaks. */
  key: string
  /** Arabic number, `12-1` for 第十二条之一; empty when the law as a whole is named. */
  number: string
}

const NUMERAL = '[一二两三四五六七八九十百千零〇\\d]+'
const NAME = /《([^《》\n]{2,60})》(?:[（(][^（）()\n]{0,30}[）)])?|本(?:法|条例|办法|规定|规则|细则|解释|决定)(?=第)/g
const PLACE = new RegExp(`第(${NUMERAL})条(?:之(${NUMERAL}))?`, 'y')
/** 第一款、第二款第（三）项 between two articles. */
const WITHIN = new RegExp(`(?:[、和及与或者]{0,2}第[（(]?(?:${NUMERAL})[）)]?[款项目])+`, 'y')
const JOINED = /(、|和|及|与|以及|或者?|至|到)(?=第)/y
const LONGEST_RANGE = 60

/** Every place once, in the order of the text. */
export function namedPlaces(text: string): NamedPlace[] {
  const found = new Map<string, NamedPlace>()
  const add = (key: string, number: string) => found.set(`${key}\n${number}`, { key, number })
  for (const match of text.matchAll(NAME)) {
    const key = match[1] === undefined ? '' : titleKey(match[1])
    const numbers = numbersAt(text, match.index + match[0].length)
    for (const number of numbers) add(key, number)
    if (numbers.length === 0 && key !== '') add(key, '')
  }
  return [...found.values()]
}

/** Articles listed from `at` on; 第三条至第五条 gives all three. */
function numbersAt(text: string, at: number): string[] {
  const numbers: string[] = []
  let open: string | undefined
  for (let place = read(PLACE, text, at); place; place = read(PLACE, text, at)) {
    const number = articleNumber(place[1] ?? '', place[2])
    if (number === null) break
    if (open !== undefined) numbers.push(...between(open, number))
    numbers.push(number)
    at += place[0].length
    at += read(WITHIN, text, at)?.[0].length ?? 0
    const joined = read(JOINED, text, at)
    if (!joined) break
    open = joined[1] === '至' || joined[1] === '到' ? number : undefined
    at += joined[0].length
  }
  return numbers
}

function read(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at
  return pattern.exec(text)
}

function between(first: string, last: string): string[] {
  const [from, to] = [Number(first), Number(last)]
  const length = to - from - 1
  return length > 0 && length <= LONGEST_RANGE ? Array.from({ length }, (_, at) => String(from + 1 + at)) : []
}
