import { around } from './clauses.ts'
import { type DateMention, findDates } from './dates.ts'
import type { Basis, Fact } from './types.ts'

const BUYING =
  /买|购|下单|网购|付款|付了|充值?|办(?:了|理|的)|预订|订了|订的|拍下|花了|花费|消费|吃|点了|点的|交了|交的|报名|报了|入手|签|bought|ordered|paid|purchased|ate|spent|dinner|lunch|had a meal/
const TROUBLE =
  /坏|发现|出现|过期|拒|不退|不给|关门|跑路|失联|倒闭|联系|去找|要求|打电话|拉肚子|不舒服|broke|stopped|refused|found|closed/

const fact = (path: Fact['path'], date: DateMention, basis: Basis): Fact => ({
  path,
  value: date.iso,
  start: date.start,
  end: date.end,
  basis: date.approximate ? 'inferred' : basis,
})

/** What the words around a day tell: what follows it counts before what precedes it in the clause. */
const tellsOf = (lower: string, date: DateMention): 'buying' | 'trouble' | undefined => {
  const { before, after } = around(lower, date, 60)
  const buying = after.search(BUYING)
  const trouble = after.slice(0, 20).search(TROUBLE)
  if (/(?:下单|购买|付款|消费|交易)(?:时间|日期|于|是|为|:|\s){0,3}$/.test(before)) return 'buying'
  if (buying >= 0 && (trouble < 0 || buying < trouble)) return 'buying'
  if (trouble >= 0) return 'trouble'
  return BUYING.test(before) ? 'buying' : undefined
}

/**
 * Facts about time: the day of purchase (`purchase.boughtOn`, 购买日期) and of the event (`occurredOn`, 发生日期).
 * With one day only, the purchase is the event, unless the words tell of one of them alone.
 */
export const dateFacts = (lower: string, today: string): Fact[] => {
  const dates = findDates(lower, today).map((date) => ({ date, tells: tellsOf(lower, date) }))
  const bought = dates.find(({ tells }) => tells === 'buying')
  const later = dates.find(({ tells }) => tells === 'trouble')
  const event = later ?? bought ?? dates[0]
  const facts: Fact[] = []
  if (event !== undefined) facts.push(fact('occurredOn', event.date, 'stated'))
  if (bought !== undefined) facts.push(fact('purchase.boughtOn', bought.date, 'stated'))
  return facts
}
