/** The one projection of a complaint for the business complained of. */
import { hasMessage, type Locale, t } from '../../../content/messages/index.ts'
import { isForBusiness, viewOfFile } from '../../attachments/attachment-store.ts'
import type { Deps } from '../../deps.ts'
import { noticesFor } from '../notices/read-notices.ts'
import { promiseViews } from '../promise-views.ts'
import type { Transition } from '../states.ts'
import { type FullRecord, loadWhole, openDraft, openTexts } from '../ticket-store.ts'
import { actionsFrom, shownState } from '../transitions.ts'
import { chinaTime, eventSentence, explanation, stateName, unitOf } from '../words.ts'
import type { PartyRecord } from './find-by-party-code.ts'
import type { PartyAct, PartyView } from './model.ts'

/** Which act of the door stands for which action of the machine. */
export const ACTION_OF = {
  answer: 'business-answer',
  evidence: 'business-answer',
  consent: 'consent',
  decline: 'consent',
  object: 'object',
  recuse: 'recuse',
  sign: 'sign',
} as const satisfies Record<PartyAct, Transition['action']>

/** Periods the business is concerned by. */
const RULES = ['mediate', 'notify-end']

export async function partyView(deps: Deps, locale: Locale, { record, mediation }: PartyRecord): Promise<PartyView> {
  const { ticket } = record
  const whole = await loadWhole(deps.db, record)
  const draft = openDraft(deps, record)
  const purchase = draft.kind === 'complaint' ? draft.purchase : {}
  const texts = whole.events.map((event) => ({ event, texts: openTexts(deps, record.wrappedKey, event) }))
  return {
    number: ticket.number,
    kind: ticket.kind,
    state: shownState(ticket.state),
    stateName: stateName(locale, shownState(ticket.state)),
    explanation: explanation(locale, ticket.kind, ticket.state),
    acceptedAt: ticket.acceptedAt && chinaTime(ticket.acceptedAt),
    unit: unitOf(deps.content, locale, ticket),
    respondentName: ticket.respondentName,
    complainant: ticket.keepSecret || ticket.acceptedAt === null ? null : (draft.contact.name ?? null),
    claim: {
      text: texts.findLast(({ texts: { claim } }) => claim)?.texts.claim ?? '',
      item: purchase.item ?? null,
      boughtOn: purchase.boughtOn ?? null,
      orderNumber: purchase.orderNumber ?? null,
      amountYuan: ticket.amountYuan,
      claimYuan: ticket.claimYuan,
      requests: ticket.requests.map((id) => t(locale, `tickets.request.${id}`)),
    },
    promises: promiseViews(deps, locale, ticket, whole.clocks).filter(({ why }) => RULES.includes(why.rule)),
    timeline: whole.events.flatMap((event) => toldBusiness(deps, locale, event)),
    statements: texts.flatMap(({ event, texts: { statement } }) =>
      statement ? [{ at: chinaTime(event.at), text: statement }] : [],
    ),
    notices: await noticesFor(deps, deps.db, locale, record, 'business'),
    attachments: whole.files.filter(isForBusiness).map((file) => viewOfFile(deps, file)),
    consent: { own: mediation.businessConsents, other: mediation.citizenConsents },
    signed: { own: mediation.businessSignedAt !== null, other: mediation.citizenSignedAt !== null },
    acts: actsOf(whole, mediation),
    demo: ticket.demo,
  }
}

/** What the business may do now. */
export function actsOf({ ticket }: Pick<FullRecord, 'ticket'>, mediation: PartyRecord['mediation']): PartyAct[] {
  const open = new Set(
    actionsFrom(ticket.kind, ticket.state).flatMap(({ action, who }) => (who.includes('business') ? [action] : [])),
  )
  return (Object.keys(ACTION_OF) as PartyAct[]).filter((act) => {
    if (!open.has(ACTION_OF[act])) return false
    if (act === 'consent' || act === 'decline') return mediation.businessConsents !== (act === 'consent')
    return act !== 'sign' || mediation.businessSignedAt === null
  })
}

/** Rows have words of their own for the business; those without are not its concern. */
function toldBusiness(deps: Deps, locale: Locale, event: FullRecord['events'][number]): PartyView['timeline'] {
  const key = `tickets.event.${event.type}.business`
  if (!hasMessage(key)) return []
  const sentence = eventSentence(deps.content, locale, event, 'business')
  return [{ at: chinaTime(event.at), type: event.type, by: event.actorKind, sentence }]
}
