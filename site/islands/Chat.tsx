/**
 * The conversation: a plain form that posts to its own page; where scripts run, answers stream in and
 * the ticket card beside it is fetched anew from the same page, so that there is one rendering of it.
 */
import { useEffect, useRef, useState } from 'preact/hooks'
import { readEvents } from './sse.ts'

interface Message {
  role: 'person' | 'assistant'
  text: string
}

export interface ChatWords {
  you: string
  assistant: string
  machine: string
  label: string
  hint: string
  send: string
  sending: string
  failed: string
  log: string
}

export interface ChatProps {
  /** Address of this page without a conversation. */
  action: string
  conversationId: string | undefined
  messages: Message[]
  typed: string
  locale: 'zh' | 'en'
  limit: number
  words: ChatWords
  /** Id of the element that is taken anew from the page after every answer. */
  side: string
}

export function Chat({ action, conversationId, messages: first, typed, locale, limit, words, side }: ChatProps) {
  const [id, setId] = useState(conversationId)
  const [messages, setMessages] = useState(first)
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState('')
  const box = useRef<HTMLTextAreaElement>(null)
  const end = useRef<HTMLLIElement>(null)

  useEffect(() => {
    if (messages.length > first.length) end.current?.scrollIntoView({ block: 'nearest' })
  }, [messages, first.length])

  const submit = async (event: SubmitEvent) => {
    event.preventDefault()
    const text = box.current?.value.trim() ?? ''
    if (text === '' || busy) return
    setBusy(true)
    setError('')
    setMessages([...messages, { role: 'person', text }])
    try {
      const answer = await say(text)
      if (box.current) box.current.value = ''
      setId(answer)
      await refreshSide(`${action}?c=${answer}`)
    } catch (problem) {
      setMessages(messages)
      setError(problem instanceof Spoken ? problem.message : words.failed)
    } finally {
      setBusy(false)
      box.current?.focus()
    }
  }

  /** One turn; tokens grow the last message. Gives the conversation's id. */
  const say = async (text: string): Promise<string> => {
    const response = await fetch('/api/assistant/turns', {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'text/event-stream', 'accept-language': locale },
      body: JSON.stringify({ message: text, locale, ...(id ? { conversationId: id } : {}) }),
      signal: AbortSignal.timeout(30_000),
    })
    if (!response.ok) throw new Spoken(((await response.json()) as { detail: string }).detail)
    let reply = ''
    let conversation: string | undefined
    for await (const { event, data } of readEvents(response)) {
      if (event === 'token') reply += (data as { text: string }).text
      if (event === 'done') {
        const result = data as { conversationId: string; reply: string }
        conversation = result.conversationId
        reply = result.reply
      }
      setMessages([...messages, { role: 'person', text }, { role: 'assistant', text: reply }])
    }
    if (!conversation) throw new Error('the stream ended early')
    return conversation
  }

  const refreshSide = async (address: string) => {
    history.replaceState(null, '', address)
    const page = new DOMParser().parseFromString(await (await fetch(address)).text(), 'text/html')
    const fresh = page.getElementById(side)
    if (fresh) document.getElementById(side)?.replaceWith(fresh)
  }

  return (
    <div class="chat">
      <ol class="chat__log" aria-label={words.log} aria-live="polite" aria-busy={busy}>
        {messages.map((message, at) => (
          <li
            key={at}
            class={`chat__turn chat__turn--${message.role}`}
            {...(at === messages.length - 1 ? { ref: end } : {})}
          >
            <p class="chat__who">
              {message.role === 'person' ? words.you : words.assistant}
              {message.role === 'assistant' && <span class="chat__machine">{words.machine}</span>}
            </p>
            <p class="chat__text">{message.text}</p>
          </li>
        ))}
      </ol>
      <form class="chat__form" method="post" action={id ? `${action}?c=${id}` : action} onSubmit={submit}>
        <div class={error ? 'field field--wrong' : 'field'}>
          <label class="field__label" for="message">
            {words.label}
          </label>
          <p class="field__hint" id="message-hint">
            {words.hint}
          </p>
          <p class="field__error" id="message-error" role="alert">
            {error}
          </p>
          <textarea
            ref={box}
            id="message"
            name="message"
            rows={4}
            required
            maxLength={limit}
            class="input input--full"
            aria-describedby="message-hint message-error"
            defaultValue={typed}
          />
        </div>
        <button class="button button--primary" type="submit" aria-disabled={busy}>
          {busy ? words.sending : words.send}
        </button>
      </form>
    </div>
  )
}

/** A problem the server put into words for the reader. */
class Spoken extends Error {}
