/** Every way through every business: no dead end, no circle, no step without ground, totals that add up. */
import { beforeAll, describe, expect, test } from 'vitest'
import { createCalendar } from '../../api/calendar/calendar.ts'
import { dueOn } from '../../api/calendar/deadlines.ts'
import { guideLibrary } from '../../api/licences/library.ts'
import { type Plan, planSteps } from '../../api/licences/plan-licence.ts'
import { loadContent } from '../../content/load.ts'
import type { EverydayBusiness } from '../../content/schema-licences.ts'

const content = loadContent(process.cwd())
const calendar = createCalendar(content.calendar)
const { rules } = guideLibrary(content)
const { businesses, neverTogether } = content.licences
const START = '2026-12-01'
/** Beyond it pairs of answers would be walked instead; today no business comes near. */
const CAP = 20_000

interface Walk {
  answers: Record<string, string>
  plan: Plan
}

/** Every complete set of answers; where a figure decides, once below and once above it, as numbers. */
function walksOf(business: EverydayBusiness): Walk[] {
  const walks: Walk[] = []
  const go = (answers: Record<string, string>) => {
    const plan = planSteps(business, rules, answers, START, calendar)
    const [question] = plan.open
    if (!question) {
      walks.push({ answers, plan })
      return
    }
    const figure = rules.thresholds.find(({ id }) => id === question.threshold)
    for (const { value, side } of question.options) {
      const typed =
        figure &&
        side &&
        { under: figure.value - 0.5, from: figure.value, 'up-to': figure.value, over: figure.value + 0.5 }[side]
      go({ ...answers, [question.id]: typed === undefined ? value : String(typed) })
      if (walks.length > CAP) throw new Error(`${business.id}: more than ${CAP} ways, walk pairs of answers instead`)
    }
  }
  go({})
  return walks
}

const walked = new Map<string, Walk[]>()
beforeAll(() => {
  for (const business of businesses) walked.set(business.id, walksOf(business))
})

describe.each(businesses.map((business) => [business.id, business] as const))('%s', (id, business) => {
  const walks = () => walked.get(id) ?? []
  const each = (check: (walk: Walk, what: string) => void) => {
    expect(walks().length).toBeGreaterThan(0)
    for (const walk of walks()) check(walk, `${id} ${JSON.stringify(walk.answers)}`)
  }

  test('every way ends in a plan whose steps come after what they wait for', () => {
    each(({ plan }, what) => {
      expect(plan.steps.length, what).toBeGreaterThan(0)
      const seen = new Set<string>()
      for (const step of plan.steps) {
        expect(
          step.dependsOn.every((before) => seen.has(before)),
          `${what} ${step.card.id}`,
        ).toBe(true)
        seen.add(step.card.id)
      }
      expect(seen.size, what).toBe(plan.steps.length)
    })
  })

  test('every step and everything left out has a reason that the answers carry, and a ground', () => {
    each(({ plan }, what) => {
      for (const { reasons, card } of plan.steps) {
        expect(reasons.length, `${what} ${card.id}`).toBeGreaterThan(0)
        for (const { because, basis } of reasons) {
          expect(basis.length, `${what} ${card.id}`).toBeGreaterThan(0)
          for (const { question, value } of because) expect(plan.answers[question], what).toBe(value)
        }
      }
      for (const { card, basis } of plan.notNeeded) {
        expect(basis.length, what).toBeGreaterThan(0)
        expect(
          plan.steps.some((step) => step.card.id === card.id),
          `${what} ${card.id} is both`,
        ).toBe(false)
      }
    })
  })

  test('cards that exclude each other never meet', () => {
    each(({ plan }, what) => {
      const cards = new Set(plan.steps.map(({ card }) => card.id))
      for (const { cards: pair } of neverTogether)
        expect(
          pair.every((card) => cards.has(card)),
          `${what} ${pair}`,
        ).toBe(false)
    })
  })

  test('fees and days add up when counted another way', () => {
    each(({ plan }, what) => {
      const fee = plan.steps.reduce((sum, { card }) => sum + Number(card.feeYuan ?? 0), 0)
      expect(Number(plan.totals.feeYuan), what).toBeCloseTo(fee, 2)
      expect(plan.totals.steps, what).toBe(plan.steps.length)
      const end = (step: string): string => {
        const own = plan.steps.find(({ card }) => card.id === step)
        if (!own) throw new Error(step)
        const from = [START, ...own.dependsOn.map(end)].sort().at(-1) ?? START
        const { statutory } = own.card
        return statutory ? dueOn({ from, count: statutory.count, unit: statutory.unit, calendar }).dueOn : from
      }
      const last = [START, ...plan.steps.map(({ card }) => end(card.id))].sort().at(-1)
      const limited = plan.steps.some(({ card }) => card.statutory !== null)
      expect(plan.totals.latestOn, what).toBe(limited ? last : null)
      for (const { card, latestOn } of plan.steps) expect(latestOn, what).toBe(card.statutory ? end(card.id) : null)
    })
  })

  test('an answer can be changed at any place and leads to a plan again', () => {
    const [walk] = walks()
    for (const question of business.questions)
      for (const { value } of question.options) {
        const plan = planSteps(business, rules, { ...walk?.answers, [question.id]: value }, START, calendar)
        expect(plan.open.length === 0 ? plan.steps.length : 1, `${id} ${question.id} ${value}`).toBeGreaterThan(0)
      }
  })
})

test('every option of every question lies on some way, and the number of ways is known', () => {
  const ways = Object.fromEntries([...walked].map(([id, list]) => [id, list.length]))
  for (const business of businesses) {
    const given = walked.get(business.id)?.map(({ plan }) => plan.answers) ?? []
    for (const { id, options } of business.questions)
      for (const { value } of options)
        expect(
          given.some((answers) => answers[id] === value),
          `${business.id} ${id} ${value}`,
        ).toBe(true)
  }
  expect(Object.values(ways).reduce((a, b) => a + b, 0)).toBe(348)
  expect(Math.max(...Object.values(ways))).toBeLessThan(CAP)
})

test('the collection holds what it promises', () => {
  expect(content.licences.cards.length).toBeGreaterThanOrEqual(40)
  expect(businesses.length).toBeGreaterThanOrEqual(15)
  // No catalogue of the bureau is loaded: nothing may be promised.
  expect(content.licences.cards.filter(({ promised }) => promised !== null)).toEqual([])
})
