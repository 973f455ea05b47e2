/** Reads and cross-checks `content/licences/`. */
import type { z } from 'zod'
import type { Law } from './schema.ts'
import { Authority, EverydayBusiness, ServiceCard } from './schema-licences.ts'

export interface Licences {
  authorities: Authority[]
  cards: ServiceCard[]
  businesses: EverydayBusiness[]
}

export function readLicences(list: <S extends z.ZodType>(file: string, schema: S) => z.infer<S>[]): Licences {
  return {
    authorities: list('licences/authorities.yaml', Authority),
    cards: list('licences/cards.yaml', ServiceCard),
    businesses: list('licences/businesses.yaml', EverydayBusiness),
  }
}

/** One sentence per mistake: everything named must exist. */
export function checkLicences({ authorities, cards, businesses }: Licences, laws: ReadonlyMap<string, Law>): string[] {
  const cardIds = new Set(cards.map((card) => card.id))
  const authorityIds = new Set(authorities.map((authority) => authority.id))
  const ofCards = cards.flatMap((card) => [
    ...(authorityIds.has(card.authority) ? [] : [`licences/cards.yaml: ${card.id}: no authority "${card.authority}"`]),
    ...card.basis
      .filter((citation) => !laws.has(citation.law))
      .map((citation) => `licences/cards.yaml: ${card.id}: no law "${citation.law}" in rules/laws.yaml`),
  ])
  const ofBusinesses = businesses.flatMap((business) => {
    const answers = new Map(business.questions.map((q) => [q.id, q.options.map((option) => option.value)]))
    return business.steps.flatMap((step) => [
      ...[step.card, ...step.after]
        .filter((card) => !cardIds.has(card))
        .map((card) => `licences/businesses.yaml: ${business.id}: no card "${card}"`),
      ...step.when
        .filter(({ question, in: values }) => !values.every((value) => answers.get(question)?.includes(value)))
        .map(({ question }) => `licences/businesses.yaml: ${business.id}: "${question}" has no such answer`),
    ])
  })
  return [...ofCards, ...ofBusinesses].map((mistake) => `content/${mistake}`)
}
