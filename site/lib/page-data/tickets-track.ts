/** Number and code → the ticket's page; the same words for a wrong number and a wrong code. */
import type { AstroGlobal } from 'astro'
import type { FieldProblem } from '../forms.ts'
import type { useSite } from '../i18n.ts'
import { typedIn } from './tickets-forms.ts'
import { openTicket } from './tickets-ticket.ts'

export interface TrackPage {
  number: string
  code: string
  problems: FieldProblem[]
  detail?: string | undefined
  status: number
}

export async function trackPage(
  astro: Pick<AstroGlobal, 'request' | 'url'>,
  site: ReturnType<typeof useSite>,
): Promise<string | TrackPage> {
  if (astro.request.method !== 'POST')
    return { number: astro.url.searchParams.get('number') ?? '', code: '', problems: [], status: 200 }
  const typed = typedIn(await astro.request.formData())
  const number = String(typed['number'] ?? '')
  const code = String(typed['code'] ?? '')
  const problems = [
    ...(number.trim() === '' ? [{ path: 'number', message: site.say('tickets.error.number') }] : []),
    ...(code.trim() === '' ? [{ path: 'code', message: site.say('tickets.error.code') }] : []),
  ]
  if (problems.length > 0) return { number, code, problems, status: 400 }
  const opened = await openTicket(site, number, code)
  return opened.ok
    ? site.to.ticket(opened.number, opened.pass)
    : { number, code, problems: [], detail: opened.detail, status: opened.status }
}
