/**
 * Results while one types. The form beside it works without; this asks for the same page a moment after the last
 * key and takes its results over, so that there is one rendering of them. The address follows without new entries,
 * so that back and forward lead where they led before.
 */
import { useEffect, useState } from 'preact/hooks'

/** Pause after the last key before asking. */
const PAUSE_MS = 250

export interface InstantSearchProps {
  /** Id of the search box; its form says what is asked and where. */
  box: string
  /** Id of the element with the results; its `data-spoken` says how many there are. */
  results: string
}

export function InstantSearch({ box, results }: InstantSearchProps) {
  const [spoken, setSpoken] = useState('')

  useEffect(() => {
    const input = document.getElementById(box)
    if (!(input instanceof HTMLInputElement) || !input.form) return
    const { form } = input
    let shown = addressOf(form)
    let pause: ReturnType<typeof setTimeout> | undefined
    let request: AbortController | undefined

    const ask = async () => {
      const address = addressOf(form)
      if (address === shown) return
      request?.abort()
      request = new AbortController()
      const { signal } = request
      try {
        const response = await fetch(address, { signal })
        if (!response.ok) return
        const page = new DOMParser().parseFromString(await response.text(), 'text/html')
        const [fresh, old] = [page.getElementById(results), document.getElementById(results)]
        // Whoever has gone on into the results keeps them.
        if (signal.aborted || !fresh || !old || old.contains(document.activeElement)) return
        old.replaceWith(fresh)
        shown = address
        document.title = page.title
        history.replaceState(history.state, '', address)
        setSpoken(fresh.dataset['spoken'] ?? '')
      } catch {
        // Away or overtaken by the next key: what stands there stays, and the button still works.
      }
    }
    const typed = (event: Event) => {
      // Half a Chinese word on its way through the input method is no question yet.
      if (event instanceof InputEvent && event.isComposing) return
      clearTimeout(pause)
      pause = setTimeout(ask, PAUSE_MS)
    }
    input.addEventListener('input', typed)
    input.addEventListener('compositionend', typed)
    return () => {
      clearTimeout(pause)
      request?.abort()
      input.removeEventListener('input', typed)
      input.removeEventListener('compositionend', typed)
    }
  }, [box, results])

  return (
    <p class="visually-hidden" role="status">
      {spoken}
    </p>
  )
}

/** What the form would ask for, without its empty fields. */
function addressOf(form: HTMLFormElement): string {
  const asked = [...new FormData(form)].filter((pair): pair is [string, string] => String(pair[1]).trim() !== '')
  return asked.length === 0 ? form.action : `${form.action}?${new URLSearchParams(asked)}`
}
