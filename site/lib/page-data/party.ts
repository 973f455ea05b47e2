/** The business's door: number and answer code open a claim for half an hour; then one form for each thing it may do. */
import { createHash } from 'node:crypto'
import type { AstroGlobal } from 'astro'
import type { ProblemBody } from '../../../api/platform/http.ts'
import { PARTY_ACTS, type PartyAct, type PartyView } from '../../../api/tickets/party/model.ts'
import type { FieldProblem } from '../forms.ts'
import type { useSite } from '../i18n.ts'
import { type Posted, readPosted } from '../posted-form.ts'
import { passIn, plain, ticketNumber } from './tickets-fields.ts'
import { typedIn } from './tickets-forms.ts'

type Site = ReturnType<typeof useSite>
type Astro = Pick<AstroGlobal, 'request' | 'url' | 'params'>

export interface PartyDoor {
  number: string
  problems: FieldProblem[]
  detail?: string | undefined
  expired: boolean
  status: number
}
export interface PartyPage {
  claim: PartyView
  pass: string
  text: string
  /** A sentence for each file that was not taken. */
  refused: string[]
  problems: FieldProblem[]
  detail?: string | undefined
  done: PartyAct | undefined
  status: number
}

/** Number and code → the claim's own page. */
export async function partyDoor(astro: Pick<Astro, 'request' | 'url'>, site: Site): Promise<string | PartyDoor> {
  const door = { number: astro.url.searchParams.get('number') ?? '', problems: [], expired: false, status: 200 }
  if (astro.request.method !== 'POST') return door
  return openDoor(site, await astro.request.formData(), false)
}

/** @returns an address to go on to, the claim, or the door when the pass has run out */
export async function partyPage(astro: Astro, site: Site): Promise<string | PartyPage | PartyDoor> {
  const number = ticketNumber(astro.params['number'] ?? '')
  const query = astro.url.searchParams
  const pass = passIn(query)
  const files = site.api.party[':number'].attachments
  const posted =
    astro.request.method === 'POST'
      ? await readPosted(astro.request, site, {
          post: (_, header, init) =>
            files.$post({ param: { number }, header: { ...header, 'party-pass': pass } }, { init }),
        })
      : undefined
  const form = posted?.form
  if (form?.has('code')) return openDoor(site, form, query.has('t'))
  const act = PARTY_ACTS.find((each) => each === form?.get('act'))
  const text = String(form ? (typedIn(form)['text'] ?? '') : '')
    .replaceAll('\r\n', '\n')
    .trim()
  const sent = posted && act ? await send(site, { number, pass, act, text, posted }) : undefined
  if (sent === 'done' && act) return site.to.partyTicket(number, pass, act)
  const refusal = sent === 'done' ? undefined : (sent ?? lacking(posted))
  const answer = await site.api.party[':number'].$get({ param: { number }, header: { 'party-pass': pass } })
  if (!answer.ok) {
    const status = query.has('t') ? answer.status : 200
    return { number, problems: [], expired: query.has('t'), status }
  }
  return {
    claim: await answer.json(),
    ...{ pass, text },
    refused: posted?.refused ?? [],
    problems: refusal?.problems ?? [],
    detail: refusal?.detail,
    done: PARTY_ACTS.find((each) => each === query.get('done')),
    status: refusal?.status ?? 200,
  }
}

async function openDoor(site: Site, form: FormData, expired: boolean): Promise<string | PartyDoor> {
  const typed = typedIn(form)
  const number = ticketNumber(String(typed['number'] ?? ''))
  const code = plain(String(typed['code'] ?? '')).replaceAll(/[^\x21-\x7e]/g, '')
  const problems = [
    ...(number === '' ? [{ path: 'number', message: site.say('tickets.error.number') }] : []),
    ...(code === '' ? [{ path: 'code', message: site.say('tickets.error.partyCode') }] : []),
  ]
  if (problems.length > 0) return { number, problems, expired, status: 400 }
  const opened = await site.api.party[':number'].pass.$post({
    param: { number },
    header: { 'party-code': code.slice(0, 40) },
    json: {},
  })
  if (opened.ok) {
    const { number: found, pass } = await opened.json()
    return site.to.partyTicket(found, pass)
  }
  const { detail } = (await opened.json()) as ProblemBody
  return { number, problems: [], detail, expired, status: opened.status }
}

type Refusal = Pick<PartyPage, 'problems' | 'detail' | 'status'>
interface Sent {
  number: string
  pass: string
  act: PartyAct
  text: string
  posted: Posted
}

/** Files that were not taken, where the words can be sent again with others. */
const lacking = (posted: Posted | undefined): Refusal | undefined =>
  posted && posted.refused.length > 0
    ? { problems: posted.refused.map((message) => ({ path: 'file', message })), status: 400 }
    : undefined

/** Files have been kept while they arrived; evidence may be files alone. */
async function send(site: Site, { number, pass, act, text, posted }: Sent): Promise<'done' | Refusal> {
  const refusal = lacking(posted)
  if (refusal) return refusal
  if (act === 'evidence' && text === '' && posted.kept > 0) return 'done'
  const seen = String(posted.form.get('seen'))
  const key = createHash('sha256').update(`${seen}:${text}`).digest('hex').slice(0, 32)
  const answer = await site.api.party[':number'].$post({
    param: { number },
    header: { 'party-pass': pass, 'idempotency-key': `page-${act}-${key}` },
    json: { act, ...(text ? { text } : {}) },
  })
  if (answer.ok) return 'done'
  const { detail, errors } = (await answer.json()) as ProblemBody
  return { problems: errors ?? [], detail: errors ? undefined : detail, status: answer.status }
}
