/**
 * How well the department of a message is told, on a fifth of the 9,210 messages the model did not see:
 * `node api/assistant/train/departments.ts <folder of messages>`.
 */
import { fileURLToPath } from 'node:url'
import { shareLine } from '../evaluation/score.ts'
import { unpack } from '../local/linear.ts'
import { segmentedExamples } from './examples.ts'
import { fitModel } from './fit-model.ts'
import { shuffler } from './logistic.ts'

const labelsFile = fileURLToPath(new URL('segmented-labels.tsv', import.meta.url))
const rows = shuffler(11)(segmentedExamples(process.argv[2] ?? '', labelsFile))
const departments = [...new Set(rows.flatMap(({ department }) => department ?? []))]
const numbered = rows.map(({ text, department }) => ({ text, label: departments.indexOf(department ?? ''), weight: 1 }))
const cut = Math.floor(numbered.length * 0.8)
const model = unpack(fitModel(numbered.slice(0, cut), departments, 'trial', { least: 4, most: 16_000 }))
const kept = numbered.slice(cut)
const right = kept.filter(({ text, label }) => {
  const scores = model.score(text)
  return scores.indexOf(Math.max(...scores)) === label
}).length
process.stdout.write(`${shareLine('department, 80/20', { right, total: kept.length })}\n`)
