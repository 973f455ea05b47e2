/** Acting on a ticket by plain forms: choose, fill in, see what the person will read, send. */

import { ASK_NAMES, type AskName, askOf } from '../../../api/tickets/asks.ts'
import { ACTIONS, type Action, OUTCOMES } from '../../../api/tickets/states.ts'
import { transitionFor } from '../../../api/tickets/transitions.ts'
import type { DeskTicket, OfferedAction } from '../../../api/tickets/view-model.ts'
import { hasMessage, type MessageKey, type MessageParams } from '../../../content/messages/index.ts'
import { field, type openDesk, type Refusal } from '../desk.ts'
import type { FieldProblem } from '../forms.ts'
import { type Option, unitOptions } from './desk-queue.ts'
import type { DeskTicketView } from './desk-ticket.ts'

type Desk = ReturnType<typeof openDesk>

/** What the officer typed, kept through every error. */
export interface Typed {
  ground: string
  reply: string
  reason: string
  outcome: string
  /** `station:<id>` or `section:<id>`. */
  unit: string
  /** Account of the officer to be put in charge. */
  handler: string
  /** Typed facts of the action, by their names. */
  asked: Partial<Record<AskName, string>>
}
export const NOTHING_TYPED: Typed = { ground: '', reply: '', reason: '', outcome: '', unit: '', handler: '', asked: {} }

export interface Act {
  action: Action
  typed: Typed
  /** `template` takes over the words of the template chosen. */
  step: 'fill' | 'template' | 'check' | 'send'
  template: string
  seen: { state: string; version: number }
}

const oneOf = <T extends string>(values: readonly T[], value: string): T | undefined =>
  values.find((each) => each === value)
export const readAction = (value: string | null) => oneOf(ACTIONS, value ?? '')

/** Boxes of one name that are ticked, as `0,2`; the page that shows them once more sends them joined already. */
const ticked = (form: FormData, name: string) =>
  form
    .getAll(name)
    .filter((value) => typeof value === 'string')
    .join(',')

export function readAct(form: FormData): Act | undefined {
  const action = readAction(field(form, 'act'))
  if (!action) return undefined
  const text = (name: string) => field(form, name).replaceAll('\r\n', '\n').trim()
  return {
    action,
    typed: {
      ground: text('ground'),
      reply: text('reply'),
      reason: text('reason'),
      outcome: text('outcome'),
      unit: text('unit'),
      handler: text('handler'),
      asked: Object.fromEntries(
        ASK_NAMES.flatMap((name) => {
          const value = askOf(name).kind === 'parts' ? ticked(form, `asked.${name}`) : text(`asked.${name}`)
          return value ? [[name, value]] : []
        }),
      ),
    },
    step: oneOf(['fill', 'template', 'check', 'send'] as const, field(form, 'step')) ?? 'fill',
    template: field(form, 'template'),
    seen: { state: field(form, 'state'), version: Number(field(form, 'version')) },
  }
}

/** Words that will go out are shown once more before they do. */
export const needsCheck = (offered: OfferedAction) =>
  offered.requires.some((need) => need === 'reply' || need === 'ground') || offered.asks.length > 0

/** Field of the form that answers a requirement. */
const FIELD = {
  ground: 'ground',
  reply: 'reply',
  reason: 'reason',
  outcome: 'outcome',
  target: 'unit',
  handler: 'handler',
} as const satisfies Record<OfferedAction['requires'][number], Exclude<keyof Typed, 'asked'>>

/** What a template leaves for the officer to fill in. */
const BLANK = '____'

export function lacking({ say }: Desk, offered: OfferedAction, typed: Typed): FieldProblem[] {
  const needs = offered.requires
    .filter((need) => typed[FIELD[need]] === '')
    .map((need) => ({ path: FIELD[need], message: say(`desk.need.${need}`) }))
  const blanks = typed.reply.includes(BLANK) ? [{ path: 'reply', message: say('desk.act.blanks') }] : []
  const facts = offered.asks
    .filter(({ name, optional }) => !optional && !typed.asked[name])
    .map(({ name, label }) => ({ path: `asked.${name}`, message: say('desk.need.asked', { label }) }))
  return [...needs, ...blanks, ...facts]
}

/** What was typed, as hidden fields of the page that shows it once more. */
export function hiddenOf({ asked, ...typed }: Typed): [string, string][] {
  return [
    ...Object.entries(typed),
    ...Object.entries(asked).map(([name, value]): [string, string] => [`asked.${name}`, value]),
  ]
}

/** Sends the act. @returns the refusal, with the form's own field names, or nothing when it is done */
export async function sendAct(
  { api }: Desk,
  number: string,
  { action, typed, seen }: Act,
): Promise<(Refusal & { status: number }) | undefined> {
  const [where, id] = typed.unit.split(':')
  const outcome = oneOf(OUTCOMES, typed.outcome)
  const answer = await api.tickets[':number'].actions.$post({
    param: { number: encodeURIComponent(number) },
    json: {
      action,
      expectedState: seen.state as DeskTicket['state'],
      expectedVersion: seen.version,
      ...(typed.ground ? { ground: typed.ground } : {}),
      ...(typed.reply ? { reply: typed.reply } : {}),
      ...(typed.reason ? { reason: typed.reason } : {}),
      ...(outcome ? { outcome } : {}),
      ...(typed.handler ? { handler: typed.handler } : {}),
      ...(Object.keys(typed.asked).length > 0 ? { asked: typed.asked } : {}),
      ...(where === 'station' && id ? { station: id } : {}),
      ...(where === 'section' && id ? { section: id } : {}),
    },
  })
  if (answer.ok) return undefined
  const problem = (await answer.json()) as unknown as { detail: string; errors?: FieldProblem[] }
  const problems = (problem.errors ?? []).map(({ path, message }) => ({
    path: path === 'station' || path === 'section' ? 'unit' : path,
    message,
  }))
  return { status: answer.status, detail: problem.detail, problems }
}

