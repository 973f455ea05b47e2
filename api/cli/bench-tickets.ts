/** `npm run bench -- tickets`: filing and the desk at a size no demonstration has, in data folders of their own. */

export const TICKET_PARTS = ['filing', 'http', 'officers', 'queue', 'sweep'] as const
export type TicketPart = (typeof TICKET_PARTS)[number]

export interface TicketBench {
  /** Open tickets behind the queue. */
  open: number
  /** Where they are made, and left for the next measuring. */
  data: string
  /** One part alone. */
  part?: TicketPart
}

/** @returns whether every bound holds */
export async function benchTickets({ open, data, part }: TicketBench, say: (line: string) => void): Promise<boolean> {
  const parts: Record<TicketPart, () => Promise<boolean>> = {
    filing: async () => (await import('./bench-tickets-filing.ts')).benchFiling(data, say),
    http: async () => (await import('./bench-tickets-http.ts')).benchHttp(data, say),
    officers: async () => (await import('./bench-tickets-officers.ts')).benchOfficers(data, say),
    queue: async () => (await import('./bench-tickets-queue.ts')).benchQueue(data, open, say),
    sweep: async () => (await import('./bench-tickets-sweep.ts')).benchSweep(data, open, say),
  }
  let kept = true
  for (const name of part ? [part] : TICKET_PARTS) {
    say(`\n— ${name} —`)
    kept = (await parts[name]()) && kept
  }
  return kept
}
