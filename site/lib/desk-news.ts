/** Asks now and then whether something has changed, and says so; never changes the page itself. Runs in the browser. */

const EVERY_MS = 30_000

interface News {
  changed: number
  /** The sentence to show, in the page's language. */
  told: string
}

/** Watches while the page is looked at; stops once the session has ended or the ticket is no longer the reader's. */
export function watchNews(): void {
  const place = document.querySelector<HTMLElement>('[data-news]')
  const line = place?.querySelector('p')
  const words = place?.querySelector('[data-news-words]')
  const address = place?.dataset['news']
  if (!line || !words || !address) return
  let timer: ReturnType<typeof setTimeout> | undefined
  const say = (text: string) => {
    if (words.textContent !== text) words.textContent = text
    line.hidden = text === ''
  }
  const ask = async () => {
    clearTimeout(timer)
    if (document.visibilityState === 'hidden') return
    try {
      const answer = await fetch(address, { headers: { 'accept-language': document.documentElement.lang } })
      const body = (await answer.json()) as Partial<News> & { detail?: string }
      if (answer.ok) say(body.changed ? (body.told ?? '') : '')
      else if (answer.status < 500 && answer.status !== 429) return say(body.detail ?? '')
    } catch {
      // Away from the network for a while: asked again later.
    }
    timer = setTimeout(ask, EVERY_MS)
  }
  timer = setTimeout(ask, EVERY_MS)
  document.addEventListener('visibilitychange', ask)
}
