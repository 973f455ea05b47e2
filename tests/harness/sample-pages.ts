/** One living address for every page of the site, so that whole-site tests miss none. */
import { complaintDraft } from '../factories/drafts.ts'

export interface SamplePage {
  /** File below site/pages. */
  file: string
  /** Chinese address; the English one stands under /en. */
  address: string
}

/** Makes what the pages need: a conversation with a draft, and a filed ticket with its pass. */
export async function samplePages(base: string): Promise<SamplePage[]> {
  const post = async <T>(address: string, body: unknown, headers: Record<string, string> = {}) => {
    const response = await fetch(base + address, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json', ...headers },
      body: JSON.stringify(body),
    })
    if (!response.ok) throw new Error(`${address}: ${response.status} ${await response.text()}`)
    return (await response.json()) as T
  }
  const today = new Date().toISOString().slice(0, 10)
  const { number, queryCode } = await post<{ number: string; queryCode: string }>(
    '/api/tickets',
    complaintDraft({ occurredOn: today }),
  )
  const { pass } = await post<{ pass: string }>(`/api/tickets/${number}/pass`, {}, { 'query-code': queryCode })
  const own = (await (
    await fetch(`${base}/api/tickets/${number}`, { headers: { 'query-code': queryCode } })
  ).json()) as {
    notices: { id: string }[]
  }
  const paper = own.notices[0]?.id ?? ''
  const { conversationId: c } = await post<{ conversationId: string }>('/api/assistant/turns', {
    message: complaintDraft().narrative,
  })
  const first = async (address: string, field: string) => {
    const { items } = (await (await fetch(base + address)).json()) as { items: Record<string, string>[] }
    const value = items[0]?.[field]
    if (value === undefined) throw new Error(`${address}: nothing to show`)
    return value
  }
  const record = await first('/api/disclosures?limit=1', 'id')
  const code = await first('/api/enterprises?limit=1', 'uscc')
  const power = await first('/api/powers?kind=penalty&limit=1', 'code')
  const law = await first('/api/regulations?limit=1', 'id')
  const licences = (await (await fetch(`${base}/api/licences`)).json()) as { items: { id: string }[] }
  const t = encodeURIComponent(pass)
  const addresses: Record<string, string[]> = {
    'index.astro': ['/'],
    'assistant.astro': ['/assistant', `/assistant?c=${c}`],
    'offices.astro': ['/offices'],
    'about.astro': ['/about'],
    'privacy.astro': ['/privacy'],
    'accessibility.astro': ['/accessibility'],
    'preferences.astro': ['/preferences'],
    'licences/index.astro': ['/licences'],
    'licences/[id]/index.astro': licences.items
      .slice(0, 1)
      .flatMap(({ id }) => [
        `/licences/${id}`,
        `/licences/${id}?form=sole-trader&name=no&size=small&cakes=no&online=yes`,
      ]),
    'licences/[id]/compare.astro': licences.items.slice(0, 1).map(({ id }) => `/licences/${id}/compare?size=small`),
    'licences/services/index.astro': ['/licences/services'],
    'licences/services/[id].astro': ['/licences/services/food-permit'],
    'licences/basis/[place].astro': ['/licences/basis/HYG.4'],
    'licences/one-window.astro': ['/licences/one-window'],
    'licences/ask.astro': ['/licences/ask?guide=food-permit'],
    'licences/calculators/index.astro': ['/licences/calculators'],
    'licences/calculators/[tool].astro': [
      '/licences/calculators/name',
      '/licences/calculators/simple-deregistration?form=company&startOn=2026-12-01',
      '/licences/calculators/credit-code?code=91370171MA0DEM005W',
    ],
    'disclosures/index.astro': ['/disclosures', '/disclosures?type=penalty&fineMin=50000&from=2026-06-01'],
    'disclosures/figures.astro': ['/disclosures/figures', '/disclosures/figures?type=penalty&topic=food'],
    'disclosures/alerts/index.astro': ['/disclosures/alerts?type=penalty'],
    'data.astro': ['/data'],
    'statistics.astro': ['/statistics', '/statistics?from=2026-01-01&to=2026-06-30'],
    'powers/index.astro': ['/powers', '/powers?kind=penalty&station=food'],
    'powers/[code].astro': [`/powers/${power}`],
    'disclosures/[id].astro': [`/disclosures/${record}`],
    'disclosures/[id]/objection.astro': [`/disclosures/${record}/objection`],
    'disclosures/[id]/repair.astro': [`/disclosures/${record}/repair`],
    'disclosures/requests.astro': ['/disclosures/requests'],
    'enterprises/index.astro': ['/enterprises'],
    'enterprises/[uscc].astro': [`/enterprises/${code}`],
    'regulations/index.astro': ['/regulations', `/regulations?q=${encodeURIComponent('价格不一样')}`],
    'regulations/[id]/index.astro': [`/regulations/${law}`],
    'regulations/[id]/print.astro': [`/regulations/${law}/print`],
    'regulations/[id]/articles/[number].astro': [await articleOf(base, law)],
    'search.astro': ['/search', `/search?q=${encodeURIComponent('餐饮')}`],
    'sitemap.astro': ['/sitemap'],
    'tickets/new/index.astro': ['/tickets/new'],
    'tickets/new/problem.astro': [`/tickets/new/problem?c=${c}`],
    'tickets/new/business.astro': [`/tickets/new/business?c=${c}`],
    'tickets/new/facts.astro': [`/tickets/new/facts?c=${c}`],
    'tickets/new/you.astro': [`/tickets/new/you?c=${c}`],
    'tickets/new/check.astro': [`/tickets/new/check?c=${c}`],
    'tickets/receipt.astro': [`/tickets/receipt?number=${number}&t=${t}`],
    'tickets/lost.astro': ['/tickets/lost'],
    'tickets/track.astro': ['/tickets/track', `/tickets/track?number=${number}`],
    'tickets/[number].astro': [`/tickets/${number}?t=${t}`, `/tickets/${number}?t=${t}&ask=withdraw`],
    'tickets/[number]/papers/[paper].astro': [`/tickets/${number}/papers/${paper}?t=${t}`],
    'party/index.astro': ['/party'],
    'desk/login.astro': ['/desk/login'],
  }
  return Object.entries(addresses).flatMap(([file, list]) => list.map((address) => ({ file, address })))
}

