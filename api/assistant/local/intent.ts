import { findEmergencies } from './emergency.ts'
import { EXPLICIT, GREETING, HAPPY, HELP, HYPOTHETICAL, PRAISE, SUGGEST, UNHAPPY } from './intent-words.ts'
import type { Lexicon } from './lexicon.ts'
import { otherBodyScores, surelyElsewhere } from './other-bodies.ts'
import { scopeScore, scopeSigns } from './scope.ts'
import { readSigns, type Signs } from './signs.ts'
import { statusQuery } from './status.ts'
import { type Fact, INTENTS, type Intent } from './types.ts'

/** What one message wants, and which notices go with it. */
export interface IntentReading {
  /** Strongest first; complaint before report. Never empty. */
  readonly intents: readonly Intent[]
  readonly emergencies: readonly { id: string; number: string }[]
  /** Ids of bodies the matter may belong to (非本局职责): a hint for a person to check. */
  readonly otherBodies: readonly string[]
}

/**
 * Complaint (投诉: a consumer's own dispute) and report (举报: a breach anyone may tell of), 总局令第121号 §3. Both when the
 * person wants something back AND wants the shop punished.
 */
const disputeIntents = (lower: string, signs: Signs): Intent[] => {
  if (signs.question && !signs.personal && !signs.punish && !EXPLICIT.test(lower)) return []
  const own = signs.bought && (signs.dispute || signs.asked || signs.problem >= 2)
  if (signs.complaintWord && signs.reportWord) return signs.bought || signs.asked ? ['complaint', 'report'] : ['report']
  if (signs.reportWord) return signs.asked && signs.bought ? ['complaint', 'report'] : ['report']
  if (signs.complaintWord) {
    if (signs.punish) return signs.bought || signs.asked ? ['complaint', 'report'] : ['report']
    if (signs.publicWrong && !signs.bought && !signs.asked) return ['report']
    return ['complaint']
  }
  if (
    signs.question &&
    HYPOTHETICAL.test(lower) &&
    !(own && /我|my|i /.test(lower) && /了|was|were|ed\b/.test(lower) && signs.dispute && !/如果|假如|if /.test(lower))
  )
    return []
  if (own && (signs.dispute || !signs.question)) {
    if (!signs.punish) return ['complaint']
    return signs.asked || lower.length <= LETTER ? ['complaint', 'report'] : ['report']
  }
  if (signs.punish && (signs.publicWrong || signs.problem >= 1.25)) return ['report']
  if (signs.publicWrong && !signs.question) return ['report']
  if (signs.asked && signs.dispute) return ['complaint']
  if (signs.asked && !signs.question) return ['complaint']
  if (signs.dispute && signs.problem >= 1.25 && !signs.question && !HAPPY.test(lower)) return ['complaint']
  return []
}

const plainIntent = (lower: string, signs: Signs): Intent => {
  const rest = lower.replace(GREETING, '').trim()
  if (PRAISE.test(lower) && !signs.dispute) return 'praise'
  if (signs.licence) return 'licence'
  if (SUGGEST.test(lower)) return 'suggestion'
  if (rest === '') return 'chat'
  if (signs.question) return rest.length < 4 ? 'chat' : 'consultation'
  if (HELP.test(lower)) return 'help'
  const aggrieved = signs.dispute || UNHAPPY.test(lower)
  if ((aggrieved && (signs.problem >= 1.25 || signs.bought)) || (signs.problem >= 2 && !HAPPY.test(lower))) {
    return signs.publicWrong ? 'report' : 'complaint'
  }
  if (signs.bought && rest.length > 7 && !HAPPY.test(lower)) return 'complaint'
  if (signs.problem >= 1.25 && /卖|销售|出售|使用|经营|生产|selling|sells/.test(lower) && !HAPPY.test(lower))
    return 'report'
  return rest.length > 7 && (aggrieved || signs.problem >= 1.25) && !HAPPY.test(lower) ? 'help' : 'chat'
}

/** In a text this long, kind words about an officer are not the matter, and somebody else's purchase is not one's own. */
const LETTER = 100
const CALLS_FOR_HELP = /^(?:求助|请帮|帮帮|能不能帮)|谁能帮|帮帮(?:我|忙|她|他)/

/** What the words want, by rules alone, once the matter is known to be ours. Never empty. */
export const intentsByRules = (lower: string, signs: Signs): Intent[] => {
  const grieved = lower.length > LETTER && (signs.dispute || signs.problem >= 3)
  if (PRAISE.test(lower) && !EXPLICIT.test(lower) && !signs.asked && !grieved) return ['praise']
  if (CALLS_FOR_HELP.test(lower) && !signs.asked && !signs.punish && !signs.complaintWord && !signs.reportWord)
    return ['help']
  const wants = signs.complaintWord || signs.reportWord || signs.asked
  if (signs.licence && !wants) return ['licence']
  if (SUGGEST.test(lower) && !wants && !signs.bought) return ['suggestion']
  const dispute = disputeIntents(lower, signs)
  return dispute.length > 0 ? dispute : [plainIntent(lower, signs)]
}

