/** A posted table of orders: which hotline, and the file handed on while it arrives. */
import { Readable } from 'node:stream'
import { Problem } from '../../../api/platform/errors.ts'
import type { ProblemBody } from '../../../api/platform/http.ts'
import { readParts } from '../../../api/platform/multipart.ts'
import { HOTLINES } from '../../../api/tickets/hand-over.ts'
import type { openDesk, Refusal } from '../desk.ts'

type Desk = ReturnType<typeof openDesk>

const LONGEST_NAME = 200
const LONGEST_FIELD = 100

export interface PostedSheet {
  source: string
  /** Id of the table, once it is kept. */
  id?: string
  refused?: Refusal & { status: number }
}

export async function takeSheetForm({ api, say }: Desk, request: Request): Promise<PostedSheet> {
  const posted: PostedSheet = { source: '' }
  let sent = false
  const send = async (name: string, chunks: AsyncIterable<Buffer>) => {
    const source = HOTLINES.find((each) => each === posted.source)
    if (!source) return
    const header = { 'file-name': encodeURIComponent(name.toWellFormed().slice(-LONGEST_NAME).toWellFormed()) }
    const init = { body: Readable.toWeb(Readable.from(chunks)) as ReadableStream, duplex: 'half' }
    const answer: Response = await api.orders.$post({ query: { source }, header }, { init })
    if (answer.ok) posted.id = ((await answer.json()) as { id: string }).id
    else posted.refused = { status: answer.status, detail: ((await answer.json()) as ProblemBody).detail, problems: [] }
    sent = true
  }
  try {
    // The hotline stands before the file in the form.
    for await (const part of readParts(request)) {
      if (part.filename) await send(part.filename, part.chunks)
      else if (part.filename === undefined) posted.source = await textOf(part.chunks)
    }
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    const detail = say(error.options.detail ?? 'errors.upload.interrupted')
    return { ...posted, refused: { status: error.status, detail, problems: [] } }
  }
  if (sent) return posted
  const problems = HOTLINES.some((each) => each === posted.source)
    ? [{ path: 'file', message: say('desk.orders.needFile') }]
    : [{ path: 'source', message: say('desk.orders.needSource') }]
  return { ...posted, refused: { status: 400, detail: '', problems } }
}

async function textOf(chunks: AsyncIterable<Buffer>): Promise<string> {
  let text = ''
  for await (const chunk of chunks) if (text.length < LONGEST_FIELD) text += chunk.toString('utf8')
  return text.slice(0, LONGEST_FIELD)
}
