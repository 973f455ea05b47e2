/** `npm run evaluate -- addresses FILE`: how well addresses are taken apart, field by field, against a tagged file. */
import fs from 'node:fs'
import { fileURLToPath } from 'node:url'
import { loadContent } from '../../content/load.ts'
import type { AddressRules } from '../../content/schema-addresses.ts'
import { wilson } from '../assistant/evaluation/score.ts'
import { addressConfidence } from '../tickets/address/address-confidence.ts'
import { ADDRESS_FIELDS, type Address, type AddressField, addressParser } from '../tickets/address/parse-address.ts'

/** Names of the tags in the file. */
const TAGS: Record<string, AddressField> = {
  prov: 'province',
  city: 'city',
  district: 'district',
  town: 'town',
  community: 'community',
  road: 'road',
  roadno: 'number',
}

/** Runs in process: no server is asked, nothing is stored. */
export function evaluateAddresses(file: string, { misses = false }: { misses?: boolean }, say: (line: string) => void) {
  const { jurisdiction, addresses } = loadContent(fileURLToPath(new URL('../..', import.meta.url)))
  const parse = addressParser(addresses, [jurisdiction.city.zh, ...jurisdiction.cities])
  const cases = readTagged(fs.readFileSync(file, 'utf8')).map((each) => ({ ...each, found: parse(each.text) }))
  say(`${cases.length} 个地址 / addresses: ${file}`)
  say(['字段 field'.padEnd(14), '精确率 precision', '召回率 recall', '标注 tagged', '读出 found'].join('  '))
  for (const field of ADDRESS_FIELDS) {
    const tagged = cases.filter(({ gold }) => gold[field] !== undefined).length
    const found = cases.filter((each) => each.found[field] !== undefined).length
    const right = cases.filter(({ gold, found: own }) => own[field] !== undefined && own[field] === gold[field]).length
    say(`${field.padEnd(14)}  ${share(right, found)}  ${share(right, tagged)}  ${tagged}  ${found}`)
    if (!misses) continue
    const wrong = cases.filter(({ gold, found: own }) => own[field] !== gold[field]).slice(0, 20)
    for (const { text, gold, found: own } of wrong) say(`    ${text}: ${own[field] ?? '—'} / ${gold[field] ?? '—'}`)
  }
  for (const line of reliability(cases, addresses)) say(line)
}

/** What the number says beside what is true, in ten steps; whole addresses with every part read as tagged count as right. */
function reliability(cases: readonly { text: string; gold: Address; found: Address }[], rules: AddressRules): string[] {
  const rows = cases.map(({ text, gold, found }) => ({
    value: addressConfidence(rules, text, found).value,
    right: ADDRESS_FIELDS.every((field) => found[field] === gold[field]),
  }))
  const mean = (numbers: readonly number[]) => numbers.reduce((sum, each) => sum + each, 0) / numbers.length
  const steps = Array.from({ length: STEPS }, (_, step) => {
    const here = rows.filter(({ value }) => Math.min(STEPS - 1, Math.floor(value * STEPS)) === step)
    const { right, total } = { right: here.filter((row) => row.right).length, total: here.length }
    if (total === 0) return []
    const [low, high] = wilson({ right, total })
    const said = mean(here.map(({ value }) => value)).toFixed(3)
    return [
      `${step / STEPS}–${(step + 1) / STEPS}  ${total}  ${said}  ${share(right, total)} [${low.toFixed(3)}, ${high.toFixed(3)}]`,
    ]
  })
  const brier = mean(rows.map(({ value, right }) => (value - (right ? 1 : 0)) ** 2))
  return ['把握 confidence  地址 addresses  说 says  实 true [95 %]', ...steps.flat(), `Brier ${brier.toFixed(3)}`]
}

const STEPS = 10
const share = (part: number, whole: number) => (whole === 0 ? '—' : (part / whole).toFixed(3))

/** One character and its tag (B-…, I-…, O) a line, an empty line between addresses. Of a field said twice the first counts. */
function readTagged(file: string): { text: string; gold: Address }[] {
  return file.split(/\r?\n\r?\n/).flatMap((block) => {
    const lines = block.split(/\r?\n/).filter((line) => line !== '')
    if (lines.length === 0) return []
    const spans: { tag: string; word: string }[] = []
    for (const line of lines) {
      const cut = line.lastIndexOf(' ')
      const [character, tag] = [line.slice(0, cut) || ' ', line.slice(cut + 1)]
      const last = spans.at(-1)
      if (tag.startsWith('I-') && last) last.word += character
      else spans.push({ tag: tag.replace(/^B-/, ''), word: character })
    }
    const gold: Address = {}
    for (const { tag, word } of spans) {
      const field = TAGS[tag]
      if (field) gold[field] ??= word
    }
    return [{ text: spans.map(({ word }) => word).join(''), gold }]
  })
}
