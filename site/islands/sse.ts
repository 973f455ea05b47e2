/** Reads a server-sent event stream from a POST, which EventSource cannot make. */
export interface StreamEvent {
  event: string
  data: unknown
}

export async function* readEvents(response: Response): AsyncGenerator<StreamEvent> {
  if (!response.body) return
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader()
  let pending = ''
  for (;;) {
    const { value, done } = await reader.read()
    if (done) return
    pending += value
    const blocks = pending.split('\n\n')
    pending = blocks.pop() ?? ''
    for (const block of blocks) {
      const lines = block.split('\n')
      const event =
        lines
          .find((line) => line.startsWith('event:'))
          ?.slice('event:'.length)
          .trim() ?? 'message'
      const data = lines.filter((line) => line.startsWith('data:')).map((line) => line.slice('data:'.length).trim())
      yield { event, data: JSON.parse(data.join('\n')) }
    }
  }
}