/**
 * The signs of a message, as the trained model of intents reads them behind its words. Letters make them terms
 * no message has.
 */
export const intentSigns = (lower: string, signs: Signs, byRules: readonly Intent[]): string => {
  const said = Object.entries(signs).flatMap(([name, value]) => (value === true ? [`zz${name.toLowerCase()}`] : []))
  const rule = `zzrule${byRules.join('').replace(/[^a-z]/g, '')} `
  const length = `zzlength${'abcdefghi'.charAt(Math.min(8, Math.floor(Math.log2(lower.length + 1))))}`
  return `${said.join(' ')} ${length} ${rule.repeat(6)}`
}

/** Nothing but a question: no purchase, no quarrel, no wish, nobody named. Then the rules know best. */
const onlyAsks = (signs: Signs): boolean =>
  (signs.question || signs.licence) &&
  Object.entries(signs).every(([name, value]) => value !== true || name === 'question' || name === 'licence')

/** The trained model's word on what is wanted; two wishes at once are told by rules alone. */
const learnedIntents = (lower: string, signs: Signs, byRules: readonly Intent[], lexicon: Lexicon): Intent[] => {
  const { intents } = lexicon.models
  const scores = intents.score(lower, intentSigns(lower, signs, byRules))
  const best = INTENTS.find((intent) => intent === intents.labels[scores.indexOf(Math.max(...scores))])
  if (best === undefined || byRules.includes(best) || onlyAsks(signs)) return [...byRules]
  return [best]
}

/** Said to the machine or of it, about no matter at all: who it is, and scolding (辱骂). */
const TO_THE_MACHINE =
  /^(?:.*(?:机器人|真人吗|人工智能|你是谁|你叫什么|你会什么|你能做什么|are you (?:a )?(?:bot|robot|human)).*|(?:你们?|这|真|破|什么|就|都|是|个|一群|一帮|群|垃圾|废物|饭桶|白痴|傻[b逼叉]|智障|滚|妈的|他妈的?|[艹操草]|狗屁|网站|程序|玩意儿?|东西|干啥|到底|管不管|烦死了?|气死我?了?|能|用|没用|有病|吧|啊|的|[\p{P}\s]){2,})$/u
/** Too little to be about anything. */
const HARDLY_A_WORD =
  /^(?:[\p{P}\p{S}\s]*|.{0,3}|(?:我|想|要|请|先)*(?:问|咨询|反映|请教|打听|说)(?:你们?|一下|下|个|一个|点|些|问题|情况|事情?|[\p{P}\s吧呢吗])*|(?:i have )?(?:a )?questions?|can you help(?: me)?)[.!?]?$/u
const CHAT_LENGTH = 24
/** A longer text that also asks how it stands is a new story. */
const STATUS_LENGTH = 160
/** Praise of this bureau's own people is ours whatever it speaks of. */
const OUR_PEOPLE = /工作人员|窗口|监管所|监管局|市监|12315|你们|同志|officer|staff|bureau/

/**
 * Reads the intents of one message. Order of decision: emergency first, if not doubtful; then a status
 * question; whose matter it is; then
 * complaint and report, praise, licence, suggestion, question, help, chat. On a tie the reading that leads to a ticket wins.
 */
export const readIntent = (text: string, lower: string, facts: readonly Fact[], lexicon: Lexicon): IntentReading => {
  const emergencies = findEmergencies(lower, lexicon)
  const sure = emergencies.some(({ doubtful }) => !doubtful)
  const others = otherBodyScores(lower, lexicon)
  const signs = readSigns(lower, facts, lexicon)
  const byRules = intentsByRules(lower, signs)
  const best = Math.max(0, ...others.values())
  const afterGreeting = lower.replace(GREETING, '').trim()
  const brief = signs.problem === 0 && best === 0 && afterGreeting.length <= CHAT_LENGTH
  const toMachine = brief && TO_THE_MACHINE.test(afterGreeting)
  const chat = toMachine || (brief && HARDLY_A_WORD.test(afterGreeting))
  const praised = byRules[0] === 'praise' && OUR_PEOPLE.test(lower)
  const score = scopeScore(lower, scopeSigns(lower, signs, best, lexicon), lexicon)
  const surely = surelyElsewhere(lower, lexicon)
  const elsewhere = !chat && !praised && (surely.length > 0 || score < 0)
  const rest = ((): Intent[] => {
    if (lower.length <= STATUS_LENGTH && statusQuery(text, lower) !== undefined) return ['status']
    if (elsewhere) return ['out-of-scope']
    if (toMachine || (chat && byRules[0] === 'consultation')) return ['chat']
    if (chat || praised || sure) return byRules
    return learnedIntents(lower, signs, byRules, lexicon)
  })()
  const otherBodies = elsewhere
    ? [...new Set([...surely, ...[...others].sort((a, b) => b[1] - a[1]).map(([id]) => id)])]
    : []
  if (emergencies.length === 0 || (!sure && rest[0] !== 'chat')) return { intents: rest, emergencies, otherBodies }
  return { intents: ['emergency', ...rest.filter((intent) => intent !== 'chat')], emergencies, otherBodies }
}
