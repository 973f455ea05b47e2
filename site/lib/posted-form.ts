/** A posted form with files: its fields as usual, each file handed on while it arrives. */
import { Readable } from 'node:stream'
import { Problem } from '../../api/platform/errors.ts'
import type { ProblemBody } from '../../api/platform/http.ts'
import { readParts } from '../../api/platform/multipart.ts'
import type { useSite } from './i18n.ts'

type Site = Pick<ReturnType<typeof useSite>, 'api' | 'say'>

export interface Posted {
  form: FormData
  /** One sentence for each file that was not taken. */
  refused: string[]
  /** How many were. */
  kept: number
}

/** Whose files: a draft's, made only when there is one to keep, or a ticket's, or as the page sends them itself. */
export type Target =
  | { conversation: () => Promise<string> }
  | { ticket: string; pass: string }
  | { post: (form: FormData, header: { 'file-name': string }, init: RequestInit) => Promise<Response> }

/** All the text of one form; the API takes no more either. */
const MOST_TEXT = 1024 * 1024
const LONGEST_NAME = 200

export async function readPosted(request: Request, site: Site, target: Target): Promise<Posted> {
  if (!request.headers.get('content-type')?.startsWith('multipart/'))
    return { form: await request.formData(), refused: [], kept: 0 }
  const posted: Posted = { form: new FormData(), refused: [], kept: 0 }
  let room = MOST_TEXT
  try {
    for await (const part of readParts(request)) {
      if (part.filename === '') continue
      if (part.filename === undefined) {
        const text = await textOf(part.chunks, room)
        room -= text.length
        posted.form.append(part.name, text)
        continue
      }
      const why = await send(site, target, posted.form, part.filename, part.chunks)
      if (why) posted.refused.push(why)
      else posted.kept += 1
    }
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    posted.refused.push(site.say(error.options.detail ?? 'errors.upload.interrupted'))
  }
  return posted
}

async function textOf(chunks: AsyncIterable<Buffer>, room: number): Promise<string> {
  const kept: Buffer[] = []
  let length = 0
  for await (const chunk of chunks) {
    length += chunk.length
    if (length > room) throw new Problem('too-large', { detail: 'errors.detail.too-large' })
    kept.push(chunk)
  }
  return Buffer.concat(kept).toString('utf8')
}

/** @returns why it was not taken, in a sentence */
async function send(
  { api, say }: Site,
  target: Target,
  form: FormData,
  name: string,
  chunks: AsyncIterable<Buffer>,
): Promise<string | undefined> {
  const named = { 'file-name': encodeURIComponent(name.toWellFormed().slice(-LONGEST_NAME).toWellFormed()) }
  const init = { body: Readable.toWeb(Readable.from(chunks)) as ReadableStream, duplex: 'half' as const }
  const own = async (whose: Exclude<Target, { post: unknown }>): Promise<Response> => {
    const query = 'ticket' in whose ? { ticket: whose.ticket } : { conversation: await whose.conversation() }
    const header = { ...named, ...('ticket' in whose ? { 'ticket-pass': whose.pass } : {}) }
    return api.attachments.$post({ query, header }, { init })
  }
  const response = 'post' in target ? await target.post(form, named, init) : await own(target)
  if (response.ok) return undefined
  const { detail } = (await response.json()) as ProblemBody
  return say('tickets.files.refused', { name: name.replace(/\p{C}/gu, '').slice(-60), why: detail })
}
