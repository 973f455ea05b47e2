/** Reads and cross-checks `content/licences/`: one file a family of services, one a business. */
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { Law } from './schema.ts'
import { Calculators } from './schema-calculators.ts'
import {
  Authority,
  Comparison,
  EverydayBusiness,
  NeverTogether,
  OneWindow,
  type PlanCondition,
  ServiceCard,
  Threshold,
} from './schema-licences.ts'
import type { Citation } from './schema-rules.ts'

export interface Licences {
  authorities: Authority[]
  cards: ServiceCard[]
  businesses: EverydayBusiness[]
  thresholds: Threshold[]
  neverTogether: NeverTogether[]
  comparisons: Comparison[]
  oneWindow: OneWindow
  calculators: Calculators
}

type Read = <S extends z.ZodType>(file: string, schema: S) => z.infer<S> | null

/** Businesses in the order people ask for them. */
const Order = z.array(z.string()).min(1)

export function readLicences(root: string, read: Read): Licences | null {
  const list = <S extends z.ZodType>(file: string, schema: S) => read(file, z.array(schema).min(1)) ?? []
  const filesIn = (folder: string) =>
    readdirSync(join(root, 'content', 'licences', folder))
      .filter((name) => name.endsWith('.yaml'))
      .sort()
      .map((name) => `licences/${folder}/${name}`)
  const oneWindow = read('licences/one-window.yaml', OneWindow)
  const calculators = read('licences/calculators.yaml', Calculators)
  const order = read('licences/order.yaml', Order) ?? []
  const businesses = filesIn('businesses').flatMap((file) => read(file, EverydayBusiness) ?? [])
  const placeOf = ({ id }: EverydayBusiness) => (order.includes(id) ? order.indexOf(id) : order.length)
  const licences = {
    authorities: list('licences/authorities.yaml', Authority),
    cards: filesIn('services').flatMap((file) => list(file, ServiceCard)),
    businesses: businesses.sort((a, b) => placeOf(a) - placeOf(b)),
    thresholds: list('licences/thresholds.yaml', Threshold),
    neverTogether: list('licences/never-together.yaml', NeverTogether),
    comparisons: list('licences/comparisons.yaml', Comparison),
  }
  return oneWindow && calculators && { ...licences, oneWindow, calculators }
}

/** One sentence per mistake: everything named must exist, no id stands twice, no business runs in a circle. */
export function checkLicences(licences: Licences, laws: ReadonlyMap<string, Law>): string[] {
  const { authorities, cards, businesses } = licences
  const authorityIds = new Set(authorities.map(({ id }) => id))
  const ofCards = cards.flatMap((card) => [
    ...(authorityIds.has(card.authority) ? [] : [`services: ${card.id}: no authority "${card.authority}"`]),
    ...(card.statutory && card.statutory.basis.article === undefined
      ? [`services: ${card.id}: its limit names no article`]
      : []),
  ])
  return [
    ...twice(cards.map(({ id }) => id)).map((id) => `services: ${id} stands twice`),
    ...twice(businesses.flatMap(({ id, formerIds }) => [id, ...formerIds])).map(
      (id) => `businesses: ${id} stands twice`,
    ),
    ...ofCards,
    ...businesses.flatMap((business) => mistakesIn(business, licences)),
    ...citationsIn(licences)
      .filter(({ law }) => !laws.has(law))
      .map(({ law }) => `no law "${law}" in rules/laws.yaml`),
  ].map((mistake) => `content/licences/${mistake}`)
}

function mistakesIn(business: EverydayBusiness, { cards, thresholds, comparisons }: Licences): string[] {
  const cardIds = new Set(cards.map(({ id }) => id))
  const answers = new Map(business.questions.map((q) => [q.id, q.options.map((option) => option.value)]))
  const named = [
    ...business.steps.flatMap((step) => [step.card, ...step.after]),
    ...business.exclusions.map(({ card }) => card),
  ]
  const conditions: PlanCondition[] = [
    ...business.steps,
    ...business.exclusions,
    ...business.notes,
    ...business.questions,
  ].flatMap(({ when }) => when)
  const { compareBy } = business
  return [
    ...[...new Set(named)].filter((card) => !cardIds.has(card)).map((card) => `no card "${card}"`),
    ...conditions
      .filter(({ question, in: values }) => !values.every((value) => answers.get(question)?.includes(value)))
      .map(({ question, in: values }) => `"${question}" has no answer ${values.join(', ')}`),
    ...business.questions
      .filter(({ threshold }) => threshold !== null && !thresholds.some(({ id }) => id === threshold))
      .map(({ id, threshold }) => `question ${id}: no threshold "${threshold}"`),
    ...business.questions
      .filter(({ threshold, options }) => threshold !== null && options.some(({ side }) => side === undefined))
      .map(({ id }) => `question ${id}: an option does not say on which side of the figure it lies`),
    ...(compareBy !== null && !comparisons.some(({ question }) => question === compareBy)
      ? [`nothing to compare by "${compareBy}"`]
      : []),
    ...circlesIn(business).map((card) => `${card} waits for itself`),
  ].map((mistake) => `businesses: ${business.id}: ${mistake}`)
}

/** Cards that come after themselves, whatever is answered. */
function circlesIn({ steps }: EverydayBusiness): string[] {
  const after = (card: string) => steps.filter((step) => step.card === card).flatMap((step) => step.after)
  const reaches = (from: string, goal: string, seen: Set<string>): boolean =>
    after(from).some((next) => next === goal || (!seen.has(next) && reaches(next, goal, seen.add(next))))
  return [...new Set(steps.map(({ card }) => card))].filter((card) => reaches(card, card, new Set()))
}

/** Every place in a law that the guides name. */
export function citationsIn(value: unknown): Citation[] {
  if (typeof value !== 'object' || value === null) return []
  if ('law' in value && typeof value.law === 'string') return [value as Citation]
  return Object.values(value).flatMap(citationsIn)
}

const twice = (ids: readonly string[]) => [...new Set(ids.filter((id, index) => ids.indexOf(id) !== index))]