/** What stands beside the ticket: an action to fill in or to check, or what became of the one just sent. */
export interface Panel {
  offered: OfferedAction | undefined
  typed: Typed
  checking: boolean
  problems: readonly FieldProblem[]
  told: ToPerson | null
  units: Option[]
  refused: (Refusal & { status: number }) | undefined
  /** Somebody changed the ticket meanwhile: nothing was done, what was typed is given back. */
  conflict: boolean
  /** The action that succeeded; the page goes on to the changed ticket. */
  done: Action | undefined
  /** Name of the action the address says was just done. */
  justDone: string | undefined
}

/** Reads the address and the posted form, acts when told to send. */
export async function actOn(
  desk: Desk,
  { ticket }: DeskTicketView,
  query: URLSearchParams,
  form: FormData | undefined,
): Promise<Panel> {
  const posted = form && readAct(form)
  const action = posted?.action ?? readAction(query.get('act'))
  const offered = ticket.actions.find((each) => each.action === action && each.blocked === null)
  const typed = posted?.typed ?? NOTHING_TYPED
  const units = offered?.requires.includes('target') ? await unitOptions(desk) : []
  const told = offered
    ? toPerson(desk, ticket, offered, typed, units.find(({ value }) => value === typed.unit)?.label)
    : null
  const done = query.get('done')
  const doneAction = form ? undefined : readAction(done)
  const justDone = doneAction && desk.say(`tickets.action.${doneAction}`)
  const panel: Panel = {
    offered,
    typed,
    checking: false,
    problems: [],
    told,
    units,
    refused: undefined,
    conflict: false,
    done: undefined,
    justDone,
  }
  if (!posted) return panel
  if (posted.step === 'fill' || posted.step === 'template') {
    // What cannot be done any more still gives back what was typed.
    if (!offered) return { ...panel, refused: conflictOf(desk), conflict: true }
    return posted.step === 'fill' ? panel : { ...panel, typed: withTemplate(offered, posted) }
  }
  if (posted.seen.version !== ticket.version || !offered) {
    return { ...panel, offered: undefined, refused: conflictOf(desk), conflict: true }
  }
  const problems = lacking(desk, offered, typed)
  if (problems.length > 0) return { ...panel, problems, refused: { status: 400, detail: '', problems } }
  if (posted.step === 'check') return { ...panel, checking: true }
  const refused = await sendAct(desk, ticket.number, posted)
  if (!refused) return { ...panel, done: posted.action }
  return {
    ...panel,
    problems: refused.problems,
    refused,
    conflict: refused.status === 409,
    offered: refused.status === 409 ? undefined : offered,
  }
}

const conflictOf = ({ say }: Desk) => ({ status: 409, detail: say('desk.act.conflict'), problems: [] })

/** The template's words below what was typed already. */
function withTemplate(offered: OfferedAction, { typed, template }: Act): Typed {
  const words = offered.templates.find(({ id }) => id === template)?.text
  return words ? { ...typed, reply: [typed.reply, words].filter(Boolean).join('\n\n') } : typed
}

/** What the person will read once the act is done; null when only the bureau sees it. */
export interface ToPerson {
  sentence: string
  explanation: string | undefined
  ground: { text: string; basis: readonly string[] } | undefined
  reply: string | undefined
}

export function toPerson(
  { say }: Desk,
  ticket: DeskTicket,
  offered: OfferedAction,
  typed: Typed,
  unitName: string | undefined,
): ToPerson | null {
  const transition = transitionFor(ticket.kind, ticket.state, offered.action)
  if (!transition || transition.audience === 'staff') return null
  const params: MessageParams = {
    dueOn: say('desk.act.dateToCome'),
    unit: unitName ?? say('desk.act.unitToCome'),
    outcome: offered.outcomes.find(({ id }) => id === typed.outcome)?.name ?? say('desk.act.outcomeToCome'),
  }
  const sentence = `tickets.event.${transition.event}`
  if (!hasMessage(sentence)) return null
  const ground = offered.grounds.find(({ code }) => code === typed.ground)
  const keys = offered.to ? [`tickets.explain.${ticket.kind}.${offered.to.id}`, `tickets.explain.${offered.to.id}`] : []
  const explanation = keys.find(hasMessage)
  return {
    sentence: say(sentence, params),
    explanation: explanation && say(explanation),
    ground: ground && { text: ground.text, basis: basisWords(say, ground) },
    reply: typed.reply === '' ? undefined : typed.reply,
  }
}

/** Places in the law a ground rests on. */
export function basisWords(say: Desk['say'], ground: { basis: readonly { law: string; article: string }[] }): string[] {
  return ground.basis.map(({ law, article }) => say('common.citationLabel', { law, label: article }))
}

/** Keys of the steps taken most often. */
export const ACTION_KEYS = [
  { action: 'reply', key: 'm' },
  { action: 'note', key: 'i' },
  { action: 'log-contact', key: 'c' },
] as const satisfies readonly { action: Action; key: string }[]

/** Keys that work on a ticket, and what they do. */
export const TICKET_KEYS = [
  ['u', 'desk.shortcut.queue'],
  ['n', 'desk.shortcut.act'],
  ['m', 'tickets.action.reply'],
  ['i', 'tickets.action.note'],
  ['c', 'tickets.action.log-contact'],
  ['r', 'desk.shortcut.reload'],
  ['?', 'desk.shortcut.help'],
] as const satisfies readonly (readonly [string, MessageKey])[]
