/** One ticket for its owner: what the pass in the address opens, and what may be done with it. */
import { createHash } from 'node:crypto'
import type { AstroGlobal } from 'astro'
import type { ProblemBody } from '../../../api/platform/http.ts'
import type { Promised } from '../../../api/tickets/model.ts'
import type { TicketPromise, TicketView } from '../../../api/tickets/view-model.ts'
import type { FieldProblem } from '../forms.ts'
import type { useSite } from '../i18n.ts'
import { readPosted } from '../posted-form.ts'
import { passIn, plain, ticketNumber } from './tickets-fields.ts'
import { type Typed, typedIn } from './tickets-forms.ts'

type Site = ReturnType<typeof useSite>
type Astro = Pick<AstroGlobal, 'request' | 'url' | 'params'>

export interface TicketPage {
  ticket: TicketView
  number: string
  typed: Typed
  problems: FieldProblem[]
  detail?: string | undefined
  /** The withdrawal is asked for once more before it is made. */
  confirming: boolean
  done: (typeof DONE)[Act] | 'file' | undefined
  /** A code was just sent; in the demonstration it is shown. */
  proof: { channel: 'phone' | 'email'; shownCode: string | null } | undefined
  /** The pass that opens its files. */
  pass: string
  /** Why files were not taken. */
  refused: string[]
  status: number
}

/** The pass has run out, or never was one: number and code are asked for, what was typed stays. */
export interface Locked {
  number: string
  typed: Typed
  detail?: string | undefined
  expired: boolean
  status: number
}

const ACTS = ['message', 'withdraw', 'rate', 'consent', 'decline', 'recuse', 'sign', 'ask-proof', 'prove'] as const
type Act = (typeof ACTS)[number]

export async function ticketPage(
  astro: Astro,
  site: Site,
): Promise<string | { page: TicketPage } | { locked: Locked }> {
  const number = ticketNumber(astro.params['number'] ?? '')
  const query = astro.url.searchParams
  let pass = passIn(query)
  const posted =
    astro.request.method === 'POST' ? await readPosted(astro.request, site, { ticket: number, pass }) : undefined
  const form = posted?.form
  const typed = form ? typedIn(form) : {}
  const sentFiles = form?.get('act') === 'file' && posted?.refused.length === 0
  if (sentFiles && posted.kept > 0) return site.to.ticket(number, pass, { done: 'file' })
  if (form?.has('code')) {
    const opened = await openTicket(site, number, String(form.get('code')))
    if (!opened.ok)
      return { locked: { number, typed, detail: opened.detail, expired: query.has('t'), status: opened.status } }
    pass = opened.pass
    if (!form.has('act')) return site.to.ticket(number, pass)
  }
  const act = ACTS.find((each) => each === form?.get('act'))
  const outcome = form && act ? await perform(site, number, pass, act, form) : undefined
  if (outcome === 'done' && act) return site.to.ticket(number, pass, { done: DONE[act] })
  const response = await site.api.tickets[':number'].$get({ param: { number }, header: { 'ticket-pass': pass } })
  if (!response.ok) {
    const { detail } = (await response.json()) as ProblemBody
    // Without a pass nothing was wrong yet: the page simply asks for the code.
    const silent = Number(response.status) === 404
    return {
      locked: {
        number,
        typed,
        detail: silent ? undefined : detail,
        expired: query.has('t'),
        status: silent && !query.has('t') ? 200 : response.status,
      },
    }
  }
  const ticket = await response.json()
  const refused = typeof outcome === 'object' && 'problems' in outcome ? outcome : undefined
  const proof = typeof outcome === 'object' && 'shownCode' in outcome ? outcome : undefined
  return {
    page: {
      ticket,
      number,
      typed,
      proof,
      problems: refused?.problems ?? [],
      detail: refused?.detail,
      confirming: query.get('ask') === 'withdraw' && ticket.actions.includes('withdraw'),
      done: [...Object.values(DONE), 'file' as const].find((done) => done === query.get('done')),
      pass,
      refused: sentFiles ? [site.say('errors.upload.none')] : (posted?.refused ?? []),
      status: refused?.status ?? (sentFiles || posted?.refused.length ? 400 : 200),
    },
  }
}

const DONE = {
  message: 'message',
  withdraw: 'withdrawn',
  rate: 'rated',
  consent: 'consented',
  decline: 'declined',
  recuse: 'recused',
  sign: 'signed',
  'ask-proof': 'proof-sent',
  prove: 'proven',
} as const satisfies Record<Act, string>

