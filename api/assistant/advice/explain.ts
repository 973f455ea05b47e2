/**
 * A question of law in a model's words: from the articles found, with tools in a bounded loop, within switch and budget.
 * The pieces are told as they come; the whole is only kept when `check-words.ts` finds no fault. Any failure gives nothing.
 */
import type { Deps } from '../../deps.ts'
import { listEnterprises } from '../../enterprises/list-enterprises.ts'
import { readEnterprise } from '../../enterprises/read-enterprise.ts'
import type { Context } from '../../platform/context.ts'
import { searchArticles } from '../../regulations/search-articles.ts'
import { sourceOf } from '../answer-question.ts'
import { inputOf } from '../pipeline/reading.ts'
import type { ModelAnswer, Source, Work } from '../pipeline/work.ts'
import { namesIn } from './ask-model.ts'
import { refusedBySettings } from './budget.ts'
import { coverMessages } from './cover.ts'
import { type Message, MODEL_LIMIT_MS, ModelFailure, type ModelPort } from './model-port.ts'
import { explainPrompt, sourcesPrompt } from './prompt.ts'
import { runTool, type ToolRunners } from './tools.ts'

/** Answers of the model in one turn, those that only call tools included. */
const ROUNDS = 3
const FOUND = 4

/** Counts one more answer of the model; says why there may be none, if so. */
export type Budget = () => Promise<'off' | 'budget' | undefined>

export async function explain(
  deps: Deps,
  ctx: Context,
  model: ModelPort,
  work: Work,
  budget: Budget = () => refusedBySettings(deps, work.turn.conversationId, work.settings),
  limitMs = MODEL_LIMIT_MS,
): Promise<ModelAnswer | undefined> {
  const count = (outcome: string) =>
    deps.metrics.count('assistant_model_calls_total', 'Questions to the model by how they ended', { outcome })
  const input = inputOf(work)
  const covered = coverMessages(input.messages, namesIn(input))
  const sources = [...(work.found?.sources ?? [])]
  const runners = toolsOf(deps, ctx, work, sources, covered.restore)
  const messages: Message[] = [
    { role: 'system', content: explainPrompt(work.turn.locale) },
    { role: 'user', content: sourcesPrompt(sources, covered.texts) },
  ]
  const signal = AbortSignal.timeout(limitMs)
  try {
    for (let round = 1; round <= ROUNDS; round += 1) {
      const refused = await budget()
      if (refused) throw new ModelFailure(refused)
      const { text, calls } = await model.say(messages, (piece) => work.emit?.('token', { text: piece }), signal)
      if (calls.length === 0) {
        count('explanation')
        return { text, sources }
      }
      messages.push({
        role: 'assistant',
        content: text === '' ? null : text,
        tool_calls: calls.map(({ id, name, json }) => ({ id, type: 'function', function: { name, arguments: json } })),
      })
      for (const { id, name, json } of calls)
        messages.push({ role: 'tool', tool_call_id: id, content: await runTool(runners, name, json) })
    }
    throw new ModelFailure('nonsense')
  } catch (error) {
    const reason = error instanceof ModelFailure ? error.reason : 'failed'
    count(reason)
    deps.log.warn({ reason }, 'the model explained nothing')
    return undefined
  }
}

function toolsOf(
  deps: Deps,
  ctx: Context,
  work: Work,
  sources: Source[],
  restore: (text: string) => string,
): ToolRunners {
  const add = (found: readonly Source[]): string => {
    const fresh = found.filter(({ citation }) => !sources.some((known) => known.citation.url === citation.url))
    sources.push(...fresh)
    return fresh.length === 0 ? '没有新的结果' : fresh.map((source) => numbered(sources, source)).join('\n')
  }
  return {
    search: async ({ query }) => {
      const asked = { q: query, status: 'in-force', collapse: 'region', limit: FOUND, offset: 0 } as const
      const { items } = await searchArticles(deps, asked, { counts: false })
      return add(items.map(sourceOf))
    },
    enterprise: async ({ name }) => {
      const { items } = await listEnterprises(deps, ctx, { q: name, limit: 1, page: 1 })
      const found = await Promise.all(items.map(({ uscc }) => readEnterprise(deps, ctx, uscc)))
      return add(
        found.map(({ name: law, uscc, statusName, figures }) => ({
          citation: { law, label: uscc, url: `/enterprises/${uscc}` },
          text: `${law}（${statusName}）：公示处罚 ${figures.penalties} 件，罚款合计 ${figures.fineYuan}元；检查 ${figures.inspections} 次，未发现问题 ${figures.clean} 次；许可 ${figures.permits} 件`,
        })),
      )
    },
    draft: async ({ fields }) => {
      const restored = fields.map((field) => ({ ...field, value: restore(field.value), quote: restore(field.quote) }))
      const before = JSON.stringify(work.understood?.drafts)
      if (work.understood)
        work.understood = work.ports.engine.lay(inputOf(work), work.understood, { intents: [], fields: restored })
      return JSON.stringify(work.understood?.drafts) === before ? '没有采纳：原话里没有依据' : '已采纳有依据的字段'
    },
  }
}

const numbered = (sources: readonly Source[], source: Source): string =>
  `[${sources.indexOf(source) + 1}]《${source.citation.law}》${source.citation.label} ${source.text}`
