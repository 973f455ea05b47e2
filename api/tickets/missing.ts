/** What a draft still needs before it can be filed, in asking order (市场监督管理投诉举报处理办法 §10, §28). Pure. */
import type { Content } from '../../content/schema.ts'
import type { FieldError } from '../platform/errors.ts'
import type { TicketDraft } from './model.ts'

/** Dotted path of a field that filing may require. */
export type FieldPath =
  | 'respondent.name'
  | 'place.text'
  | 'requests'
  | 'purchase.forDailyLife'
  | 'question'
  | 'contact.name'
  | 'contact.phone'
  | 'contact.address'
  | 'knownSince'
  | 'proxy.phone'

/** A complaint is out of time three years after its person knew (总局令第121号 §16 四); older purchases need that day. */
const YEARS_TO_COMPLAIN = 3

/**
 * The narrative counts as the facts (事实), so it is never asked for again.
 *
 * @param today what only some complaints need is asked for at filing, when the day is known: when the harm was found, if
 * it happened long ago, and how to reach who speaks for another
 */
export function missingFields(draft: TicketDraft, today?: string): FieldPath[] {
  const { contact } = draft
  switch (draft.kind) {
    case 'complaint':
      return paths([
        ['respondent.name', identified(draft.respondent)],
        ['place.text', located(draft)],
        ['requests', draft.requests.length > 0],
        ['purchase.forDailyLife', draft.purchase.forDailyLife !== undefined],
        ['contact.name', contact.name],
        ['contact.phone', contact.phone],
        ['contact.address', contact.address],
        ['knownSince', draft.knownSince || !longAgo(draft, today)],
        // Who speaks for another must be reached to bring the authority and the papers (§11).
        ['proxy.phone', today === undefined || draft.proxy === undefined || draft.proxy.phone],
      ])
    case 'report':
      return paths([
        // Either is enough to look into it: a name without a place, or a place without a name.
        ['respondent.name', identified(draft.respondent) || located(draft)],
        ['contact.name', draft.anonymous || contact.name],
        ['contact.phone', draft.anonymous || contact.phone || contact.email],
      ])
    case 'consultation':
      return paths([['question', draft.question]])
    case 'help':
    case 'suggestion':
    case 'praise':
      return []
    default:
      return draft satisfies never
  }
}

/** Every reason not to file this draft yet: what is missing, and what cannot be. Empty when it may be filed. */
export function fieldErrorsForFiling(draft: TicketDraft, content: Content, today: string): FieldError[] {
  const errors: FieldError[] = missingFields(draft, today).map((path) => ({
    path,
    code: 'required',
    message: `errors.missing.${path}`,
  }))
  const known = (path: string, ok: boolean) => {
    if (!ok) errors.push({ path, code: 'choice', message: 'errors.field.choice' })
  }
  known('problem', draft.problem === undefined || content.find.problem.has(draft.problem))
  known('object', draft.object === undefined || content.find.object.has(draft.object))
  known('place.street', draft.place?.street === undefined || content.find.street.has(draft.place.street))
  known('place.station', draft.place?.station === undefined || content.find.station.has(draft.place.station))
  const dates = {
    occurredOn: draft.occurredOn,
    ...(draft.kind === 'complaint'
      ? { 'purchase.boughtOn': draft.purchase.boughtOn, knownSince: draft.knownSince }
      : {}),
  }
  for (const [path, date] of Object.entries(dates)) {
    if (date !== undefined && date > today) errors.push({ path, code: 'future', message: 'errors.field.future' })
  }
  if (draft.declaredTrue === false)
    errors.push({ path: 'declaredTrue', code: 'required', message: 'errors.missing.declaredTrue' })
  return errors
}

/** Whether what it is about happened so long ago that the time limit may have passed. */
function longAgo({ occurredOn, purchase }: Extract<TicketDraft, { kind: 'complaint' }>, today?: string): boolean {
  const day = occurredOn ?? purchase.boughtOn
  if (today === undefined || day === undefined) return false
  const limit = `${Number(today.slice(0, 4)) - YEARS_TO_COMPLAIN}${today.slice(4)}`
  return day < limit
}

type Business = Extract<TicketDraft, { kind: 'complaint' }>['respondent']

/** Any way to tell which business it is (明确的被投诉人, §10); a sign as remembered, an address or a link is enough. */
function identified({ name, uscc, shop, shopUrl, address, platformShownAddress }: Business): boolean {
  return [name, uscc, shop, shopUrl, address, platformShownAddress].some(Boolean)
}

/** A place, or for online shops the platform: its home decides who is competent (§13). */
function located(draft: Extract<TicketDraft, { kind: 'complaint' | 'report' }>): boolean {
  const { address, platform, shopUrl, platformShownAddress } = draft.respondent
  return [draft.place?.text, address, platform, shopUrl, platformShownAddress].some(Boolean)
}

function paths(rows: readonly (readonly [FieldPath, unknown])[]): FieldPath[] {
  return rows.filter(([, present]) => !present).map(([path]) => path)
}
