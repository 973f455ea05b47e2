/** What the verbs of alerts share: hashes that find one, the passes in mails, the addresses they stand in. */
import { createHash } from 'node:crypto'
import { eq } from 'drizzle-orm'
import type { Deps } from '../../deps.ts'
import type { Queryable } from '../../platform/database.ts'
import { Problem } from '../../platform/errors.ts'
import { dataKeys } from '../../platform/tables.ts'
import type { DisclosureFilter } from '../query.ts'
import { filterWords } from '../sentence.ts'
import { type AlertRow, disclosureAlerts } from './tables.ts'

export type PassUse = 'confirm' | 'end'

const DAY_MS = 24 * 3600 * 1000
/** A subscription may be ended as long as it lives. */
const END_DAYS = 20 * 365

/** Mail addresses that differ in capitals alone reach the same person. */
export const normalAddress = (email: string) => email.trim().toLowerCase()

/** The filter in one order, so that the same wish is written the same way. */
export function normalFilter(filter: DisclosureFilter): DisclosureFilter {
  const given = Object.entries(filter)
    .filter(([, value]) => value !== undefined && value !== '' && (!Array.isArray(value) || value.length > 0))
    .map(([name, value]) => [name, Array.isArray(value) ? [...value].sort() : value] as const)
    .sort(([a], [b]) => a.localeCompare(b))
  return Object.fromEntries(given)
}

export const filterHash = (filter: DisclosureFilter) =>
  createHash('sha256')
    .update(JSON.stringify(normalFilter(filter)))
    .digest('base64url')

export const sealContext = (id: string) => `alert:${id}`

/** @param days the link stays good */
export const confirmLink = (deps: Deps, alert: Pick<AlertRow, 'id' | 'locale'>, days: number) =>
  `${pageOf(deps, alert)}/confirm?t=${passOf(deps, 'confirm', alert.id, days)}`

export function endLinks(deps: Deps, alert: Pick<AlertRow, 'id' | 'locale'>) {
  const pass = passOf(deps, 'end', alert.id, END_DAYS)
  return {
    end: `${pageOf(deps, alert)}/end?t=${pass}`,
    /** For mail programs: ends it with one POST. */
    unsubscribe: `${deps.config.publicUrl}/api/disclosures/alerts/end?t=${pass}`,
  }
}

const pageOf = ({ config }: Deps, { locale }: Pick<AlertRow, 'locale'>) =>
  `${config.publicUrl}${locale === 'en' ? '/en' : ''}/disclosures/alerts`

const passOf = ({ vault, clock }: Deps, use: PassUse, id: string, days: number) =>
  vault.issuePass(purpose(use), id, new Date(clock.now().getTime() + days * DAY_MS))

/** @throws Problem not-found when the pass is spent, forged or meant for something else */
export function readPass(deps: Deps, use: PassUse, pass: string): string {
  const id = deps.vault.readPass<string>(purpose(use), pass, deps.clock.now())
  if (id === undefined) throw new Problem('not-found', { detail: 'errors.disclosures.alertLink' })
  return id
}

export async function alertOf(q: Queryable, id: string): Promise<AlertRow | undefined> {
  const [row] = await q.select().from(disclosureAlerts).where(eq(disclosureAlerts.id, id))
  return row
}

export async function addressOf(deps: Deps, q: Queryable, row: AlertRow): Promise<string | undefined> {
  const [key] = await q.select({ wrapped: dataKeys.wrapped }).from(dataKeys).where(eq(dataKeys.id, row.dataKeyId))
  return key && deps.vault.open<string>(key.wrapped, sealContext(row.id), row.sealed)
}

export const wordsOf = ({ content }: Deps, { locale, filter }: Pick<AlertRow, 'locale' | 'filter'>) =>
  filterWords(content, locale, filter)

const purpose = (use: PassUse) => `disclosure-alert-${use}`
