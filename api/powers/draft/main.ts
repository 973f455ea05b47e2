/**
 * Drafts the power list from a folder of laws: `node api/powers/draft/main.ts --laws FOLDER… [--out FILE]`. What is
 * written are facts (law, article, paragraph, item, kinds, ranges) and single terms; no text of a law. Numbers already
 * given and reviews already made are kept.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { loadContent } from '../../../content/load.ts'
import { createWordCutter } from '../../../search/language/words.ts'
import { COUNTERPARTS, type PowerKind } from '../model.ts'
import { type PowerLine, placeOf } from '../power-line.ts'
import { blocksOf } from './blocks.ts'
import { lawsInForce } from './laws-in-force.ts'
import { fineRanges, penaltyKinds } from './penalty-range.ts'
import { powersIn } from './powers-in.ts'
import { termsOf, wordsIn } from './terms.ts'

const { values } = parseArgs({
  options: { laws: { type: 'string', multiple: true }, out: { type: 'string', default: 'content/powers/items.jsonl' } },
})
if (!values.laws) throw new Error('--laws FOLDER is needed')

interface Drafted {
  law: string
  article: string
  paragraph: number
  item: number
  kind: PowerKind
  text: string
  sanction: string
  parent: Drafted | null
}

const root = process.cwd()
const content = loadContent(root)
const drafted: Drafted[] = []
for (const { title, articles } of await lawsInForce(content.regulations.vocabulary, values.laws))
  for (const { number, text } of articles)
    for (const block of blocksOf(text))
      for (const kind of number === '' ? [] : powersIn(block, title)) {
        const place = { law: title, article: number, paragraph: block.paragraph, kind, sanction: block.text }
        const parent: Drafted = { ...place, item: 0, text: block.text, parent: null }
        drafted.push(parent)
        // Items of a penalty are acts, items of a check are what may be done in it; elsewhere they are conditions.
        if (kind !== 'penalty' && !/(职权|措施|权力)[：:]?$/.test(block.text)) continue
        for (const [at, item] of block.items.entries())
          drafted.push({ ...place, item: at + 1, text: item, sanction: '', parent })
      }

const cutter = createWordCutter(root)
const frequency = new Map<string, number>()
for (const { text } of drafted)
  for (const word of new Set(wordsIn(text, cutter))) frequency.set(word, (frequency.get(word) ?? 0) + 1)

/** Places a person compared with the text and struck out. */
const refused = new Set(
  readFileSync(`${path.dirname(values.out)}/refused.jsonl`, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => placeOf(JSON.parse(line))),
)
const earlier = new Map(
  (existsSync(values.out) ? readFileSync(values.out, 'utf8').split('\n').filter(Boolean) : [])
    .map((line): PowerLine => JSON.parse(line))
    .map((line) => [placeOf(line), line]),
)
const highest = new Map<PowerKind, number>()
for (const { kind, number } of earlier.values()) highest.set(kind, Math.max(highest.get(kind) ?? 0, number))

const numbers = new Map<Drafted, number>()
const kept = drafted.filter(
  (each) => !refused.has(placeOf(each)) && !(each.parent && refused.has(placeOf(each.parent))),
)
const lines = kept.map((each): PowerLine => {
  const { law, article, paragraph, item, kind, text, sanction, parent } = each
  const known = earlier.get(placeOf({ law, article, paragraph, item, kind }))
  const next = parent ? numbers.get(parent) : known?.number
  const number = next ?? (highest.get(kind) ?? 0) + 1
  if (!parent) highest.set(kind, Math.max(highest.get(kind) ?? 0, number))
  numbers.set(each, number)
  return {
    kind,
    number,
    law,
    article,
    paragraph,
    item,
    terms: termsOf(conductOf(text), cutter, frequency),
    who: counterpartsOf(text),
    ...(kind === 'penalty' && !parent ? { penalties: penaltyKinds(sanction), fines: fineRanges(sanction) } : {}),
    ...(known?.reviewed ? { reviewed: known.reviewed } : {}),
  }
})
writeFileSync(values.out, `${lines.map((line) => JSON.stringify(line)).join('\n')}\n`)
process.stdout.write(
  `${lines.filter(({ item }) => item === 0).length} items, ${lines.filter(({ item }) => item > 0).length} sub-items\n`,
)

/** What is done or asked for stands before the authority acts. */
function conductOf(text: string): string {
  const cut = text.search(/，由[^，。；]{2,40}(部门|机关|局)/)
  return cut > 8 ? text.slice(0, cut) : text
}

function counterpartsOf(text: string): PowerLine['who'] {
  const natural = /个人|公民|自然人|从业人员|消费者|人员/.test(text)
  const trader = /个体工商户|经营者|生产者|销售者|商户|摊贩|摊点/.test(text)
  return COUNTERPARTS.filter((who) => (who === 'natural' ? natural : who === 'sole-trader' ? trader : true))
}
