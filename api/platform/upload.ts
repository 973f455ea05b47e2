/** One file of a call, as it is with its name in the head `File-Name` (percent-encoded), or as a part of a form. */
import { Problem } from './errors.ts'
import type { ApiContext } from './http.ts'
import { readParts } from './multipart.ts'

export interface Upload {
  /** As the sender's program named it. */
  name: string
  chunks: AsyncIterable<Uint8Array>
}

/** @param types media types a raw file may be sent as */
export async function uploadIn(c: ApiContext, types: RegExp): Promise<Upload> {
  const type = c.req.header('content-type')?.split(';')[0]?.trim().toLowerCase() ?? ''
  if (type === 'multipart/form-data') {
    for await (const part of readParts(c.req.raw))
      if (part.filename !== undefined) return { name: part.filename, chunks: part.chunks }
    throw new Problem('unprocessable', { detail: 'errors.upload.none' })
  }
  if (!types.test(type)) throw new Problem('unsupported-media-type', { detail: 'errors.upload.form' })
  return { name: decoded(c.req.header('file-name') ?? ''), chunks: whole(c.req.raw) }
}

function decoded(name: string): string {
  try {
    return decodeURIComponent(name)
  } catch {
    return ''
  }
}

/** The raw body; a connection that breaks off leaves nothing behind. */
async function* whole(request: Request): AsyncGenerator<Uint8Array> {
  if (!request.body) return
  const reader = request.body.getReader()
  for (;;) {
    const { value, done } = await reader.read().catch((cause: unknown) => {
      throw new Problem('invalid', { detail: 'errors.upload.interrupted', cause })
    })
    if (done) return
    yield value
  }
}
