/** How a place in a law is named to people (法律依据). */

import { type Locale, t } from '../../content/messages/index.ts'
import { articleLabel } from '../../content/rules/cite.ts'
import type { Citation, Content, NoCaseGround, RefusalGround, TerminationGround } from '../../content/schema.ts'
import type { Promised } from './model.ts'
import type { GroundKind } from './states.ts'

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

type AnyGround = RefusalGround | TerminationGround | NoCaseGround

/** Grounds in force on a day; a ground that came later cannot be used for an older ticket. */
export function groundsInForce(content: Content, which: GroundKind, on: string): AnyGround[] {
  const all: Record<GroundKind, AnyGround[]> = {
    refusal: content.refusals,
    termination: content.terminations,
    'no-case': content.noCases,
  }
  return all[which].filter((ground) => ground.basis.some((citation) => articleInForce(citation, on)))
}

/** The words of a ground code (R1…, T1… or F1…); undefined when the content does not know it. */
export function toldGround(content: Content, code: string, on: string, locale: Locale): ToldGround | undefined {
  const ground = [...content.refusals, ...content.terminations, ...content.noCases].find((each) => each.code === code)
  if (!ground) return undefined
  const basis = ground.basis
    .filter((citation) => articleInForce(citation, on))
    .map(({ law, article, item }) => basisOf(content, locale, { law, article: article ?? null, item }))
  return { code, text: ground.text[locale], basis }
}

/** Whether a citation counts for what was received on a day. */
export function articleInForce({ from, to }: Citation, on: string): boolean {
  return (from === undefined || from <= on) && (to === undefined || on <= to)
}
