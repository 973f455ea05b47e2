/** What may be done to a ticket, by whom and when: the lawful next steps to choose from, the others with the reason why not. */
import { type Locale, t } from '../../content/messages/index.ts'
import type { Deps } from '../deps.ts'
import type { Actor } from '../platform/context.ts'
import { asksOf } from './act-on-ticket.ts'
import { askOf } from './asks.ts'
import { groundsInForce, toldGround } from './basis.ts'
import { type GuardFacts, whyNot } from './guards.ts'
import { mayDo } from './may.ts'
import type { Action, TicketPermission, Transition } from './states.ts'
import { storyParts } from './story-parts.ts'
import type { TicketRow } from './tables.ts'
import { actionsFrom, MACHINES } from './transitions.ts'
import type { DeskTicket, OfferedAction } from './view-model.ts'
import { actionName, askedWord, outcomeName, stateName, unitOf } from './words.ts'

/** What the reader may do now, and what each of it asks for. */
export function offeredActions(
  deps: Deps,
  locale: Locale,
  facts: GuardFacts,
  actor: Actor,
  story: string,
  handlers: OfferedAction['handlers'],
): OfferedAction[] {
  const { ticket } = facts
  return actionsFrom(ticket.kind, ticket.state)
    .filter((transition) => mayDo(actor, transition))
    .map((transition) => {
      const blocked = whyNot(transition.guards, facts)
      return {
        action: transition.action,
        name: actionName(locale, transition.action),
        to: transition.to && { id: transition.to, name: stateName(locale, transition.to) },
        blocked: blocked ? t(locale, blocked) : null,
        requires: [...(transition.requires ?? [])],
        asks: asksOf(transition, facts).map((name) => {
          const { kind, optional, options = [] } = askOf(name)
          return {
            ...{ name, kind, optional: optional ?? false, label: t(locale, `tickets.asked.${name}`) },
            options:
              kind === 'parts'
                ? storyParts(story).map((label, place) => ({ value: String(place), label }))
                : options.map((value) => ({ value, label: askedWord(locale, name, value) })),
          }
        }),
        grounds: transition.ground
          ? groundsInForce(deps.content, transition.ground, ticket.receivedOn).map((ground) => ({
              code: ground.code,
              text: ground.text[locale],
              basis: toldGround(deps.content, ground.code, ticket.receivedOn, locale)?.basis ?? [],
              note: ('officerNote' in ground && ground.officerNote?.[locale]) || null,
            }))
          : [],
        outcomes: transition.requires?.includes('outcome')
          ? (transition.outcomes ?? []).map((id) => ({ id, name: outcomeName(locale, id) }))
          : [],
        handlers: transition.requires?.includes('handler') ? handlers.filter(({ id }) => id !== ticket.handlerId) : [],
        templates: transition.requires?.includes('reply') ? templatesFor(deps, ticket, transition.action) : [],
      }
    })
}

/** Words ready to be taken over (答复模板), in the person's own language. */
function templatesFor({ content }: Deps, ticket: TicketRow, action: Action): OfferedAction['templates'] {
  const unit = unitOf(content, ticket.locale, ticket)
  const facts: Record<string, string> = {
    ...{ number: ticket.number, unit: unit.name, phone: unit.phone },
    shop: ticket.respondentName ?? '',
  }
  const fill = (text: string) => text.replace(/\{(\w+)\}/g, (_, name: string) => facts[name] ?? '')
  return content.replies
    .filter(({ kinds, actions }) => actions.includes(action) && (kinds === null || kinds.includes(ticket.kind)))
    .map(({ id, title, text }) => ({ id, title: title[ticket.locale], text: fill(text[ticket.locale]) }))
}

/** Steps of staff that the reader may not take now: somebody else's, or of another state. */
export function otherActions(
  locale: Locale,
  ticket: Pick<TicketRow, 'kind' | 'state'>,
  actor: Actor,
): DeskTicket['otherActions'] {
  const offered = new Set(
    actionsFrom(ticket.kind, ticket.state)
      .filter((transition) => mayDo(actor, transition))
      .map(({ action }) => action),
  )
  const others = new Map<Action, string>()
  for (const transition of MACHINES[ticket.kind].transitions) {
    const who = transition.who.filter(isPermission)
    if (who.length === 0 || offered.has(transition.action)) continue
    const now = transition.from.includes(ticket.state)
    // Why it is not the reader's says more than when it would be somebody's.
    if (now || !others.has(transition.action))
      others.set(transition.action, reasonOf(locale, transition, who, actor, now))
  }
  return [...others].map(([action, reason]) => ({ action, name: actionName(locale, action), reason }))
}

function reasonOf(
  locale: Locale,
  transition: Transition,
  who: readonly TicketPermission[],
  actor: Actor,
  now: boolean,
): string {
  const separator = t(locale, 'desk.listSeparator')
  if (now || !mayDo(actor, transition)) {
    const names = who.map((permission) => t(locale, `desk.holder.${permission}`))
    return t(locale, 'desk.other.notYours', { who: names.join(separator) })
  }
  const states = transition.from.map((state) => stateName(locale, state))
  return t(locale, 'desk.other.notNow', { states: states.join(separator) })
}

const isPermission = (who: Transition['who'][number]): who is TicketPermission =>
  !['citizen', 'business', 'system'].includes(who)