async function articleOf(base: string, law: string): Promise<string> {
  const found = await fetch(`${base}/api/regulations/articles?law=${law}&limit=1`)
  const { items } = (await found.json()) as { items: { url: string }[] }
  return items[0]?.url ?? ''
}

/** Pages another test covers: errors, the desk behind its login, two versions of a law (regulations.test.ts). */
export const COVERED_ELSEWHERE = [
  '404.astro',
  '500.astro',
  'regulations/[id]/compare.astro',
  // Answers a form posted; the guides' own test posts it.
  'licences/feedback.astro',
  'desk/guides.astro',
  'desk/index.astro',
  'desk/assistant.astro',
  'desk/call-backs.astro',
  'desk/mail.astro',
  'desk/orders/index.astro',
  'desk/orders/[id].astro',
  'disclosures/alerts/[use].astro',
  'desk/disclosures/index.astro',
  'desk/disclosures/new.astro',
  'desk/disclosures/drafts/[id].astro',
  'desk/disclosures/records/[id].astro',
  'desk/disclosures/requests/[number].astro',
  'desk/security.astro',
  'desk/accounts/index.astro',
  'desk/accounts/[username].astro',
  'desk/keys.astro',
  'desk/new-account.astro',
  'desk/audit.astro',
  'desk/login/code.astro',
  'desk/tickets/[number].astro',
  'desk/tickets/[number]/files.astro',
  // A business needs an officer's invitation first: mediation.test.ts.
  'party/[number].astro',
  'party/[number]/papers/[paper].astro',
  'desk/tickets/[number]/papers/[paper].astro',
  'desk/national.astro',
]
