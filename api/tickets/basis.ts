/** How a place in a law is named to people (法律依据). */

import { type Locale, t } from '../../content/messages/index.ts'
import { articleLabel } from '../../content/rules/cite.ts'
import type { Citation, Content, RefusalGround, TerminationGround } from '../../content/schema.ts'
import type { Promised } from './model.ts'

/** The basis of a period: an article, or the bureau's own word when no law asks for it. */
export function basisOf(
  content: Content,
  locale: Locale,
  place: { law: string | null; article: string | null; item?: number | undefined },
): Promised['basis'] {
  if (place.law === null || place.article === null)
    return { law: t(locale, 'tickets.basis.promise'), article: '', url: null }
  const law = content.find.law.get(place.law)
  return {
    law: law ? (locale === 'zh' ? law.title : law.titleEn) : place.law,
    article: articleLabel({ article: place.article, item: place.item }, locale),
    url: law?.url ?? null,
  }
}

/** A ground told to a person: its words, and the places in the law that counted on the day of receipt. */
export interface ToldGround {
  code: string
  text: string
  basis: Promised['basis'][]
}

/** Grounds in force on a day; a ground that came later cannot be used for an older ticket. */
export function groundsInForce(
  content: Content,
  which: 'refusal' | 'termination',
  on: string,
): (RefusalGround | TerminationGround)[] {
  const all: (RefusalGround | TerminationGround)[] = which === 'refusal' ? content.refusals : content.terminations
  return all.filter((ground) => ground.basis.some((citation) => inForce(citation, on)))
}

/** The words of a ground code (R1… or T1…); undefined when the content does not know it. */
export function toldGround(content: Content, code: string, on: string, locale: Locale): ToldGround | undefined {
  const ground = [...content.refusals, ...content.terminations].find((each) => each.code === code)
  if (!ground) return undefined
  const basis = ground.basis
    .filter((citation) => inForce(citation, on))
    .map(({ law, article, item }) => basisOf(content, locale, { law, article: article ?? null, item }))
  return { code, text: ground.text[locale], basis }
}

function inForce({ from, to }: Citation, on: string): boolean {
  return (from === undefined || from <= on) && (to === undefined || on <= to)
}
