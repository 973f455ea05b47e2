/** Sends one file as it is to the draft of a conversation, which is opened when there is none yet. */

/** A problem the server put into words for the reader. */
export class Spoken extends Error {}

const UPLOAD_LIMIT_MS = 180_000

/** @returns the conversation that holds it */
export async function sendFile(file: File, id: string | undefined, locale: string): Promise<string> {
  const headers = { 'accept-language': locale }
  const conversation = id ?? (await open(headers))
  const response = await fetch(`/api/attachments?conversation=${conversation}`, {
    method: 'POST',
    headers: {
      ...headers,
      'content-type': 'application/octet-stream',
      'file-name': encodeURIComponent(file.name.slice(-200)),
    },
    body: file,
    signal: AbortSignal.timeout(UPLOAD_LIMIT_MS),
  })
  if (!response.ok) throw await spoken(response)
  return conversation
}

async function open(headers: Record<string, string>): Promise<string> {
  const response = await fetch('/api/assistant/conversations', {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json' },
    body: '{}',
  })
  if (!response.ok) throw await spoken(response)
  return ((await response.json()) as { conversationId: string }).conversationId
}

export async function spoken(response: Response): Promise<Spoken> {
  return new Spoken(((await response.json()) as { detail: string }).detail)
}
