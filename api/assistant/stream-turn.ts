/**
 * A turn as an event stream (token, draft, citation, notice, done). A model's words go out as they come; fixed sentences
 * once the turn is kept. Nothing is sent before the first word, so that a refusal still is an ordinary answer.
 */
import { streamSSE } from 'hono/streaming'
import type { ApiContext } from '../platform/http.ts'
import type { TurnResult } from './model.ts'
import type { Emit } from './pipeline/work.ts'

export async function streamTurn(c: ApiContext, take: (emit: Emit) => Promise<TurnResult>): Promise<Response> {
  const pieces: { text: string }[] = []
  let wake = () => {}
  let spoke = () => {}
  const firstWord = new Promise<void>((resolve) => {
    spoke = resolve
  })
  const turn = take((_, data) => {
    pieces.push(data)
    spoke()
    wake()
  })
  let ended = false
  const result = turn.finally(() => {
    ended = true
    wake()
  })
  await Promise.race([firstWord, result])
  return streamSSE(c, async (events) => {
    const send = (event: string, data: unknown) => events.writeSSE({ event, data: JSON.stringify(data) })
    let sent = 0
    for (;;) {
      while (sent < pieces.length) await send('token', pieces[sent++])
      if (ended) break
      await new Promise<void>((resolve) => {
        wake = resolve
        if (sent < pieces.length || ended) resolve()
      })
    }
    const final = await result
    for (const notice of final.notices) await send('notice', notice)
    if (sent === 0) for (const text of final.reply.split(/(?<=[。！？\n]|[.!?] )/)) await send('token', { text })
    if (final.draft) await send('draft', final.draft)
    for (const citation of final.citations) await send('citation', citation)
    await send('done', final)
  })
}
