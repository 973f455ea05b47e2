/** Asking for number and code once more: by telephone alone, by mail address together with the number. */
import type { AstroGlobal } from 'astro'
import type { FieldProblem } from '../forms.ts'
import type { useSite } from '../i18n.ts'
import { typedIn } from './tickets-forms.ts'

export interface LostPage {
  contact: string
  number: string
  problems: FieldProblem[]
  detail?: string | undefined
  asked: boolean
  status: number
}

export async function lostPage(
  { request }: Pick<AstroGlobal, 'request'>,
  { api, say }: ReturnType<typeof useSite>,
): Promise<LostPage> {
  const page = { contact: '', number: '', problems: [], asked: false, status: 200 }
  if (request.method !== 'POST') return page
  const typed = typedIn(await request.formData())
  const contact = String(typed['contact'] ?? '').trim()
  const number = String(typed['number'] ?? '').trim()
  const byMail = contact.includes('@')
  const problems: FieldProblem[] = [
    ...(contact === '' ? [{ path: 'contact', message: say('tickets.lost.needContact') }] : []),
    ...(byMail && number === '' ? [{ path: 'number', message: say('tickets.lost.needNumber') }] : []),
  ]
  if (problems.length > 0) return { ...page, contact, number, problems, status: 400 }
  const json = byMail ? { email: contact, number } : { phone: contact }
  const answer: Response = await api.tickets['code-recovery'].$post({ json })
  if (answer.ok) return { ...page, asked: true }
  const { detail, errors } = (await answer.json()) as { detail: string; errors?: unknown[] }
  const wrong = errors ? [{ path: 'contact', message: say('tickets.lost.wrongContact') }] : []
  return { ...page, contact, number, problems: wrong, detail: errors ? undefined : detail, status: answer.status }
}
