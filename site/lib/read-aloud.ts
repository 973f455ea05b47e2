/** Reading a page aloud with the device's own voice (适老版). Runs in the browser. */

const SPOKEN = 'main h1, main h2, main h3, main p, main li, main dt, main dd, main label, main legend, main th, main td'

/** Shows the button and makes it start and stop; does nothing where the browser cannot speak. */
export function offerReadAloud(): void {
  const button = document.querySelector<HTMLButtonElement>('[data-read-aloud]')
  if (!button || !('speechSynthesis' in window)) return
  const { speechSynthesis: voice } = window
  const label = (reading: boolean) => {
    button.textContent = (reading ? button.dataset['stop'] : button.dataset['start']) ?? ''
  }
  button.hidden = false
  button.addEventListener('click', () => {
    if (voice.speaking) {
      voice.cancel()
      label(false)
      return
    }
    const parts = passages()
    parts.forEach((text, index) => {
      const utterance = new SpeechSynthesisUtterance(text)
      utterance.lang = document.documentElement.lang
      utterance.rate = 0.9
      if (index === parts.length - 1) utterance.addEventListener('end', () => label(false))
      voice.speak(utterance)
    })
    label(parts.length > 0)
  })
  addEventListener('pagehide', () => voice.cancel())
}

/** One passage per innermost visible element: long utterances are cut off by some browsers. */
function passages(): string[] {
  return [...document.querySelectorAll<HTMLElement>(SPOKEN)]
    .filter((element) => element.offsetParent !== null && !element.querySelector(SPOKEN.replaceAll('main ', '')))
    .map((element) => element.textContent.trim())
    .filter((text) => text !== '')
}
