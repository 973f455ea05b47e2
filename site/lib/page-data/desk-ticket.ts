/** One ticket as the desk shows it: facts, clocks, history with names. Opening it is recorded by the API. */
import type { DeskTicket } from '../../../api/tickets/view-model.ts'
import type { openDesk } from '../desk.ts'
import { type Due, dueOf, workdays } from './desk-due.ts'
import { contactFacts, type Fact, matterFacts } from './desk-facts.ts'

export interface DeskTicketView {
  ticket: DeskTicket
  due: Due | undefined
  /** Who has it in hand. */
  handler: string | undefined
  facts: Fact[]
  contact: Fact[]
  nameOf: (id: string | null) => string | undefined
}

/** @returns the answer's status and sentence instead when the ticket may not be shown */
export async function loadDeskTicket(
  desk: ReturnType<typeof openDesk>,
  number: string,
): Promise<DeskTicketView | { status: number; detail: string }> {
  const { api, site } = desk
  const [answer, people] = await Promise.all([
    api.tickets[':number'].$get({ param: { number: encodeURIComponent(number) } }),
    api.colleagues.$get(),
  ])
  if (!answer.ok) {
    const { detail } = (await answer.json()) as unknown as { detail: string }
    return { status: answer.status, detail }
  }
  const ticket = await answer.json()
  const colleagues = people.ok ? (await people.json()).items : []
  const names = new Map(colleagues.map(({ id, name, title }) => [id, `${name} ${title}`]))
  const nameOf = (id: string | null) => (id === null ? undefined : names.get(id))
  const isWorkday = await workdays(site, ticket.dueOn === null ? [] : [ticket.dueOn])
  return {
    ticket,
    due: ticket.family === 'final' ? undefined : dueOf(desk, isWorkday, ticket),
    handler: nameOf(ticket.handlerId),
    facts: matterFacts(desk, ticket.draft, ticket.problem?.title),
    contact: contactFacts(desk, ticket.draft),
    nameOf,
  }
}
