/**
 * Makes the tables of `search/language/spelling/` from a folder of laws: which words there are and how often, and which
 * two characters ever stand side by side. `node search/train/spelling.ts DIR`. Terms and numbers only, no text.
 */
import fs from 'node:fs'
import path from 'node:path'
import { Jieba } from '@node-rs/jieba'
import { dict } from '@node-rs/jieba/dict.js'
import { normalise } from '../language/normalise.ts'

const HAN = /^[\u4e00-\u9fff]+$/
/** 第二条, 一百: no word to be meant. */
const NUMBER = /^第|^[一二三四五六七八九十百千零〇两]+/
/** A word is kept from this many texts on, a pair from this many. Short words need more: many sound alike. */
const [WORD_TEXTS, SHORT_WORD_TEXTS, PAIR_TEXTS] = [10, 40, 5]
/** From here on a word of the general dictionary vouches for its pairs. */
const GENERAL_FREQUENCY = 15
const [SHORTEST, LONGEST] = [2, 8]

const [folder = ''] = process.argv.slice(2)
const out = path.join(import.meta.dirname, '../language/spelling')
const jieba = Jieba.withDict(dict)
const own = fs.readFileSync(path.join(out, '../legal-words.txt'), 'utf8').split('\n').filter(Boolean)
jieba.loadDict(Buffer.from(own.map((word) => `${word} 20000 n\n`).join('')))

const words = new Map<string, number>()
const pairs = new Map<string, number>()
const count = (into: Map<string, number>, keys: Iterable<string>) => {
  for (const key of new Set(keys)) into.set(key, (into.get(key) ?? 0) + 1)
}

for (const file of fs.globSync('**/*.{md,txt}', { cwd: folder }).sort()) {
  const text = normalise(fs.readFileSync(path.join(folder, file), 'utf8'))
  const cut = jieba.cut(text, false)
  count(
    words,
    cut.filter((word) => HAN.test(word) && !NUMBER.test(word) && word.length >= SHORTEST && word.length <= LONGEST),
  )
  count(pairs, pairsOf(text))
}
for (const line of Buffer.from(dict).toString('utf8').split('\n')) {
  const [word = '', frequency] = line.split(' ')
  if (Number(frequency) < GENERAL_FREQUENCY || !HAN.test(word)) continue
  for (const pair of pairsOf(word)) pairs.set(pair, (pairs.get(pair) ?? 0) + PAIR_TEXTS)
}

const kept = [...words]
  .filter(([word, texts]) => texts >= (word.length === SHORTEST ? SHORT_WORD_TEXTS : WORD_TEXTS))
  .sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
fs.writeFileSync(path.join(out, 'words.txt'), kept.map(([word, texts]) => `${word} ${texts}\n`).join(''))

const after = new Map<string, string>()
for (const [pair, texts] of [...pairs].sort(([a], [b]) => (a < b ? -1 : 1))) {
  if (texts < PAIR_TEXTS) continue
  const [first = '', second = ''] = pair
  after.set(first, (after.get(first) ?? '') + second)
}
fs.writeFileSync(path.join(out, 'pairs.txt'), [...after].map(([first, rest]) => `${first}${rest}\n`).join(''))
const joined = [...after.values()].reduce((sum, { length }) => sum + length, 0)
process.stdout.write(`${kept.length} words, ${joined} pairs\n`)

function* pairsOf(text: string): Generator<string> {
  for (let at = 0; at + 1 < text.length; at += 1) {
    const pair = text.slice(at, at + 2)
    if (HAN.test(pair)) yield pair
  }
}
