/** What would happen if this draft were filed now; changes and stores nothing. Form, chat and third parties ask it before sending. */
import { t } from '../../content/messages/index.ts'
import { chinaDate } from '../calendar/calendar.ts'
import type { Deps } from '../deps.ts'
import type { Context } from '../platform/context.ts'
import { alreadyKnown } from './already-known.ts'
import { fieldErrorsForFiling, missingFields } from './missing.ts'
import type { TicketDraft } from './model.ts'
import { promisesFor } from './promises.ts'
import { routeOf } from './routing.ts'
import { nameShownToBusiness, sharedWithBusiness, whoReads } from './who-reads.ts'
import { unitOf } from './words.ts'

export async function checkTicket(deps: Deps, ctx: Context, draft: TicketDraft) {
  const { content, calendar } = deps
  const today = chinaDate(deps.clock.now())
  const route = routeOf(draft, content)
  return {
    missing: missingFields(draft, today),
    errors: fieldErrorsForFiling(draft, content, today).map(({ path, code, message, params }) => ({
      path,
      code,
      message: t(ctx.locale, message, params),
    })),
    station: unitOf(content, ctx.locale, route),
    needsReview: route.needsReview,
    promises: promisesFor(draft, today, content, calendar, ctx.locale),
    whoReads: whoReads(draft, ctx.locale),
    nameShownToBusiness: nameShownToBusiness(draft),
    business: sharedWithBusiness(draft, ctx.locale),
    alreadyKnown: await alreadyKnown(deps, ctx, draft),
  }
}
