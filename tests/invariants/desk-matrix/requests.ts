/** A right request for every route of the desk: whoever is refused, is refused for who they are. */

import { saveDraft } from '../../../api/disclosures/drafts/save-draft.ts'
import { publishDisclosure } from '../../../api/disclosures/publish-disclosure.ts'
import { systemContext } from '../../../api/platform/context.ts'
import { penalty } from '../../factories/disclosures.ts'
import type { TestApi } from '../../harness/api.ts'
import { OTHER_STATION, OWN_STATION, type Place, unitOf } from './people.ts'
import type { MatrixRole } from './tables.ts'
import { ticketMaker } from './tickets.ts'

export interface Request {
  path: string
  body?: unknown
  /** What the right person gets; 200 unless said. 404 and 409 where only the next step lacks something. */
  status?: number
  /** What whoever is refused gets; 403 unless said. */
  refused?: number
  /** A list: what stands in it of one's own and of the others' unit, instead of a refusal. */
  lists?: { own: string; other: string }
}
export type Asking = (role: MatrixRole, place: Place) => Promise<Request>

const NOBODYS = '00000000-0000-4000-8000-000000000000'
const SINCE = '2026-11-22T00:00:00Z'
const SETTINGS = {
  ...{ assistantOn: true, modelOn: true, messagesPerConversation: 50, messagesPerDay: 500 },
  ...{ modelCallsPerDay: 100, modelCallsPerConversation: 20, reason: '演示：核对权限。' },
}

