/** Every address of the site comes from here; tests/invariants/paths.test.ts keeps a snapshot. */
import type { Locale } from '../../content/messages/index.ts'

const at = (locale: Locale, path: string, query: Record<string, string | undefined> = {}) => {
  const base = locale === 'en' ? (path === '/' ? '/en' : `/en${path}`) : path
  const pairs = Object.entries(query).filter(
    (pair): pair is [string, string] => pair[1] !== undefined && pair[1] !== '',
  )
  return pairs.length === 0 ? base : `${base}?${new URLSearchParams(pairs)}`
}

export type Filters = readonly (readonly [name: string, value: string])[]
const withFilters = (path: string, filters: Filters) =>
  filters.length === 0 ? path : `${path}?${new URLSearchParams(filters.map(([name, value]) => [name, value]))}`

/** Steps of the plain form; each is an address of its own. */
export const DRAFT_STEPS = ['problem', 'business', 'facts', 'you', 'check'] as const
export type DraftStep = (typeof DRAFT_STEPS)[number]

export const paths = (locale: Locale) => ({
  home: () => at(locale, '/'),
  /** `edit`: the field of the ticket being changed in place; `done`: the one just changed. */
  assistant: (conversation?: string, query: { edit?: string; done?: string } = {}) =>
    at(locale, '/assistant', { c: conversation, ...query }),
  /** A file of one's own draft or ticket; `p` is the pass of the business, `preview=1` the small picture. */
  file: (id: string, query: { c?: string; number?: string; t?: string; p?: string; preview?: '1' }) =>
    at('zh', `/files/${encodeURIComponent(id)}`, query),
  newTicket: (query: { kind?: string; group?: string } = {}) => at(locale, '/tickets/new', query),
  /** `query` `to=check`: back to the summary once saved; `first=1`: sent here because something before is missing. */
  ticketStep: (step: DraftStep, conversation: string, query: { to?: 'check'; first?: '1' } = {}) =>
    at(locale, `/tickets/new/${step}`, { c: conversation, ...query }),
  /** The pass opens the receipt for half an hour; the number stays when it has run out, the conversation may hold more. */
  receipt: (number: string, pass: string, conversation?: string) =>
    at(locale, '/tickets/receipt', { number, t: pass, c: conversation }),
  /** Number and code once more, to the telephone or mail address given. */
  lostCode: () => at(locale, '/tickets/lost'),
  track: (number?: string) => at(locale, '/tickets/track', { number }),
  /** `ask=withdraw`: asks once more before taking it back; `done`: what was just done. */
  ticket: (number: string, pass?: string, query: { ask?: 'withdraw'; done?: string } = {}) =>
    at(locale, `/tickets/${encodeURIComponent(number)}`, { t: pass, ...query }),
  /** A document issued to the person; `docx` is the same as a file. */
  ticketPaper: (number: string, id: string, pass: string, form: '' | '.docx' = '') =>
    at(locale, `/tickets/${encodeURIComponent(number)}/papers/${id}${form}`, { t: pass }),
  /** Where a business answers: number and answer code first. */
  party: (number?: string) => at(locale, '/party', { number }),
  partyTicket: (number: string, pass?: string, done?: string) =>
    at(locale, `/party/${encodeURIComponent(number)}`, { t: pass, done }),
  partyPaper: (number: string, id: string, pass: string, form: '' | '.docx' = '') =>
    at(locale, `/party/${encodeURIComponent(number)}/papers/${id}${form}`, { t: pass }),
  offices: () => at(locale, '/offices'),
  /** `filters`: names and values of the list's own query, several values of one name allowed. */
  disclosures: (filters: Filters = []) => withFilters(at(locale, '/disclosures'), filters),
  disclosure: (id: string) => at(locale, `/disclosures/${encodeURIComponent(id)}`),
  /** The form of an objection, or of credit repair, about a record. */
  disclosureRequest: (id: string, kind: 'objection' | 'repair') =>
    at(locale, `/disclosures/${encodeURIComponent(id)}/${kind}`),
  /** Where a request about a record stands, by number and code. */
  disclosureRequests: (number?: string) => at(locale, '/disclosures/requests', { number }),
  enterprises: (q?: string, page?: string) => at(locale, '/enterprises', { q, page }),
  enterprise: (uscc: string) => at(locale, `/enterprises/${encodeURIComponent(uscc)}`),
  /** Figures of a filter, and how they compare with the year before. */
  disclosureFigures: (filters: Filters = []) => withFilters(at(locale, '/disclosures/figures'), filters),
  /** The file with every record of a filter. */
  disclosureExport: (filters: Filters = [], format: 'csv' | 'xlsx' | 'jsonl' | 'shuanggongshi' = 'csv') =>
    withFilters('/api/disclosures/export', [['format', format], ['lang', locale], ...filters]),
  disclosureFeed: (format: 'atom' | 'json', filters: Filters = []) =>
    withFilters('/api/disclosures/feed', [['format', format], ['lang', locale], ...filters]),
  /** Asks for mails about new publications of a filter. */
  disclosureAlerts: (filters: Filters = []) => withFilters(at(locale, '/disclosures/alerts'), filters),
  /** Where the links of these mails lead. */
  disclosureAlert: (use: 'confirm' | 'end', pass?: string) => at(locale, `/disclosures/alerts/${use}`, { t: pass }),
  /** The published data as a whole: dictionary, dumps, terms. */
  data: () => at(locale, '/data'),
  /** One box over everything. */
  search: (q?: string) => at(locale, '/search', { q }),
  regulations: (query: Record<string, string | undefined> = {}) => at(locale, '/regulations', query),
  /** `chapter` counts from 0; `asOf` a day, the version in force today when absent. */
  regulation: (id: string, query: { chapter?: string | undefined; asOf?: string | undefined } = {}) =>
    at(locale, `/regulations/${id}`, query),
  regulationPrint: (id: string, asOf?: string) => at(locale, `/regulations/${id}/print`, { asOf }),
  /** The whole law as plain text. */
  regulationText: (id: string, asOf?: string) => at(locale, `/regulations/${id}.txt`, { asOf }),
  /** Two versions side by side, each named by a day on which it bound; the last two when absent. */
  regulationCompare: (id: string, query: { from?: string | undefined; to?: string | undefined } = {}) =>
    at(locale, `/regulations/${id}/compare`, query),
  regulationArticle: (id: string, number: string, asOf?: string) =>
    at(locale, `/regulations/${id}/articles/${number}`, { asOf }),
  /** How the hotlines' tickets were handled in a period. */
  statistics: (query: { from?: string; to?: string; station?: string } = {}) => at(locale, '/statistics', query),
  /** The same to take away. */
  statisticsFile: (format: 'csv' | 'docx', query: { from: string; to: string; station?: string | undefined }) =>
    at('zh', `/api/statistics/hotline.${format}`, { ...query, lang: locale }),
  /** An address as the API gives it, in this language. */
  here: (path: string) => at(locale, path),
  powers: (query: Record<string, string | undefined> = {}) => at(locale, '/powers', query),
  power: (code: string) => at(locale, `/powers/${encodeURIComponent(code)}`),
  powersFile: (format: 'csv' | 'xlsx' | 'json', query: Record<string, string | undefined> = {}) =>
    at('zh', '/api/powers/export', { format, lang: locale, ...query }),
  siteMap: () => at(locale, '/sitemap'),
  licences: () => at(locale, '/licences'),
  /** `answers`: what was answered so far; `ask` shows that question again, `show=1` the steps before all is answered. */
  licence: (id: string, answers: Filters = []) => withFilters(at(locale, `/licences/${id}`), answers),
  /** Two answers to one question side by side. */
  licenceCompare: (id: string, answers: Filters = []) => withFilters(at(locale, `/licences/${id}/compare`), answers),
  /** The days of a plan as a calendar file. */
  licenceReminders: (id: string, answers: Filters = []) =>
    withFilters(`/api/licences/${id}/reminders.ics`, [...answers, ['lang', locale]]),
  services: () => at(locale, '/licences/services'),
  service: (id: string) => at(locale, `/licences/services/${id}`),
  calculators: () => at(locale, '/licences/calculators'),
  calculator: (tool: string) => at(locale, `/licences/calculators/${tool}`),
  oneWindow: () => at(locale, '/licences/one-window'),
  /** A question about a guide, begun in words of ours. */
  licenceAsk: (guide: string) => at(locale, '/licences/ask', { guide }),
  /** Takes whether a guide helped, and what is out of date in it. */
  licenceFeedback: (guide: string) => at(locale, '/licences/feedback', { guide }),
  about: () => at(locale, '/about'),
  privacy: () => at(locale, '/privacy'),
  accessibility: () => at(locale, '/accessibility'),
  preferences: () => at(locale, '/preferences'),
  deskLogin: (next?: string) => at(locale, '/desk/login', { next }),
  deskCode: (next?: string) => at(locale, '/desk/login/code', { next }),
  deskMail: () => at(locale, '/desk/mail'),
  deskAssistant: (done?: string) => at(locale, '/desk/assistant', { done }),
  deskCallBacks: (done?: string) => at(locale, '/desk/call-backs', { done }),
  /** A hotline's orders as a table: hand it in; look through one, take it in. */
  deskOrders: () => at(locale, '/desk/orders'),
  deskOrderSheet: (id: string) => at(locale, `/desk/orders/${encodeURIComponent(id)}`),
  deskGuides: (done?: string) => at(locale, '/desk/guides', { done }),
  deskSecurity: () => at(locale, '/desk/security'),
  /** Accounts and where each is signed in. */
  deskAccounts: () => at(locale, '/desk/accounts'),
  deskNewAccount: () => at(locale, '/desk/new-account'),
  deskAccount: (username: string, done?: string) =>
    at(locale, `/desk/accounts/${encodeURIComponent(username)}`, { done }),
  /** Keys of hotlines and Open311 clients. */
  deskKeys: (done?: string) => at(locale, '/desk/keys', { done }),
  deskAudit: (query: Record<string, string | undefined> = {}) => at(locale, '/desk/audit', query),
  deskLogout: () => at(locale, '/desk/logout'),
  desk: (query: Record<string, string | undefined> = {}) => at(locale, '/desk', query),
  deskDisclosures: (query: Record<string, string | undefined> = {}) => at(locale, '/desk/disclosures', query),
  deskDraftNew: (type?: string) => at(locale, '/desk/disclosures/new', { type }),
  deskDraft: (id: string, done?: string) => at(locale, `/desk/disclosures/drafts/${encodeURIComponent(id)}`, { done }),
  deskRecord: (id: string, done?: string) =>
    at(locale, `/desk/disclosures/records/${encodeURIComponent(id)}`, { done }),
  deskRequest: (number: string, done?: string) =>
    at(locale, `/desk/disclosures/requests/${encodeURIComponent(number)}`, { done }),
  deskPaper: (number: string, id: string, form: '' | '.docx' = '') =>
    at(locale, `/desk/tickets/${encodeURIComponent(number)}/papers/${id}${form}`),
  /** What still has to reach the national platform. */
  deskNational: (done?: string) => at(locale, '/desk/national', { done }),
  /** `act` opens the form of an action beside the ticket; `done` says which one has just been done. */
  /** Adding a file to a ticket, and who sees it. */
  deskFiles: (number: string) => at(locale, `/desk/tickets/${encodeURIComponent(number)}/files`),
  deskTicket: (number: string, act?: string, done?: string) => at(locale, `/desk/tickets/${number}`, { act, done }),
})

