/**
 * Trains the local engine's models and prints what they are worth on messages they never saw:
 * `node api/assistant/train/main.ts <folder of messages>`. Writes numbers and terms only, to `api/assistant/local/models`.
 */
import fs from 'node:fs'
import { fileURLToPath } from 'node:url'
import { loadContent } from '../../../content/load.ts'
import { readCases, readRealCases } from '../evaluation/cases.ts'
import { judge, tally } from '../evaluation/judge.ts'
import { converseLocally, viewOf } from '../evaluation/run-local.ts'
import { f1WithInterval, shareLine } from '../evaluation/score.ts'
import { findEmergencies } from '../local/emergency.ts'
import { buildLexicon } from '../local/lexicon.ts'
import { normalise } from '../local/normalise.ts'
import { reviews } from './danger-examples.ts'
import { modelsOf, trainModels } from './train-models.ts'

const place = (name: string): string => fileURLToPath(new URL(name, import.meta.url))
const say = (line: string): void => void process.stdout.write(`${line}\n`)
const folder = process.argv[2] ?? ''
const content = loadContent(place('../../..'))
const real = readRealCases(place('../evaluation/real-labels.jsonl'), folder)
const cases = readCases(place('../evaluation/cases'))
const held = readCases(place('../evaluation/held'))
const fresh = readCases(place('../evaluation/fresh'))
const unseen = readCases(place('../evaluation/unseen'))
const trained = trainModels(
  {
    content,
    real,
    own: [...cases, ...held, ...fresh],
    folder,
    labels: place('segmented-labels.tsv'),
    phrases: place('phrases.tsv'),
    dangers: place('dangers.tsv'),
    dangerFrames: [place('danger-frames-zh.tsv'), place('danger-frames-en.tsv')],
  },
  say,
)
for (const [name, packed] of Object.entries(trained.all)) {
  fs.writeFileSync(place(`../local/models/${name}.json`), `${JSON.stringify(packed)}\n`)
}
const lexicons = trained.folds.map((packed) => buildLexicon(content, modelsOf(packed)))
const misses = process.argv.includes('--misses')
for (const [title, group] of Object.entries({ real, cases, held, fresh, unseen })) {
  const sums = tally()
  for (const each of group) {
    const lexicon = lexicons[trained.foldOf.get(each) ?? 0]
    if (lexicon === undefined) continue
    const outcomes = judge(each, viewOf(converseLocally(each, lexicon)))
    sums.add(outcomes)
    for (const { sign, right, found, wanted } of misses ? outcomes : []) {
      if (!right)
        say(
          `  ${title} ${each.id ?? each.messages.join('/').slice(0, 70)} ${sign}: ${JSON.stringify(found)} ≠ ${JSON.stringify(wanted)}`,
        )
    }
  }
  say(`\n${title}: ${group.length} cases, ${title === 'unseen' ? 'never learned from' : 'five-fold cross-validation'}`)
  for (const line of sums.lines()) say(line)
}
const alarms = (texts: readonly string[]): number =>
  texts.filter((text) => lexicons.some((lexicon) => findEmergencies(text, lexicon).length > 0)).length
for (const [title, texts] of Object.entries({
  'real messages': real.map(({ messages }) => normalise(messages[0] ?? '').lower),
  'takeaway reviews not learned from': reviews(folder, true),
})) {
  say(shareLine(`\nemergency shown, ${title}`, { right: alarms(texts), total: texts.length }))
}
for (const urgent of [true, false]) {
  const group = trained.sentences.filter((each) => each.urgent === urgent)
  const shown = group.filter(({ text, fold }) => {
    const lexicon = lexicons[fold]
    return lexicon !== undefined && findEmergencies(text, lexicon).length > 0
  }).length
  const title = urgent ? 'emergencies found' : 'look-alikes taken for one'
  say(shareLine(`\n${title}, sentences, five-fold`, { right: shown, total: group.length }))
}
const named = fresh.flatMap((each) => {
  const lexicon = lexicons[trained.foldOf.get(each) ?? 0]
  if (each.expect['emergency'] !== true || each.family === undefined || lexicon === undefined) return []
  const kinds = findEmergencies(normalise(each.messages.join('\n')).lower, lexicon).map(({ id }) => id)
  return kinds.length === 0 ? [] : [{ right: kinds.includes(each.family), kinds: kinds.length }]
})
const numbers = named.reduce((sum, { kinds }) => sum + kinds, 0) / named.length
const rightKind = { right: named.filter(({ right }) => right).length, total: named.length }
say(shareLine('\nright number among those named', rightKind))
say(`numbers named a notice  ${numbers.toFixed(2)}`)
const { value, low, high } = f1WithInterval(trained.segmented)
say(`\nsegmented: ${trained.segmented.length} labelled messages cut into words, five-fold cross-validation`)
say(`ours, F1  ${value.toFixed(3)}  [${low.toFixed(3)}, ${high.toFixed(3)}]`)
