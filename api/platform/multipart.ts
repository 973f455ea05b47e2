/** Reads a `multipart/form-data` body as it arrives, part by part, never the whole at once (RFC 7578). */
import { Problem } from './errors.ts'

export interface Part {
  name: string
  /** As the sender's program gave it; undefined for a plain field. */
  filename: string | undefined
  /** The part's bytes; what is not read is skipped. */
  chunks: AsyncIterable<Buffer>
}

const MOST_HEAD = 8 * 1024
const END_OF_HEAD = Buffer.from('\r\n\r\n')

/** @throws Problem `invalid` when the body ends before the form does: the upload was interrupted */
export async function* readParts(request: Request): AsyncGenerator<Part> {
  const boundary = boundaryOf(request.headers.get('content-type') ?? '')
  if (!boundary || !request.body) throw new Problem('unsupported-media-type', { detail: 'errors.upload.form' })
  const source = createSource(request.body)
  // The first boundary stands without a line end before it.
  source.unread(Buffer.from('\r\n'))
  const mark = Buffer.from(`\r\n--${boundary}`)
  for await (const _ of source.until(mark));
  for (;;) {
    if ((await source.take(2)).toString('latin1') === '--') return
    source.unread(Buffer.from('\r\n'))
    const head = await readHead(source)
    const chunks = source.until(mark)
    yield { ...namesIn(head), chunks: { [Symbol.asyncIterator]: () => ({ next: () => chunks.next() }) } }
    for await (const _ of chunks);
  }
}

type Source = ReturnType<typeof createSource>

function createSource(body: ReadableStream<Uint8Array>) {
  const reader = body.getReader()
  let held: Buffer = Buffer.alloc(0)
  const more = async () => {
    const { value, done } = await reader.read().catch(() => ({ value: undefined, done: true }))
    if (done || !value) throw new Problem('invalid', { detail: 'errors.upload.interrupted' })
    held = held.length === 0 ? Buffer.from(value) : Buffer.concat([held, value])
  }
  return {
    unread: (bytes: Buffer) => {
      held = Buffer.concat([bytes, held])
    },
    take: async (count: number): Promise<Buffer> => {
      while (held.length < count) await more()
      const taken = held.subarray(0, count)
      held = held.subarray(count)
      return taken
    },
    /** Everything before `mark`, which is swallowed. */
    async *until(mark: Buffer): AsyncGenerator<Buffer> {
      for (;;) {
        const at = held.indexOf(mark)
        // The mark may have arrived in part: its length stays behind.
        const safe = at >= 0 ? at : Math.max(0, held.length - mark.length)
        const piece = held.subarray(0, safe)
        held = held.subarray(at >= 0 ? at + mark.length : safe)
        if (piece.length > 0) yield piece
        if (at >= 0) return
        await more()
      }
    },
  }
}

async function readHead(source: Source): Promise<string> {
  const pieces: Buffer[] = []
  let length = 0
  for await (const piece of source.until(END_OF_HEAD)) {
    length += piece.length
    if (length > MOST_HEAD) throw new Problem('invalid')
    pieces.push(piece)
  }
  return Buffer.concat(pieces).toString('utf8')
}

/** Browsers write a quote inside a name as %22. */
function namesIn(head: string): Pick<Part, 'name' | 'filename'> {
  const line = /^content-disposition:(.*)$/im.exec(head)?.[1] ?? ''
  const value = (key: string) => new RegExp(`[;\\s]${key}="([^"]*)"`, 'i').exec(line)?.[1]?.replaceAll('%22', '"')
  return { name: value('name') ?? '', filename: value('filename') }
}

function boundaryOf(type: string): string | undefined {
  const [, quoted, bare] = /^multipart\/form-data\s*;.*\bboundary=(?:"([^"]{1,70})"|([^\s;"]{1,70}))/i.exec(type) ?? []
  return quoted ?? bare
}
