/** A mail server that keeps what it is given, on a port of its own; `answer` may refuse a recipient. */
import net from 'node:net'

export interface FakeSmtp {
  url: string
  /** Whole mails as they came over the wire. */
  mails: string[]
  /** Reply to RCPT TO; `250 OK` accepts. */
  answer: (recipient: string) => string
  stop(): Promise<void>
}

export async function startSmtp(): Promise<FakeSmtp> {
  const fake = { url: '', mails: [] as string[], answer: (_recipient: string) => '250 OK' }
  const server = net.createServer((socket) => {
    let inData = false
    let rest = ''
    let mail = ''
    const say = (line: string) => socket.write(`${line}\r\n`)
    say('220 fake')
    socket.on('error', () => {})
    socket.on('data', (bytes) => {
      const lines = (rest + bytes.toString('utf8')).split('\r\n')
      rest = lines.pop() ?? ''
      for (const line of lines) {
        if (inData) {
          if (line === '.') {
            inData = false
            fake.mails.push(mail)
            mail = ''
            say('250 kept')
          } else mail += `${line}\r\n`
        } else if (/^DATA/i.test(line)) {
          inData = true
          say('354 go on')
        } else if (/^RCPT/i.test(line)) say(fake.answer(line))
        else if (/^QUIT/i.test(line)) {
          say('221 bye')
          socket.end()
        } else say('250 OK')
      }
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as net.AddressInfo
  return Object.assign(fake, {
    url: `smtp://127.0.0.1:${port}`,
    stop: () => new Promise<void>((resolve) => void server.close(() => resolve())),
  })
}
