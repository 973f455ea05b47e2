/** What identifies a person leaves the portal under a token and comes back in the draft only (脱敏). */
import { replacePersonal } from '../../tickets/mask.ts'

export interface Covered {
  /** The messages as a model may see them. */
  texts: string[]
  /** Tokens back to what stood there. */
  restore(text: string): string
}

/** @param names names and addresses already in the draft, covered wherever they stand */
export function coverMessages(messages: readonly string[], names: readonly string[]): Covered {
  const tokens = new Map<string, string>()
  const tokenOf = (found: string, label: string) => {
    const known = [...tokens].find(([, original]) => original === found)?.[0]
    const token = known ?? `${label.slice(0, -1)}${tokens.size + 1}]`
    tokens.set(token, found)
    return token
  }
  const texts = messages.map((message) => {
    const named = names
      .filter((name) => name.length > 1)
      .reduce((text, name) => text.replaceAll(name, () => tokenOf(name, '[本人]')), message)
    return replacePersonal(named, tokenOf)
  })
  return {
    texts,
    restore: (text) => [...tokens].reduce((plain, [token, original]) => plain.replaceAll(token, () => original), text),
  }
}