/** A file of a ticket for staff. */
export const deskFile = (number: string, id: string, preview?: '1') =>
  at('zh', `/api/desk/tickets/${encodeURIComponent(number)}/attachments/${encodeURIComponent(id)}`, { preview })

/** Rows of a handed-in table that were left out, as a file. */
export const deskLeftOut = (locale: Locale, id: string) =>
  at('zh', `/api/desk/orders/${encodeURIComponent(id)}/left-out`, { lang: locale })

/** What the queue's page asks by itself, with its filter and the mark it was made at. */
export const deskQueueNews = (query: Record<string, string | undefined>) => at('zh', '/api/desk/queue-news', query)

/** What a ticket's page asks by itself: has anything happened since? */
export const deskTicketNews = (number: string, since: string) =>
  at('zh', `/api/desk/tickets/${encodeURIComponent(number)}/news`, { since })

/** Answers the reader's choices (elder, dark, text size) from a cookie; the pages stay the same bytes for everyone. */
export const PREFS_STYLESHEET = '/prefs.css'
export const API_DOCS = '/api/docs'

/** The same page in the other language. */
export function inLocale(locale: Locale, pathname: string): string {
  const bare = pathname === '/en' ? '/' : pathname.startsWith('/en/') ? pathname.slice(3) : pathname
  return at(locale, bare)
}