/** Requests by route; what they need is made here, once or for every call that uses it up. */
export async function requestsOf(api: TestApi): Promise<Record<string, Asking>> {
  const ctx = systemContext('desk-matrix')
  const tickets = ticketMaker(api)
  const whole = (path: string, more: Partial<Request> = {}): Asking => {
    return async () => ({ path, ...more })
  }
  const complaints = new Map<string, Promise<string>>()
  const reports = new Map<string, Promise<string>>()
  const kept = (of: typeof complaints, kind: 'complaint' | 'report', role: MatrixRole, place: Place) => {
    const unit = unitOf(role, place)
    const key = JSON.stringify(unit)
    const known = of.get(key) ?? tickets.inUnit(kind, unit)
    of.set(key, known)
    return known
  }
  const about =
    (suffix: string, more: Partial<Request> = {}): Asking =>
    async (role, place) => ({
      path: `/desk/tickets/${await kept(complaints, 'complaint', role, place)}${suffix}`,
      ...more,
    })
  const aboutReport =
    (suffix: string, more: Partial<Request> = {}): Asking =>
    async (role, place) => ({ path: `/desk/tickets/${await kept(reports, 'report', role, place)}${suffix}`, ...more })
  const listed =
    (path: string): Asking =>
    async (role) => ({
      path,
      lists: {
        own: await kept(complaints, 'complaint', role, 'own'),
        other: await kept(complaints, 'complaint', role, 'other'),
      },
    })
  const paper =
    (suffix: string): Asking =>
    async (role, place) => {
      const number = await kept(complaints, 'complaint', role, place)
      const [row] = await api.deps.sql<{ id: string }[]>`
        select n.id from ticket_notices n join tickets t on t.id = n.ticket_id where t.number = ${number} limit 1`
      return { path: `/desk/tickets/${number}/notices/${row?.id}${suffix}` }
    }

  let serial = 0
  const record = (station: string) => {
    serial += 1
    return penalty({ documentNumber: `演示权限〔2026〕${serial}号`, decidedOn: '2026-11-20', station }).record
  }
  const drafts = new Map<string, Promise<string>>()
  /** Somebody else's draft of the station; of a section, which has none, one's own. */
  const draft = (role: MatrixRole, place: Place): Promise<string> => {
    const station = place === 'own' ? OWN_STATION : OTHER_STATION
    const author = role === 'section-officer' && place === 'own' ? role : 'nobody'
    const known =
      drafts.get(station + author) ??
      saveDraft(api.deps, author === 'nobody' ? ctx : { ...ctx, actor: { kind: 'system', job: author } }, {
        record: record(station),
        conceal: [],
      }).then(async ({ id }) => {
        if (author !== 'nobody')
          await api.deps
            .sql`update disclosure_drafts set author_id = (select id from staff_users where username = 'matrix.section.officer') where id = ${id}`
        return id
      })
    drafts.set(station + author, known)
    return known
  }
  const ofDraft =
    (suffix: string, more: Partial<Request> = {}): Asking =>
    async (role, place) => ({
      path: `/desk/disclosures/drafts/${await draft(role, place)}${suffix}`,
      // Another unit's draft is not there for whoever may draft; whoever may not is refused before.
      refused: ['officer', 'chief', 'section-officer'].includes(role) && suffix !== '/release' ? 404 : 403,
      ...more,
    })
  const published = await publishDisclosure(api.deps, ctx, penalty({ documentNumber: '演示权限〔2026〕公1号' }))
  const ofRecord = (suffix: string, more: Partial<Request> = {}) =>
    whole(`/desk/disclosures/records/${published}${suffix}`, more)
  const absent = { status: 404 }

  return {
    'GET /desk/session': whole('/desk/session'),
    'POST /desk/security/totp': whole('/desk/security/totp', { body: { password: '不对的密码' }, status: 400 }),
    'POST /desk/security/totp/confirm': whole('/desk/security/totp/confirm', { body: { code: '000000' }, status: 400 }),
    'GET /desk/security/sessions': whole('/desk/security/sessions'),
    'POST /desk/security/sessions/end': whole('/desk/security/sessions/end', { body: { id: NOBODYS }, ...absent }),
    'POST /desk/security/password': whole('/desk/security/password', {
      body: { old: '不对的密码', fresh: 'Yichuang-2026', again: 'Yichuang-2026' },
      status: 400,
    }),
    'PUT /desk/security/mail': whole('/desk/security/mail', { body: { address: '' }, status: 204 }),
    'GET /desk/tickets': listed('/desk/tickets?limit=100'),
    'GET /desk/tickets/:number': about(''),
    'POST /desk/tickets/:number/actions': about('/actions', {
      body: { action: 'note', expectedState: 'dispatched', reason: '演示：记录。' },
    }),
    'POST /desk/tickets/:number/reporter': aboutReport('/reporter', { body: { reason: '演示：核实时间。' } }),
    'GET /desk/tickets/:number/reporter/looks': aboutReport('/reporter/looks'),
    'GET /desk/tickets/:number/notices/:notice': paper(''),
    'GET /desk/tickets/:number/notices/:notice/docx': paper('/docx'),
    'GET /desk/tickets/:number/attachments/:id': about(`/attachments/${NOBODYS}`, absent),
    // No file at all: whoever may add one is told which can be taken.
    'POST /desk/tickets/:number/attachments': about('/attachments', { body: {}, status: 415 }),
    'PUT /desk/tickets/:number/attachments/:id/audience': about(`/attachments/${NOBODYS}/audience`, {
      body: { citizen: true, business: false },
      ...absent,
    }),
    'POST /desk/tickets/:number/national': async (role, place) => ({
      path: `/desk/tickets/${await tickets.inUnit('complaint', unitOf(role, place))}/national`,
      body: { state: 'sent' },
    }),
    'GET /desk/national': listed('/desk/national?limit=100'),
    'GET /desk/queue-counts': whole('/desk/queue-counts'),
    'GET /desk/queue-news': whole(`/desk/queue-news?since=${SINCE}`),
    'GET /desk/tickets/:number/news': about(`/news?since=${SINCE}`),
    'POST /desk/dispatches': whole('/desk/dispatches', {
      body: { tickets: [{ number: 'GX-0', state: 'received', version: 1 }], station: OWN_STATION },
    }),
    // No table at all: whoever may hand one in is told so.
    'POST /desk/orders': whole('/desk/orders?source=12345', { body: {}, status: 422 }),
    'GET /desk/orders/:id': whole(`/desk/orders/${NOBODYS}`, absent),
    'POST /desk/orders/:id/intake': whole(`/desk/orders/${NOBODYS}/intake`, { body: {}, ...absent }),
    'GET /desk/orders/:id/left-out': whole(`/desk/orders/${NOBODYS}/left-out`, absent),
    'POST /desk/assignments': whole('/desk/assignments', {
      body: { tickets: [{ number: 'GX-0', state: 'received', version: 1 }], handler: NOBODYS },
    }),
    'GET /desk/handlers': whole('/desk/handlers'),
    'GET /desk/filters': whole('/desk/filters'),
    'POST /desk/filters': whole('/desk/filters', {
      body: { name: '演示', filter: { kind: 'complaint' } },
      status: 201,
    }),
    'DELETE /desk/filters/:id': whole(`/desk/filters/${NOBODYS}`, absent),
    'GET /desk/colleagues': whole('/desk/colleagues'),
    'GET /desk/call-backs': whole('/desk/call-backs'),
    'POST /desk/call-backs/:id/outcome': whole(`/desk/call-backs/${NOBODYS}/outcome`, {
      body: { outcome: 'reached' },
      ...absent,
    }),
    'GET /desk/disclosures/form': whole('/desk/disclosures/form'),
    'GET /desk/disclosures/drafts': async (role) => ({
      path: '/desk/disclosures/drafts',
      lists: { own: await draft(role, 'own'), other: await draft(role, 'other') },
    }),
    'POST /desk/disclosures/drafts': async () => ({
      path: '/desk/disclosures/drafts',
      body: { record: record(OWN_STATION) },
    }),
    'GET /desk/disclosures/drafts/:id': ofDraft(''),
    'POST /desk/disclosures/drafts/:id': async (role, place) => ({
      ...(await ofDraft('')(role, place)),
      body: { record: record(OWN_STATION), version: 99 },
      status: 409,
    }),
    'GET /desk/disclosures/drafts/:id/rehearsal': ofDraft('/rehearsal'),
    'POST /desk/disclosures/drafts/:id/moves': ofDraft('/moves', {
      body: { version: 99, move: 'discard' },
      status: 409,
    }),
    'POST /desk/disclosures/drafts/:id/release': ofDraft('/release', {
      body: { version: 99, secrecyReviewed: true },
      status: 409,
    }),
    'GET /desk/disclosures/records/:id': ofRecord(''),
    'POST /desk/disclosures/records/:id/difference': ofRecord('/difference', { body: { changes: { fineYuan: '1' } } }),
    'POST /desk/disclosures/records/:id/acts': whole(`/desk/disclosures/records/${NOBODYS}/acts`, {
      body: { kind: 'withdrawal', withdrawal: 'annulled', reason: '演示' },
      ...absent,
    }),
    'GET /desk/disclosures/requests': whole('/desk/disclosures/requests'),
    'GET /desk/disclosures/requests/:number': whole('/desk/disclosures/requests/YY0000000000000', absent),
    'POST /desk/disclosures/requests/:number/decision': whole('/desk/disclosures/requests/YY0000000000000/decision', {
      body: { version: 1, action: 'check-others' },
      ...absent,
    }),
    'GET /desk/guides': whole('/desk/guides'),
    'POST /desk/guides/:id/closing': whole(`/desk/guides/${NOBODYS}/closing`, {
      body: { outcome: '演示' },
      status: 409,
    }),
    'GET /desk/staff': whole('/desk/staff'),
    'POST /desk/staff': whole('/desk/staff', { body: {}, status: 400 }),
    'GET /desk/staff/:username': whole('/desk/staff/matrix.officer'),
    'PUT /desk/staff/:username/post': whole('/desk/staff/matrix.nobody/post', {
      body: { title: '演示', roles: ['clerk'], reason: '演示' },
      ...absent,
    }),
    'POST /desk/staff/:username/password': whole('/desk/staff/matrix.nobody/password', { body: {}, ...absent }),
    'POST /desk/staff/:username/codes-reset': whole('/desk/staff/matrix.nobody/codes-reset', {
      body: { reason: '演示' },
      ...absent,
    }),
    'POST /desk/staff/:username/closing': whole('/desk/staff/matrix.nobody/closing', {
      body: { reason: '演示' },
      ...absent,
    }),
    'GET /desk/staff/:username/sessions': whole('/desk/staff/matrix.officer/sessions'),
    'POST /desk/staff/:username/sessions/end': whole('/desk/staff/matrix.officer/sessions/end', {
      body: { id: NOBODYS, reason: '演示' },
      ...absent,
    }),
    'GET /desk/keys': whole('/desk/keys'),
    'POST /desk/keys': whole('/desk/keys', { body: { source: '12345', label: '演示' }, status: 201 }),
    'POST /desk/keys/:id/revocation': whole(`/desk/keys/${NOBODYS}/revocation`, {
      body: { reason: '演示' },
      ...absent,
    }),
    'GET /desk/audit': whole('/desk/audit'),
    'GET /desk/mail': whole('/desk/mail'),
    'GET /desk/assistant': whole('/desk/assistant'),
    'PUT /desk/assistant': whole('/desk/assistant', { body: SETTINGS }),
  }
}
