/** A mail server that counts what it accepts, and mails for it in the outbox: each is to arrive, and once. */
import net from 'node:net'
import type { Deps } from '../deps.ts'
import { fixedClock } from '../platform/clock.ts'
import { queueMail } from '../platform/mail/queue-mail.ts'
import { sendMail } from '../platform/mail/send-mail.ts'

/** Past the time a claim of a killed worker is held. */
const LATER_MS = 3600_000

export interface MailServer {
  url: string
  /** How often each Message-ID was accepted. */
  accepted: Map<string, number>
  stop(): void
}

export async function openMailServer(): Promise<MailServer> {
  const accepted = new Map<string, number>()
  const server = net.createServer((socket) => {
    let text = ''
    let inData = false
    const say = (line: string) => socket.write(`${line}\r\n`)
    const hear = (line: string) => {
      if (!inData) {
        inData = /^DATA/i.test(line)
        say(inData ? '354 go on' : '250 OK')
        return
      }
      const id = /^Message-ID: <([^@>]+)@/i.exec(line)?.[1]
      if (id) accepted.set(id, (accepted.get(id) ?? 0) + 1)
      if (line !== '.') return
      inData = false
      say('250 kept')
    }
    socket.on('error', () => {})
    socket.on('data', (bytes) => {
      const lines = (text + bytes.toString()).split('\r\n')
      text = lines.pop() ?? ''
      for (const line of lines) hear(line)
    })
    say('220 bench')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as net.AddressInfo
  return { url: `smtp://127.0.0.1:${port}`, accepted, stop: () => void server.close() }
}

/** @returns ids of the mails */
export function queueMails(deps: Deps, count: number): Promise<string[]> {
  return deps.db.transaction(async (tx) => {
    const ids: string[] = []
    const mail = { to: 'bench@example.com', kind: 'bench', subject: '演示', text: '演示：量测用的邮件。' }
    for (let i = 0; i < count; i += 1) ids.push(await queueMail(deps, tx, mail))
    return ids
  })
}

/** Sends what killed workers had claimed and not sent. */
export async function sendRest(deps: Deps): Promise<void> {
  const later: Deps = { ...deps, clock: fixedClock(new Date(deps.clock.now().getTime() + LATER_MS).toISOString()) }
  while ((await sendMail(later)) > 0);
}
