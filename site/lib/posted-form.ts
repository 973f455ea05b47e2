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

/** Whose files: a draft's, made only when there is one to keep, or a ticket's. */
export type Target = { conversation: () => Promise<string> } | { ticket: string; pass: string }

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
      const why = await send(site, target, part.filename, part.chunks)
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
  name: string,
  chunks: AsyncIterable<Buffer>,
): Promise<string | undefined> {
  const query = 'ticket' in target ? { ticket: target.ticket } : { conversation: await target.conversation() }
  const header = {
    'file-name': encodeURIComponent(name.toWellFormed().slice(-LONGEST_NAME).toWellFormed()),
    ...('ticket' in target ? { 'ticket-pass': target.pass } : {}),
  }
  const init = { body: Readable.toWeb(Readable.from(chunks)) as ReadableStream, duplex: 'half' }
  const response = await api.attachments.$post({ query, header }, { init })
  if (response.ok) return undefined
  const { detail } = (await response.json()) as ProblemBody
  return say('tickets.files.refused', { name: name.replace(/\p{C}/gu, '').slice(-60), why: detail })
}
