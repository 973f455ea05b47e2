/** The business at its own door: invited by an officer, let in by number and answer code. */
import type { Page } from 'playwright-core'
import { type Locale, t } from '../../content/messages/index.ts'
import { act } from './desk.ts'

/** The officer tells the business what is claimed. @returns its answer code, as the officer hands it over */
export async function invite(officer: Page, number: string, claim: string): Promise<string> {
  await act(officer, number, 'invite-business', { 'asked.claim': claim })
  const code = await officer.locator(`dt:has-text("${t('zh', 'desk.beside.partyCode')}") + dd`).textContent()
  return (code ?? '').trim()
}

/** Gives number and code at the door; what opens is for the caller to expect. */
export async function knock(trader: Page, number: string, code: string, locale: Locale = 'zh'): Promise<void> {
  await trader.goto(locale === 'en' ? '/en/party' : '/party')
  await trader.locator('[name=number]').fill(number)
  await trader.locator('[name=code]').fill(code)
  await trader.getByRole('button', { name: t(locale, 'tickets.party.open'), exact: true }).click()
}
