/** People acting on the same ticket in the same moment, over HTTP: one wins, the others are told, one unit owns it. */
import { loadContent } from '../../content/load.ts'
import { draftOf } from './bench-tickets-drafts.ts'
import { inPlace, preparePlace, serve, signIn } from './bench-tickets-place.ts'

const PAIRS = 50
const DISPATCHES = 100
/** Tickets that are dispatched by so many at once. */
const DISPATCHED = 5

/** @returns whether every ticket had one winner, one owner and one audit row */
export async function benchOfficers(data: string, say: (line: string) => void): Promise<boolean> {
  const place = await preparePlace(`${data}/filing`, 1, say)
  const stations = loadContent(process.env['YICHUANG_ROOT'] ?? process.cwd()).stations.map(({ id }) => id)
  const server = await serve(place)
  const call = async (path: string, body: object, cookie = '') => {
    const headers = { 'content-type': 'application/json', origin: server.base, cookie }
    const response = await fetch(server.base + path, { method: 'POST', headers, body: JSON.stringify(body) })
    return { status: response.status, body: (await response.json()) as { number: string } }
  }
  let serial = 0
  /** A complaint at a place: `shunhualu` has it at once, an unknown one waits at the unified desk. */
  const filed = async (place: object) => {
    serial += 4
    return (
      await call('/api/tickets', { ...draftOf(serial), problem: 'P06', place, respondent: { name: '演示同时店' } })
    ).body.number
  }
  try {
    const [officer, chief, clerk] = [
      await signIn(place, server, 'demo.shunhualu'),
      await signIn(place, server, 'demo.chief'),
      await signIn(place, server, 'demo.desk'),
    ]
    const numbers: string[] = []
    let pairs = 0
    for (let i = 0; i < PAIRS; i += 1) {
      const number = await filed({ text: '舜华路' })
      numbers.push(number)
      const take = { action: 'take', expectedState: 'dispatched' }
      const path = `/api/desk/tickets/${number}/actions`
      const both = await Promise.all([officer, chief].map((cookie) => call(path, take, cookie)))
      if (statuses(both) === '200 409') pairs += 1
    }
    say(`${pairs}/${PAIRS} 两人同时：一人成，一人被告知 / pairs of officers with one winner, the other told`)
    let single = 0
    for (let i = 0; i < DISPATCHED; i += 1) {
      const number = await filed({ text: '记不清在哪里' })
      numbers.push(number)
      const tries = Array.from({ length: DISPATCHES }, async (_, each) => {
        const station = stations[each % stations.length] ?? ''
        const act = { action: 'dispatch', expectedState: 'submitted', station }
        return { station, ...(await call(`/api/desk/tickets/${number}/actions`, act, clerk)) }
      })
      const answers = await Promise.all(tries)
      const winner = answers.find(({ status }) => status === 200)?.station
      const told = answers.filter(({ status }) => status === 409).length
      if (told === DISPATCHES - 1 && winner === (await ownerOf(number))) single += 1
    }
    say(
      `${single}/${DISPATCHED} × ${DISPATCHES} 次同时分送，只归一家 / dispatches at once with one owner, the others told`,
    )
    const [row] = await inPlace(
      place,
      ({ sql }) => sql<{ wrong: number }[]>`
        select count(*)::int as wrong from tickets t where t.number = any(${numbers}) and 1 <> (
          select count(*) from audit_log a where a.entity_id = t.id::text and a.actor_kind = 'staff')`,
    )
    say(`${row?.wrong} 件留痕不是一条 / tickets without exactly one audit row of the act`)
    return pairs === PAIRS && single === DISPATCHED && row?.wrong === 0
  } finally {
    await server.stop()
  }

  function ownerOf(number: string): Promise<string | undefined> {
    return inPlace(place, async ({ sql }) => {
      const [row] = await sql<{ station: string }[]>`select station from tickets where number = ${number}`
      return row?.station
    })
  }
}

const statuses = (answers: readonly { status: number }[]) =>
  answers
    .map(({ status }) => status)
    .sort((a, b) => a - b)
    .join(' ')
