/** Runs the assistant's pipeline up to one step over a case file, in process, and prints what that step leaves behind. */
import { fileURLToPath } from 'node:url'
import { loadContent } from '../../content/load.ts'
import { answerFrom } from '../assistant/answer-question.ts'
import { engineByRules } from '../assistant/engine.ts'
import { CASES_TODAY, readCases } from '../assistant/evaluation/cases.ts'
import type { ConversationState } from '../assistant/model.ts'
import { keptState } from '../assistant/pipeline/kept-state.ts'
import { runSteps } from '../assistant/pipeline/steps.ts'
import { type Ports, STEP_NAMES, type StepName, type Work } from '../assistant/pipeline/work.ts'
import { fixedClock } from '../platform/clock.ts'

const SETTINGS = {
  assistantOn: true,
  modelOn: false,
  messagesPerConversation: 500,
  messagesPerDay: 100_000,
  modelCallsPerDay: 1,
  modelCallsPerConversation: 1,
}

/**
 * Nothing is stored and no model is asked. Earlier messages of a case run through all steps; articles come from the
 * server at `base`, or from nowhere with `local`.
 */
export async function evaluateStep(
  file: string,
  wanted: string,
  { base, local }: { base: string; local?: boolean },
  say: (line: string) => void,
): Promise<void> {
  const step = STEP_NAMES.find((name) => name === wanted)
  if (!step) throw new Error(`没有这一步 / no such step: ${wanted}; ${STEP_NAMES.join(', ')}`)
  const content = loadContent(fileURLToPath(new URL('../..', import.meta.url)))
  for (const [at, each] of readCases(file).entries()) {
    const now = fixedClock(`${each.today ?? CASES_TODAY}T10:00:00+08:00`)
    const engine = engineByRules({ content, clock: now })
    let state: ConversationState = { messages: [], intents: [], drafts: [], asked: null, filed: {} }
    for (const [index, message] of each.messages.entries()) {
      const work: Work = {
        turn: { message, locale: 'zh' },
        ports: portsOf(content, engine, local === true ? undefined : base, (kept) => {
          state = kept
        }),
        settings: SETTINGS,
        before: state,
        emit: undefined,
        now: now.now(),
        message,
        notices: [],
        later: [],
        path: [],
      }
      const last = index === each.messages.length - 1
      const done = await runSteps(work, last ? step : 'store')
      if (last) say(JSON.stringify({ case: each.id ?? at + 1, path: done.path, ...leftBy(step, done, state) }))
    }
  }
}

function portsOf(
  content: Ports['content'],
  engine: Ports['engine'],
  base: string | undefined,
  keep: (state: ConversationState) => void,
): Ports {
  return {
    content,
    engine,
    lookUp: async (question) => {
      if (base === undefined) return { sentences: [], citations: [], sources: [] }
      const query = new URLSearchParams({
        q: question.slice(0, 500),
        status: 'in-force',
        collapse: 'region',
        limit: '5',
      })
      const response = await fetch(`${base}/api/regulations/articles?${query}`, { signal: AbortSignal.timeout(30_000) })
      return answerFrom('zh', (await response.json()) as Parameters<typeof answerFrom>[1])
    },
    statusOf: async () => undefined,
    callBack: async () => {},
    explain: async () => undefined,
    store: async (work) => keep(keptState(work)),
  }
}

function leftBy(step: StepName, work: Work, state: ConversationState): Record<string, unknown> {
  const { message, notices, reading, understood, later, found, answer, fault } = work
  const ended = answer && { ended: answer.status }
  switch (step) {
    case 'limits':
      return { message, ...ended }
    case 'protect':
    case 'emergency':
      return { notices, ...ended }
    case 'route':
      return { intents: reading?.intents, notices, ...ended, reply: answer?.reply, links: answer?.links }
    case 'understand':
      return { intents: understood?.intents, drafts: understood?.drafts, later, ...ended }
    case 'retrieve':
      return { citations: found?.citations, ...ended }
    case 'compose':
    case 'check':
      return { status: answer?.status, reply: answer?.reply, questions: answer?.questions, fault }
    case 'store':
      return { state }
    default:
      return step satisfies never
  }
}
