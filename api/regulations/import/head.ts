/** Title, history lines and opening words of a text whose head is not marked: orders, notices and database pages begin alike. */
import { readNumeral } from '../../../search/language/numerals.ts'
import { tidy } from './markup.ts'

export interface Head {
  title: string | null
  /** What happened when, as the text says. */
  history: string[]
  preamble: string[]
}

const TITLE_END =
  /(?:法|法典|条例|办法|规定|规则|细则|准则|规程|决定|决议|解释|批复|通知|公告|通告|意见|指南|指引|纪要|解答|安排|章程|标准|规范|方案|目录|修正案|(?:之|[（(])[一二三四五六七八九十\d]+[）)]?)(?:[（(][^（）()]{1,20}[）)])?$/
const FULL_WIDTH = /[\uff10-\uff19]/g
const CHINESE_DAY = /([一二三四五六七八九〇○零]{4})年([一二三四五六七八九十]{1,3})月([一二三四五六七八九十]{1,3})日/g
const DAY = /\d{4}年\d{1,2}月\d{1,2}日/
const EVENT = /通过|公布|发布|颁布|修正|修订|修改|批准|施行|实施|印发|令|〔\d{4}〕/
const LABELLED = /^(发布|公布|颁布|通过|施行|实施|执行|生效)日期[：:]\s*(\d{4})[-年./](\d{1,2})[-月./](\d{1,2})日?$/

/** Days in words or wide figures as 2008年10月9日. */
export const plainDays = (text: string): string =>
  text
    .replace(FULL_WIDTH, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0))
    .replace(CHINESE_DAY, (_, year: string, month: string, day: string) => {
      const digits = readNumeral(year.replaceAll('○', '〇'))
      return `${digits}年${readNumeral(month)}月${readNumeral(day)}日`
    })
    .replace(/(\d{4})\s?年\s?(\d{1,2})\s?月\s?(\d{1,2})\s?日/g, '$1年$2月$3日')

/**
 * @param lines everything before the first heading or article
 * @param named title the file gives itself, in its front matter or a top heading
 * @param stem name of the file without date and ending, when it may be the title
 */
export function readHead(lines: readonly string[], named: string | null, stem: string | null): Head {
  const title = named ?? titleAmong(lines, stem)
  const history: string[] = []
  let preamble: string[] = []
  for (let at = 0; at < lines.length; at += 1) {
    const line = plainDays(lines[at] ?? '')
    if (title !== null && squeeze(line) === squeeze(title)) {
      // What stands above the title is the order that published it, or a decision that amended it.
      preamble = []
      continue
    }
    const next = plainDays(lines[at + 1] ?? '').replaceAll(' ', '')
    if (/令$/.test(line) && /^第\d+号$/.test(next)) {
      history.push(`${line.replaceAll(' ', '')}${next}`)
      at += 1
      continue
    }
    const labelled = LABELLED.exec(line)
    if (labelled) history.push(`${labelled[2]}年${labelled[3]}月${labelled[4]}日 ${kindOf(labelled[1] ?? '')}`)
    else if (DAY.test(line) && line.replace(DAY, '').trim() === '') history.push(`${line} 公布`)
    else if (isEvent(line)) history.push(...eventsIn(line))
    else if (/[。：]$/.test(line) && line.length >= 15) preamble.push(lines[at] ?? '')
  }
  return { title, history, preamble }
}

/** （1993年…通过 根据2009年…修正） → one line an event. */
export const eventsIn = (line: string): string[] =>
  line
    .replace(/^[（(【\s]+|[）)】\s]+$/g, '')
    .split(/[\s，。；](?=根据|自?\d{4}年|自公布)|(?<=[公发颁]布)(?=自\d{4}年)/)
    .map(tidy)
    .filter((part) => part !== '')

/** Whether a line tells when the text was made, published or changed. */
export function isEvent(text: string): boolean {
  const line = plainDays(text)
  return EVENT.test(line) && (DAY.test(line) || /令.{0,3}第?\d+号|〔\d{4}〕/.test(line)) && !isOpening(line)
}

const squeeze = (text: string) => text.normalize('NFKC').replace(/[\s《》〈〉<>]/g, '')
const kindOf = (word: string) => (/施行|实施|执行|生效/.test(word) ? '施行' : '公布')
/** 为了…，根据…，制定本办法。 names dates of other laws at most. */
const isOpening = (line: string) =>
  /^(?:为|鉴于|近年来)/.test(line) || /制定本|解释如下|规定如下|批复如下|决定如下/.test(line)

function titleAmong(lines: readonly string[], stem: string | null): string | null {
  if (stem !== null) {
    const wanted = squeeze(stem)
    const exact = lines.find((line) => squeeze(line) === wanted)
    if (exact !== undefined) return stem
    // A title may be broken over two or three lines.
    for (let at = 0; at < lines.length; at += 1)
      for (const length of [2, 3]) if (squeeze(lines.slice(at, at + length).join('')) === wanted) return stem
    if (TITLE_END.test(stem) && lines.some((line) => squeeze(line).includes(wanted))) return stem
  }
  const like = lines.filter(
    (line) => line.length <= 80 && TITLE_END.test(line) && !DAY.test(line) && !/[，。；：]/.test(line),
  )
  return like.at(-1) ?? (stem !== null && TITLE_END.test(stem) ? stem : null)
}