/** Exchanges number and code for a pass. */
export async function openTicket(
  site: Site,
  number: string,
  code: string,
): Promise<{ ok: true; number: string; pass: string } | { ok: false; detail: string; status: number }> {
  const response = await site.api.tickets[':number'].pass.$post({
    param: { number: ticketNumber(number) },
    header: { 'query-code': ascii(plain(code)).slice(0, 40) },
    json: {},
  })
  if (response.ok) return { ok: true, ...(await response.json()) }
  return { ok: false, detail: ((await response.json()) as ProblemBody).detail, status: response.status }
}

/** A header carries no other characters; a code holds none. */
const ascii = (text: string) => text.replaceAll(/[^\x21-\x7e]/g, '')

type Refusal = { problems: FieldProblem[]; detail?: string | undefined; status: number }

async function perform(
  site: Site,
  number: string,
  pass: string,
  act: Act,
  form: FormData,
): Promise<'done' | Refusal | NonNullable<TicketPage['proof']>> {
  const header = { 'ticket-pass': pass, 'idempotency-key': repeatKey(act, form) }
  const param = { number }
  const typed = typedIn(form)
  const text = (name: string) =>
    String(typed[name] ?? '')
      .replaceAll('\r\n', '\n')
      .trim()
  const missing = (path: string, ok: boolean): FieldProblem[] =>
    ok ? [] : [{ path, message: site.say(`tickets.error.${path as 'text'}`) }]
  const api = site.api.tickets[':number']
  switch (act) {
    case 'message': {
      if (text('text') === '') return { problems: missing('text', false), status: 400 }
      return settled(await api.messages.$post({ param, header, json: { text: text('text') } }))
    }
    case 'withdraw':
      return settled(
        await api.withdrawal.$post({ param, header, json: text('reason') ? { reason: text('reason') } : {} }),
      )
    case 'rate': {
      const score = Number(form.get('score'))
      const problems = [...missing('score', score >= 1), ...missing('solved', form.has('solved'))]
      if (problems.length > 0) return { problems, status: 400 }
      const json = {
        stage: form.get('stage') === 'action' ? ('action' as const) : ('answer' as const),
        score,
        solved: form.get('solved') === 'yes',
        ...(text('comment') ? { comment: text('comment') } : {}),
      }
      return settled(await api.rating.$post({ param, header, json }))
    }
    case 'consent':
    case 'decline':
    case 'sign':
      return settled(await api.mediation.$post({ param, header, json: { act } }))
    case 'recuse': {
      if (text('why') === '') return { problems: missing('why', false), status: 400 }
      return settled(await api.mediation.$post({ param, header, json: { act, text: text('why') } }))
    }
    case 'ask-proof': {
      const channel = form.get('channel') === 'email' ? ('email' as const) : ('phone' as const)
      const answer = await api['contact-proof'].$post({ param, header, json: { channel } })
      if (!answer.ok) return settled(answer)
      const { shownCode } = await answer.json()
      return { channel, shownCode }
    }
    case 'prove': {
      const code = plain(text('proof'))
      if (code.length < 6) return { problems: missing('proof', false), status: 400 }
      return settled(await api['contact-proof'].confirmation.$post({ param, header, json: { code } }))
    }
    default:
      return act satisfies never
  }
}

/** The same words sent twice from the same page count once; `seen` is how long the timeline was when it was shown. */
function repeatKey(act: string, form: FormData): string {
  const words = ['seen', 'text', 'reason', 'why', 'stage', 'score', 'solved', 'comment'].map((name) =>
    String(form.get(name) ?? ''),
  )
  return `page-${act}-${createHash('sha256').update(JSON.stringify(words)).digest('hex').slice(0, 32)}`
}

async function settled(response: { ok: boolean; status: number; json(): Promise<unknown> }): Promise<'done' | Refusal> {
  if (response.ok) return 'done'
  const { detail, errors } = (await response.json()) as ProblemBody
  return { problems: errors ?? [], detail: errors ? undefined : detail, status: response.status }
}

/** The nearest date still to be kept. */
export function nextPromise(ticket: TicketView): Promised | undefined {
  const open = ticket.promises.filter(({ status, doneOn }) => doneOn === null && status === 'running')
  return open.flatMap((promise) => dated(promise) ?? []).sort((a, b) => a.dueOn.localeCompare(b.dueOn))[0]
}

/** A promise whose clock runs has a date; one that stands still has none. */
export function dated(promise: TicketPromise): Promised | undefined {
  const { dueOn, what, basis, why } = promise
  return dueOn === null ? undefined : { what, dueOn, basis, why }
}
