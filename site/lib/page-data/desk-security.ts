/** What the page of one's own login does with each of its forms: one-time codes, password, mail address, sessions. */
import type { AstroGlobal } from 'astro'
import type { ListedSession, Me } from '../../../api/staff/model.ts'
import { field, keepCookies, openDesk, type Refusal, readProblem } from '../desk.ts'

export interface SecurityView {
  step: 'start' | 'confirm' | 'done'
  enrolment?: { secret: string; url: string }
  backupCodes: string[]
  /** Which form was refused stands in `at`, so that its fields can say so. */
  refused?: Refusal
  at: string
  /** Sessions that ended by this form. */
  ended?: number
  passwordChanged: boolean
  /** Where one is told of tickets; what was typed when it was refused. */
  mailAddress: string
  mailKept: boolean
  sessions: ListedSession[]
}

export async function takeSecurityForms(astro: AstroGlobal, me: Me): Promise<SecurityView> {
  const { api } = openDesk(astro)
  const form = astro.request.method === 'POST' ? await astro.request.formData() : undefined
  const text = (name: string) => (form ? field(form, name) : '')
  const at = text('step')
  const view: SecurityView = {
    ...{ step: me.totp ? 'done' : 'start', backupCodes: [], at },
    ...{ passwordChanged: false, mailAddress: me.mailAddress ?? '', mailKept: false, sessions: [] },
  }
  if (at === 'begin') {
    const answer = await api.security.totp.$post({ json: { password: text('password') } })
    if (answer.ok) [view.enrolment, view.step] = [await answer.json(), 'confirm']
    else view.refused = await readProblem(astro, answer)
  } else if (at === 'confirm') {
    const answer = await api.security.totp.confirm.$post({ json: { code: text('code').replaceAll(/\s/g, '') } })
    if (answer.ok) [view.backupCodes, view.step] = [(await answer.json()).backupCodes, 'done']
    else [view.refused, view.step] = [await readProblem(astro, answer), 'confirm']
    keepCookies(astro, answer)
  } else if (at === 'password') {
    const json = { old: text('old'), fresh: text('fresh'), again: text('again') }
    const answer: Response = await api.security.password.$post({ json })
    if (answer.ok) view.passwordChanged = true
    else view.refused = await readProblem(astro, answer)
  } else if (at === 'mail') {
    view.mailAddress = text('address').trim()
    const answer: Response = await api.security.mail.$put({ json: { address: view.mailAddress } })
    if (answer.ok) view.mailKept = true
    else view.refused = await readProblem(astro, answer)
  } else if (at === 'end') {
    const id = text('id')
    const answer = await api.security.sessions.end.$post({ json: id ? { id } : { others: true } })
    if (answer.ok) view.ended = (await answer.json()).ended
    else view.refused = await readProblem(astro, answer)
  }
  const sessions = await api.security.sessions.$get()
  if (sessions.ok) view.sessions = (await sessions.json()).items
  return view
}
