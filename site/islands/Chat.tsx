/**
 * The conversation: a plain form that posts to its own page; where scripts run, answers stream in and what stands
 * beside it is taken anew from the same page, so that there is one rendering of it.
 */
import { useEffect, useRef, useState } from 'preact/hooks'
import { refresh, stayHere } from './beside.ts'
import { unpackWords } from './chat-words.ts'
import { say } from './turn.ts'
import { Spoken, sendFile } from './upload.ts'
import { canSpeak, listen, recognition, speak } from './voice.ts'

interface Message {
  role: 'person' | 'assistant'
  text: string
}

export interface ChatProps {
  /** Address of this page without a conversation. */
  action: string
  conversationId: string | undefined
  messages: Message[]
  typed: string
  /** Answers most people give to the question just asked. */
  suggestions: string[]
  /** Why files of a plain post were not taken. */
  refused: string
  locale: 'zh' | 'en'
  limit: number
  /** Every sentence of the island, packed (chat-words.ts). */
  words: string
}

export function Chat(props: ChatProps) {
  const { action, messages: first, typed, locale, limit } = props
  const words = unpackWords(props.words)
  const [id, setId] = useState(props.conversationId)
  const [messages, setMessages] = useState(first)
  const [suggestions, setSuggestions] = useState(props.suggestions)
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState('')
  const [trouble, setTrouble] = useState(props.refused)
  const [news, setNews] = useState('')
  const [has, setHas] = useState({ ears: false, voice: false })
  const [hearing, setHearing] = useState<(() => void) | undefined>()
  const box = useRef<HTMLTextAreaElement>(null)
  const end = useRef<HTMLLIElement>(null)

  useEffect(() => {
    setHas({ ears: recognition() !== undefined, voice: canSpeak() })
    return stayHere()
  }, [])
  useEffect(() => {
    if (messages.length > first.length) end.current?.scrollIntoView({ block: 'nearest' })
  }, [messages, first.length])

  /** One thing at a time; what goes wrong is said at the box it is about. */
  const attempt = async (work: () => Promise<void>, tell: (words: string) => void) => {
    if (busy) return
    setBusy(true)
    tell('')
    setNews('')
    try {
      await work()
    } catch (problem) {
      tell(problem instanceof Spoken ? problem.message : words.failed)
    } finally {
      setBusy(false)
    }
  }

  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    const pressed = event.submitter instanceof HTMLButtonElement ? event.submitter.value : ''
    const text = pressed || (box.current?.value.trim() ?? '')
    if (text === '') return box.current?.focus()
    hearing?.()
    const before = messages
    const show = (reply: string) =>
      setMessages([
        ...before,
        { role: 'person', text },
        ...(reply ? [{ role: 'assistant', text: reply } as const] : []),
      ])
    void attempt(async () => {
      show('')
      try {
        const answer = await say({ text, id, locale, show })
        // A suggestion leaves what is being written where it is.
        if (!pressed && box.current) box.current.value = ''
        setId(answer.conversationId)
        await refresh(`${action}?c=${answer.conversationId}`)
        // Not before: while the ticket beside is fetched a press would be lost.
        setSuggestions(answer.suggestions)
      } catch (problem) {
        setMessages(before)
        throw problem
      }
    }, setError).then(() => box.current?.focus())
  }

  const upload = (event: Event) => {
    const input = event.currentTarget
    if (!(input instanceof HTMLInputElement) || busy) return
    const files = [...(input.files ?? [])]
    void attempt(async () => {
      const troubles: string[] = []
      let holder = id
      for (const file of files) {
        setNews(words.uploading.replace('{name}', file.name))
        try {
          holder = await sendFile(file, holder, locale)
        } catch (problem) {
          troubles.push(`${file.name}：${problem instanceof Spoken ? problem.message : words.failed}`)
        }
      }
      input.value = ''
      if (holder) {
        setId(holder)
        await refresh(`${action}?c=${holder}`)
      }
      setNews(troubles.length < files.length ? words.uploaded : '')
      if (troubles.length > 0) throw new Spoken(troubles.join(' '))
    }, setTrouble)
  }

  const dictate = () => {
    if (hearing) return hearing()
    const stop = listen(
      (heard) => {
        if (box.current) box.current.value = `${box.current.value}${heard}`.slice(0, limit)
      },
      (failed) => {
        setHearing(undefined)
        setNews(failed ? words.notHeard : '')
        box.current?.focus()
      },
    )
    setHearing(() => stop)
    setNews(words.listening)
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
            {has.voice && message.role === 'assistant' && (
              <button class="button button--quiet small" type="button" onClick={() => speak(message.text)}>
                {words.read}
              </button>
            )}
          </li>
        ))}
      </ol>
      <form
        class="chat__form"
        method="post"
        encType="multipart/form-data"
        action={id ? `${action}?c=${id}` : action}
        onSubmit={submit}
      >
        {suggestions.length > 0 && (
          <fieldset class="chat__suggestions">
            <legend class="visually-hidden">{words.suggestions}</legend>
            {suggestions.map((words) => (
              <button class="button" type="submit" name="suggestion" value={words} key={words} aria-disabled={busy}>
                {words}
              </button>
            ))}
          </fieldset>
        )}
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
            maxLength={limit}
            class="input input--full"
            aria-describedby="message-hint message-error"
            defaultValue={typed}
          />
        </div>
        <div class="chat__ways">
          <button class="button button--primary" type="submit" aria-disabled={busy}>
            {busy ? words.sending : words.send}
          </button>
          {has.ears && (
            <button class="button" type="button" aria-pressed={hearing !== undefined} onClick={dictate}>
              {hearing ? words.stopListening : words.listen}
            </button>
          )}
        </div>
        <p class="small soft" role="status">
          {news}
        </p>
        <fieldset class={trouble ? 'chat__files field--wrong' : 'chat__files'} aria-describedby="files-error">
          <legend>{words.filesHint}</legend>
          <p class="field__error" id="files-error" role="alert">
            {trouble}
          </p>
          <label class="chat__pick">
            {words.choose}
            <input
              type="file"
              name="file"
              multiple
              accept="image/jpeg,image/png,image/heic,application/pdf,.heic,.pdf"
              onChange={upload}
            />
          </label>
          <label class="chat__pick">
            {words.camera}
            <input type="file" name="photo" accept="image/*" capture="environment" onChange={upload} />
          </label>
        </fieldset>
      </form>
    </div>
  )
}
