/** One invented draft after another (演示数据): kind, story, shop, person, place and channel by the dice. */
import { addDays } from '../calendar/calendar.ts'
import type { Deps } from '../deps.ts'
import { COMPLAINTS } from './demo-complaints.ts'
import type { Dice } from './demo-history.ts'
import { OTHERS, PEOPLE, REPORTS, SHOP_NAMES } from './demo-stories.ts'
import type { Channel, TicketDraft, TicketKind } from './model.ts'

const KINDS: readonly (readonly [TicketKind, number])[] = [
  ['complaint', 58],
  ['report', 17],
  ['consultation', 14],
  ['help', 4],
  ['suggestion', 4],
  ['praise', 3],
]
const CHANNELS: readonly (readonly [Channel, number])[] = [
  ['12345', 38],
  ['12315', 22],
  ['portal', 15],
  ['assistant', 12],
  ['counter', 6],
  ['12331', 2],
  ['12365', 2],
  ['12358', 2],
  ['letter', 1],
]

/** A draft received on `day`; `serial` makes order numbers and phones differ. */
export function demoDraft(deps: Deps, dice: Dice, day: string, serial: number): TicketDraft {
  const kind = weighted(dice, KINDS)
  const channel = weighted(dice, CHANNELS)
  const base = {
    contact: personOf(dice, serial),
    source: { channel, ...(channel === '12345' ? { number: `演示-${String(serial).padStart(6, '0')}` } : {}) },
    attachments: [],
    declaredTrue: true,
    ...placeOf(deps, dice),
  }
  switch (kind) {
    case 'complaint':
      return complaintOf(dice, day, base)
    case 'report':
      return reportOf(dice, base)
    case 'consultation': {
      const question = dice.pick(OTHERS.consultation)
      return { kind, ...base, narrative: question, question }
    }
    default: {
      const narrative = dice.pick(OTHERS[kind])
      return { kind, ...base, narrative, subject: narrative.slice(0, 20) }
    }
  }
}

type Base = Pick<TicketDraft, 'contact' | 'source' | 'attachments' | 'declaredTrue' | 'place'>

function complaintOf(dice: Dice, day: string, base: Base): TicketDraft {
  const story = dice.pick(COMPLAINTS)
  const [low, high] = story.paid
  const paid = low + dice.below(high - low + 1)
  const claim = Math.max(1, Math.round(paid / (2 + dice.below(5))))
  const shop = `演示${dice.pick(SHOP_NAMES)}${story.shop}`
  const narrative = fill(story.text, { shop, paid, claim })
  const boughtOn = addDays(day, -1 - dice.below(12))
  const money = paid > 1 ? { amountYuan: `${paid}.00` } : {}
  return {
    kind: 'complaint',
    ...base,
    narrative,
    problem: story.problem,
    object: story.object,
    occurredOn: boughtOn,
    respondent: { name: shop },
    purchase: { item: story.item, ...money, boughtOn, forDailyLife: true },
    requests: story.requests,
    ...(paid > 1 ? { claimYuan: `${narrative.includes(`${claim}元`) ? claim : paid}.00` } : {}),
  }
}

function reportOf(dice: Dice, base: Base): TicketDraft {
  const story = dice.pick(REPORTS)
  const shop = `演示${dice.pick(SHOP_NAMES)}${story.shop}`
  const narrative = fill(story.text, { shop })
  const anonymous = dice.below(100) < 40
  const contact = anonymous ? { wantsReply: false, keepSecret: true } : base.contact
  return {
    kind: 'report',
    ...base,
    contact,
    narrative,
    problem: story.problem,
    object: story.object,
    respondent: { name: shop },
    allegation: narrative,
    anonymous,
  }
}

/** Demo phone numbers all begin with 1380000, a range nobody is given. */
function personOf(dice: Dice, serial: number) {
  return {
    name: `演示${dice.pick(PEOPLE)}`,
    phone: `1380000${String(serial % 10_000).padStart(4, '0')}`,
    address: `演示小区${1 + dice.below(30)}号楼`,
    wantsReply: true,
    keepSecret: dice.below(100) < 10,
  }
}

/** Most name the street, some only say it in words, a few leave the place open. */
function placeOf(deps: Deps, dice: Dice): { place?: { text: string; street?: string } } {
  const street = dice.pick(dice.pick(deps.content.stations).streets)
  const text = `${street.name}示例路${1 + dice.below(90)}号`
  const roll = dice.below(100)
  if (roll < 6) return { place: { text: '只记得在一个商场附近' } }
  return { place: { text, ...(roll < 70 ? { street: street.id } : {}) } }
}

function fill(text: string, values: Record<string, string | number>): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole))
}

function weighted<T>(dice: Dice, table: readonly (readonly [T, number])[]): T {
  let left = dice.below(table.reduce((sum, [, weight]) => sum + weight, 0))
  for (const [value, weight] of table) {
    if (left < weight) return value
    left -= weight
  }
  throw new Error('weights do not add up')
}
