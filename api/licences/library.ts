/** The guides as content holds them, looked up by id, with the laws they cite named for people. Built once. */
import { articleLabel } from '../../content/rules/cite.ts'
import type { Content } from '../../content/schema.ts'
import type { EverydayBusiness, PlanQuestion, ServiceCard } from '../../content/schema-licences.ts'
import type { Citation } from '../../content/schema-rules.ts'
import { Problem } from '../platform/errors.ts'
import { noteAddress } from '../regulations/note-address.ts'
import { type PlanRules, thresholdOn } from './answers.ts'
import type { Basis } from './model.ts'

export interface GuideLibrary {
  rules: PlanRules
  /** By id, or an id it once had. @throws Problem `not-found` */
  business: (id: string) => EverydayBusiness
  card: (id: string) => ServiceCard
  full: (card: ServiceCard) => FullCard
  cited: (citations: readonly Citation[]) => Basis[]
  /** The questions with the figures in force on a day written in. */
  filled: (question: PlanQuestion, day: string) => PlanQuestion
}

export type FullCard = Omit<ServiceCard, 'authority'> & {
  authority: Content['licences']['authorities'][number]
  cited: Basis[]
  statutoryBasis: Basis | null
  feeCited: Basis | null
}

const known = new WeakMap<Content, GuideLibrary>()

export function guideLibrary(content: Content): GuideLibrary {
  const library = known.get(content) ?? build(content)
  known.set(content, library)
  return library
}

function build(content: Content): GuideLibrary {
  const { businesses, cards, authorities, thresholds } = content.licences
  const rules: PlanRules = { cards: new Map(cards.map((card) => [card.id, card])), thresholds }
  const byId = new Map(businesses.flatMap((each) => [each.id, ...each.formerIds].map((id) => [id, each] as const)))
  const authorityOf = new Map(authorities.map((authority) => [authority.id, authority]))
  const named = new Map<string, Basis>()
  const one = (citation: Citation): Basis => {
    const key = `${citation.law} ${citation.article ?? ''} ${citation.item ?? ''}`
    const basis = named.get(key) ?? nameOf(content, citation)
    named.set(key, basis)
    return basis
  }
  const cited = (citations: readonly Citation[]) => citations.map(one)
  const full = new Map<string, FullCard>()
  for (const card of cards) {
    const authority = authorityOf.get(card.authority)
    if (!authority) throw new Error(`no authority ${card.authority}`)
    const { statutory, feeBasis } = card
    full.set(card.id, {
      ...card,
      authority,
      cited: cited(card.basis),
      statutoryBasis: statutory && one(statutory.basis),
      feeCited: feeBasis && one(feeBasis),
    })
  }
  return {
    rules,
    business: (id) => found(byId.get(id)),
    card: (id) => found(rules.cards.get(id)),
    full: (card) => found(full.get(card.id)),
    cited,
    filled: (question, day) => filled(question, rules, day),
  }
}

function found<T>(value: T | undefined): T {
  if (value === undefined) throw new Problem('not-found')
  return value
}

function nameOf(content: Content, citation: Citation): Basis {
  const law = content.find.law.get(citation.law)
  if (!law) throw new Error(`no law ${citation.law}`)
  return {
    law: law.title,
    lawEn: law.titleEn,
    article: articleLabel(citation, 'zh'),
    articleEn: articleLabel(citation, 'en'),
    url:
      noteAddress(content, law.title, citation.article) ??
      (citation.article === undefined ? null : `/licences/basis/${law.id}.${citation.article}`),
  }
}

function filled(question: PlanQuestion, rules: PlanRules, day: string): PlanQuestion {
  if (question.threshold === null) return question
  const figure = thresholdOn(rules, question.threshold, day)
  if (!figure) return question
  const put = ({ zh, en }: { zh: string; en: string }) => ({
    zh: zh.replaceAll('{value}', String(figure.value)),
    en: en.replaceAll('{value}', figure.value.toLocaleString('en')),
  })
  return {
    ...question,
    text: put(question.text),
    hint: question.hint && put(question.hint),
    options: question.options.map((option) => ({ ...option, label: put(option.label) })),
  }
}
