/** One turn of the conversation, answered as a stream. */
import { readEvents } from './sse.ts'
import { spoken } from './upload.ts'

const TURN_LIMIT_MS = 30_000

interface Turn {
  text: string
  id: string | undefined
  locale: string
  /** Called with the answer as far as it has come. */
  show: (reply: string) => void
}

export async function say({
  text,
  id,
  locale,
  show,
}: Turn): Promise<{ conversationId: string; suggestions: string[] }> {
  const response = await fetch('/api/assistant/turns', {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'text/event-stream', 'accept-language': locale },
    body: JSON.stringify({ message: text, locale, ...(id ? { conversationId: id } : {}) }),
    signal: AbortSignal.timeout(TURN_LIMIT_MS),
  })
  if (!response.ok) throw await spoken(response)
  let reply = ''
  for await (const { event, data } of readEvents(response)) {
    if (event === 'token') reply += (data as { text: string }).text
    if (event === 'token') show(reply)
    if (event !== 'done') continue
    const done = data as { conversationId: string; reply: string; questions: { suggestions: string[] }[] }
    show(done.reply)
    return { conversationId: done.conversationId, suggestions: done.questions[0]?.suggestions ?? [] }
  }
  throw new Error('the stream ended early')
}
