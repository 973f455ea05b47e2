/** Reads a penalty decision as portals publish it (行政处罚决定书), in Markdown or plain text. Pure. */

import { CellFault } from '../../platform/spreadsheet/fault.ts'
import type { Remark } from './cells.ts'
import type { Incoming } from './incoming.ts'
import { readDay, readYuan } from './values.ts'
import type { Words } from './words.ts'

/** Labels in the order they are tried; portals word them differently. */
const LABELS = {
  partyName: /被处罚(?:单位|人|当事人)|当事人(?:名称|姓名)?|行政相对人(?:名称)?/,
  documentNumber: /(?:行政)?处罚决定(?:书)?文?号|决定书文号|文书号/,
  representative: /法定代表人|负责人/,
  uscc: /统一社会信用代码/,
  authority: /执法部门|处罚机关|作出(?:行政)?处罚(?:决定)?的?(?:机关|部门)/,
  decidedOn: /作出(?:行政)?处罚(?:决定)?的?日期|作出决定(?:的)?日期|(?:处罚)?决定日期/,
} as const
const LABELLED = /^\s*(?:[-*]\s*)?\*{0,2}([^*：:\n]{2,30})\*{0,2}\s*[：:]\s*\*{0,2}\s*(.+?)\s*$/gm
/** Page furniture of portals and what stands below the decision. */
const FURNITURE = /网站地图|网站标识码|ICP备|公网安备|主\s*办[：:]|政务服务便民热线|扫码进入|您访问的链接/
const BASIS = /(?:根据|依据|依照|按照)([^。]*?第[^。]*?条[^。]*)/g
const DECIDED = /(?:作出(?:如下|以下)?(?:行政)?处罚(?:决定)?(?:如下)?|处罚如下)[：:]/g
const PERFORMANCE = /(?:行政处罚的?)?履行方式和期限|当事人(?:应当)?自收到|逾期不缴纳/
const FACTS_LABEL = /^(?:主要)?违法事实[：:]\s*/
const SECTION_LABEL = /行政处罚(?:的)?种类、依据、内容[：:]/
const TOTAL = /罚没款合计/
const FINE = /罚款[^0-9¥￥。；;]{0,20}[（(]?[¥￥]?\s*([\d,.]+)\s*(万)?元?/g
const CONFISCATED = /没收违法所得(?:人民币)?\s*[¥￥]?([\d,.]+)\s*(万)?元/g
/** Names covered by whoever published it: 崔某某 can still be told apart, **某某村 cannot. */
const COVERED_BEYOND_USE = /[*＊]{2,}|^某某|□{2,}|×{2,}/
const PERSON = /^\p{Script=Han}(?:某{1,2}|[\p{Script=Han}]?某)$/u

export function readDecision(file: string, raw: string, words: Words): Incoming {
  const text = raw.normalize('NFC').replaceAll('\r\n', '\n')
  const { front, body } = splitFront(text)
  const one = new Map<string, string>()
  const many = new Map<string, string[]>()
  const faults: Remark[] = []
  const notes: Remark[] = []
  const fault = (column: string, key: Remark['reason']['key'], params = {}) =>
    faults.push({ column, reason: { key, params } })
  const title = /^#\s+(.+)$/m.exec(body)?.[1]?.trim() ?? ''
  if (title !== '') one.set('caseName', title)
  for (const [, label = '', value = ''] of body.matchAll(LABELLED)) {
    const field = Object.entries(LABELS).find(([name, pattern]) => !one.has(name) && pattern.test(label))?.[0]
    if (field) one.set(field, value)
  }
  const day = one.get('decidedOn')
  if (day !== undefined) {
    try {
      one.set('decidedOn', readDay(day, false))
    } catch (error) {
      if (!(error instanceof CellFault)) throw error
      faults.push({ column: 'decidedOn', reason: error.reason })
    }
  }
  for (const field of ['partyName', 'documentNumber'])
    if (COVERED_BEYOND_USE.test(one.get(field) ?? '')) fault(field, 'imports.decision.covered')
  if (PERSON.test(one.get('partyName') ?? '')) one.set('partyCategory', 'natural-person')
  for (const [field, value] of uncovered(front, body)) fault(field, 'imports.decision.uncovered', { sample: value })
  const paragraphs = body
    .split(/\n{1,}/)
    .map((part) => part.trim())
    .filter(
      (part) =>
        part !== '' &&
        !part.startsWith('#') &&
        !part.startsWith('---') &&
        !/^\*\*[^*]+\*\*[：:]/.test(part) &&
        !FURNITURE.test(part),
    )
  readText(paragraphs.join('\n'), one, many, words)
  if (!one.has('content')) fault('content', 'imports.decision.noContent')
  if (!one.has('facts') && title !== '') {
    one.set('facts', title)
    notes.push({ column: 'facts', reason: { key: 'imports.decision.factsFromTitle' } })
  }
  return { where: file, line: 1, values: { one, many }, faults, notes }
}

function readText(text: string, one: Map<string, string>, many: Map<string, string[]>, words: Words): void {
  if (text === '') return
  const end = text.search(PERFORMANCE)
  const decision = (end < 0 ? text : text.slice(0, end)).trim()
  // Of several orders the last sums them up.
  const ordered = [...decision.matchAll(DECIDED)].at(-1)
  if (ordered) {
    const content = decision.slice(ordered.index + ordered[0].length).trim()
    if (content !== '') one.set('content', content)
    fines(content, one)
    many.set('penaltyKinds', [...words.within('penaltyKinds', content)])
  }
  const before = decision.slice(0, ordered?.index ?? decision.length)
  const section = before.search(SECTION_LABEL)
  const facts = (section < 0 ? before : before.slice(0, section)).replace(FACTS_LABEL, '')
  const whole = section < 0 ? factsOnly(facts) : facts
  if (whole.trim() !== '') one.set('facts', whole.trim())
  const basis = [...decision.replace(SECTION_LABEL, '。').matchAll(BASIS)].map(([, said = '']) =>
    said.replaceAll(/“[^”]*”/g, ''),
  )
  if (basis.length > 0) one.set('basis', basis.join('；'))
}

/** What was done, up to the words that name the law. */
function factsOnly(text: string): string {
  const at = text.search(/[，,。；;](?:上述|其|该)?(?:行为)?[^，。]{0,4}违反了?《|[，,。；;]违反/)
  return at < 0 ? text : `${text.slice(0, at)}。`
}

function fines(content: string, one: Map<string, string>): void {
  const [beforeTotal = ''] = content.split(TOTAL)
  const plain = beforeTotal.normalize('NFKC')
  const sum = (pattern: RegExp) => {
    const [found] = [...plain.matchAll(pattern)]
    return found ? readYuan(found[1] ?? '', found[2] !== undefined) : undefined
  }
  const fine = sum(FINE)
  const confiscated = sum(CONFISCATED)
  if (fine !== undefined) one.set('fineYuan', fine)
  if (confiscated !== undefined) one.set('confiscatedYuan', confiscated)
}

function splitFront(text: string): { front: string; body: string } {
  const found = /^---\n([\s\S]*?)\n---\n/.exec(text)
  return found ? { front: found[1] ?? '', body: text.slice(found[0].length) } : { front: '', body: text }
}

/** A mask that covered the text but not the head of the file: what the title still says, the text hides. */
function uncovered(front: string, body: string): [string, string][] {
  const covered = /^#\s+(.*[*＊某].*)$/m.exec(body)?.[1]
  const open = /^title:\s*["']?(.+?)["']?\s*$/m.exec(front)?.[1]
  if (!covered || !open || /[*＊某]/.test(open)) return []
  return [['title', `${open.slice(0, 3)}…`]]
}
