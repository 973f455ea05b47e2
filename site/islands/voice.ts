/** The browser's own ears and voice, where it has them. What is heard is only written down, never sent. */

interface Heard {
  resultIndex: number
  results: ArrayLike<ArrayLike<{ transcript: string }> & { isFinal: boolean }>
}
interface Recognition {
  lang: string
  continuous: boolean
  interimResults: boolean
  onresult: ((event: Heard) => void) | null
  onend: (() => void) | null
  onerror: (() => void) | null
  start(): void
  stop(): void
}

/** Absent where the browser cannot listen. */
export function recognition(): (new () => Recognition) | undefined {
  const browser = window as unknown as Record<string, (new () => Recognition) | undefined>
  return browser['SpeechRecognition'] ?? browser['webkitSpeechRecognition']
}

/** Listens until told to stop. @returns how to stop */
export function listen(heard: (words: string) => void, ended: (failed: boolean) => void): () => void {
  const Ears = recognition()
  if (!Ears) return () => {}
  const ears = new Ears()
  let failed = false
  ears.lang = document.documentElement.lang
  ears.continuous = true
  ears.interimResults = false
  ears.onresult = ({ resultIndex, results }) => {
    for (const result of Array.from(results).slice(resultIndex)) if (result.isFinal) heard(result[0]?.transcript ?? '')
  }
  ears.onerror = () => {
    failed = true
  }
  ears.onend = () => ended(failed)
  ears.start()
  return () => ears.stop()
}

export const canSpeak = () => 'speechSynthesis' in window

/** Reads one text; a second call stops the first. */
export function speak(text: string): void {
  const { speechSynthesis: voice } = window
  const speaking = voice.speaking
  voice.cancel()
  if (speaking) return
  const utterance = new SpeechSynthesisUtterance(text)
  utterance.lang = document.documentElement.lang
  utterance.rate = 0.9
  voice.speak(utterance)
}
