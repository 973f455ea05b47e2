import { findEmergencies } from './emergency.ts'
import type { Lexicon } from './lexicon.ts'
import { scoreProblems } from './problem.ts'
import { statusQuery } from './status.ts'
import type { Fact, Intent } from './types.ts'

/** What one message wants, and which notices go with it. */
export interface IntentReading {
  /** Strongest first; complaint before report. Never empty. */
  readonly intents: readonly Intent[]
  readonly emergencies: readonly { id: string; number: string }[]
  /** Ids of bodies the matter may belong to (非本局职责): a hint for a person to check. */
  readonly otherBodies: readonly string[]
}

const COMPLAINT_WORD =
  /投诉(?!.{0,3}(?:有没有|有什么|能不能|可不可以)|电话|热线|渠道|方式|流程|怎么|需要|要多久|多久|举报(?:处理|电话|平台|中心)|处理办法|吗|期限|时限|无门|率|量|科|中心)|维权(?!日|意识|知识)|\b(?:file|make|lodge) a complaint|\bcomplain(?:t)?\b/
const REPORT_WORD =
  /举报(?!.{0,3}(?:有没有|有什么|能不能|可不可以|需要什么)|电话|热线|渠道|方式|流程|怎么|需要|多久|奖励|有奖|处理|吗|平台)|检举|揭发|\b(?:want|like|need) to report\b|\breport(?:ing)? (?:a|an|this|that|the|anonymously)\b/
const NOT_COMPLAINT = /(?:不是|不想|不要|没有?|并非|不打算|别)(?:要|来|想)?(?:投诉|complain)/
const PUNISH =
  /查处|查封|严查|彻查|严惩|惩处|处罚(?:他|它|商家|店|这)|(?:要求|希望|请|应该|必须|建议)(?:你们|依法|严肃|有关部门)?.{0,6}(?:处罚|罚款)|罚(?:他|死|款他|这家)|吊销|取缔|端掉|关停|停业整顿|(?:管|查|治)一?(?:管|查|治)(?:他|这|它)|去查|来查|查查|曝光他|追究.{0,6}责任|shut (?:it|them|this) down|punish|fine (?:them|him|the)|investigate/
const PUBLIC_WRONG =
  /(?:卖|销售|使用|贩卖|生产|经营|出售|制售).{0,8}(?:假|过期|临期|变质|三无|劣质|发霉|病死|地沟油|伪劣|冒牌|高仿|山寨)|无证经营|无照经营|无证无照|黑作坊|没有?.{0,3}(?:营业)?(?:执照|许可证|健康证)|传销|地沟油|改(?:生产)?日期|涂改日期|偷工减料|造假|冒充|缺斤短两|短斤缺两|虚假(?:广告|宣传)|selling (?:fake|expired|counterfeit)|without a licen[cs]e|unlicen[cs]ed|pyramid/
const DISPUTE =
  /不给|不肯|不予|不理|拒绝?|不退|不换|不修|不赔|不认|不承认|不负责|不处理|不解决|多收|乱收|多扣|多付|骗|坑|宰|假货|假的|坏了|坏掉|坏的|过期|变质|发霉|馊|吃出|拉肚子|腹泻|中毒|过敏|关门|跑路|失联|倒闭|联系不上|推诿|推脱|没来|没送|没人理|打水漂|不能取消|结果一看|没给|不开发票|不让|不接|没到|拖|没做|没装|没消息|扯皮|强制|欺诈|欺骗|缺斤|少给|少找|少两|缺两|异物|卫生脏|不够|不一样|不一致|不符|质量(?:问题|差|太差|不好)|没写|受伤|烫伤|摔|漏|裂|掉色|虚假|忽悠|态度(?:差|恶劣|很差)|黑心|太黑|没到货|不发货|没收到|发错|少发|破损|差价|涨价|加价|overcharg|refus|broke|broken|fake|expired|closed down|cheat|scam|rip(?:ped)? off|defective|won't|sick|never arrived|wrong|extra|hidden|no licen[cs]e|does not|do not|cannot|will not|forbids|vanished|ruined|rude|turned out|without|past its|short-circuit|crash|sold as|not shipped|does nothing|fly in|got my number|less than|tariff|造谣|被.{0,8}卖|不消毒|没有(?:变化|效果|证)|刷脸|授权|治(?:糖尿病|高血压|癌)|cures/
const BOUGHT =
  /(?:我|俺|咱|妈|爸|老人|孩子|老公|老婆|朋友|家人|奶奶|爷爷|女儿|儿子)?.{0,6}(?:买了|买的|购买了|购买的|买到|下单|花了|定了|付了|充了|充值|办了|办的|交了|订了|订的|点了|点的|吃了|吃饭|吃到|吃出|喝了|消费|住了|报了|报名|网购|团购|收到货|结账)|\bi (?:bought|paid|ordered|ate|had|spent|purchased|joined|booked)\b|\bwe (?:ate|paid|had|ordered)\b|\bbought\b|charged (?:me|us)|my (?:membership|order)/
const QUESTION =
  /吗|么\?|呢\?|\?|怎么(?!回事|这|不|能|可以|还|会)|如何|是否|能不能|可不可以|可以.{0,12}吗|多久|多少(?:天|钱|时间)|哪里|哪儿|什么(?:材料|手续|条件|时候|规定|意思|是|样)|有没有规定|请问|咨询|想问|问一下|合法吗|算不算|是不是|对不对|要不要|管不管.{0,8}$|赔多少|多长时间|区别|流程|合理吗|了解一下|怎么(?:赔|举报|投诉|维权|办理|处理|算|退)|几天|几点|有没有.{1,6}(?:啊|呀|呢|么|$)|^(?:how|what|where|when|which|who|can|could|may|is|are|do|does|should)\b|[.,!] (?:how|what|where|which|can i|could|may|is it|do i)\b|\bhow (?:to|do|can|long|much|many)\b|\bwhat (?:documents|licen[cs]e|is|are|do)\b|\bwhich licen[cs]e\b/
const HYPOTHETICAL =
  /如果|假如|要是|一般|通常|法律|规定|是否合法|合法吗|违法吗|算不算|商家(?:可以|能|有权)|if (?:a|the|i)|is it legal|may (?:a|they|the)|allowed to/
const LICENCE =
  /(?:办|办理|申请|申办|注册|登记|变更|注销|换发?|补办|补领|延续|申领|年审)(?:一?个|一?张|了)?.{0,8}(?:营业执照|执照|许可证|公司|个体户|个体工商户|备案|食品经营|小餐饮|小作坊|名称|法人|法定代表人|经营范围|住所|股东|分公司|合作社)|(?:营业执照|许可证|执照|备案凭证|公司名称|经营范围|法人|法定代表人)(?:的)?.{0,4}(?:怎么|如何|办理|变更|注销|丢了|遗失|到期|补办|年检|申请|需要|在哪|换)|(?:工商|企业|个体户?)?年报(?!告)|(?:登记证|健康证|许可证).{0,4}(?:怎么|如何|在哪|办)|开(?:一?家|一?个|间).{0,8}(?:店|馆|厅|超市|公司|作坊).{0,10}(?:要不要|需要|要什么|怎么|手续)|(?:想|要|准备|打算|计划|怎么|我)(?:自己|跟朋友|和朋友|在.{1,12})?(?:新)?开(?:一?家|一?个|间|办)?.{0,8}(?:店|公司|餐馆|饭馆|饭店|超市|工厂|作坊|餐厅|工作室|药房|幼儿园|民宿|烧烤摊)|(?:open|start|register|set up) (?:a|my|an).{0,24}(?:shop|company|restaurant|business|store|cafe)|(?:business|food) licen[cs]e|annual report/
const NOT_LICENCE =
  /身份证.{0,6}注册|冒用|\bno (?:business )?licen|没有?.{0,4}(?:营业)?(?:执照|许可证)|无证|无照|不亮照|without a/
const SUGGEST =
  /(?<!医生|店员|导购|客服|朋友|销售|老师|零售)建议(?!零售价|售价|我买|我们?换|我换)|(?:希望|恳请|盼望)(?:你们|贵局|政府|部门|有关部门|相关部门|市场监管|监管部门|市监局|能够?(?:加强|增加|完善|增设|延长))|提(?:一?个|一点|些|条|几点)?(?:意见|建议)|能不能(?:多|增设|加强|开通|延长|增加)|\bsuggest(?:ion)?\b|\bit would be (?:good|nice|better) if\b/
const PRAISE =
  /表扬|点赞|点个赞|锦旗|(?:感谢|谢谢|多谢|感激).{0,24}(?:工作人员|同志|监管所|市场监管|市监|你们(?:局|所|的|帮)|办事员|老师|窗口|小(?:王|李|张|刘|陈|赵|孙)|帮我|帮助|认真|耐心|热情)|(?:工作人员|窗口|办事员|同志).{0,16}(?:态度(?:很|特别|非常)?好|热情|耐心|负责|专业|效率高)|\b(?:praise|commend|compliment)\b|thank.{0,30}(?:officer|staff|bureau|clerk)/
const HELP = /求助|帮帮|帮忙|帮我|请帮|需要(?:你们)?(?:的)?帮助|谁能帮|怎么办|协调|\bhelp\b/
const HAPPY = /好吃|不错|满意|点赞|很好|挺好|delicious|great/
const UNHAPPY =
  /管不管|不准|不管|别人?家才|太贵|差劲|坏|假|差评|恶心|难吃|受不了|太慢|骂|气死|气人|无良|无语|过分|噪音|扰民|没人管|吵|熏|严重|影响|terrible|awful|rude/
const GREETING =
  /^(?:你好|您好|在吗|在不在|嗨|哈喽|hi|hello|hey|早上好|下午好|晚上好|谢谢|多谢|好的?|嗯+|哦+|ok|okay|thanks|thank you|再见|拜拜|bye|你是谁|你叫什么|你是机器人吗|who are you)[\s，,。.!?~]*/

const otherBodyScores = (lower: string, lexicon: Lexicon): Map<string, number> => {
  const scores = new Map<string, number>()
  const seen = new Set<string>()
  for (const { phrase, value } of lexicon.otherBodies(lower)) {
    if (seen.has(phrase + value.code)) continue
    seen.add(phrase + value.code)
    if (lexicon.otherBodyUnless.get(value.code)?.some((word) => lower.includes(word)) === true) continue
    scores.set(value.code, (scores.get(value.code) ?? 0) + value.weight)
  }
  return scores
}

/** The person says outright that he wants to complain or report. */
const EXPLICIT =
  /(?:我|俺|我们|要|想|来)(?:要|想|来|再)*(?:投诉|举报)|^(?:匿名)?(?:投诉|举报)(?!.{0,4}(?:多久|吗|怎么|需要|有|要|能|可以))|(?:want|like|need|wish) to (?:complain|report|file|make)|^i (?:complain|report)/
/** His own purchase, not one in general. */
const OWN =
  /(?:我|俺|咱|妈|爸|老公|老婆|女儿|儿子|孩子|奶奶|爷爷|老人|同事|朋友).{0,14}(?:买|吃|喝|花|付|充|办|交|订|点|住|报|定|拍|用|被)|\bmy\b|\b(?:i|we) (?:bought|paid|ordered|ate|had|spent|purchased|joined|booked|got)/

interface Signs {
  readonly complaintWord: boolean
  readonly reportWord: boolean
  readonly punish: boolean
  readonly publicWrong: boolean
  readonly dispute: boolean
  readonly bought: boolean
  readonly asked: boolean
  readonly question: boolean
  readonly problem: number
  /** A case of this person: own purchase, or a sum, day, or named shop. */
  readonly personal: boolean
}

/**
 * Complaint (投诉: a consumer's own dispute) and report (举报: a breach anyone may tell of), 总局令第121号 §3. Both when the
 * person wants something back AND wants the shop punished.
 */
const disputeIntents = (lower: string, signs: Signs): Intent[] => {
  if (signs.question && !signs.personal && !signs.punish && !EXPLICIT.test(lower)) return []
  const own = signs.bought && (signs.dispute || signs.asked || signs.problem >= 2)
  if (signs.complaintWord && signs.reportWord) return ['complaint', 'report']
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
  if (own && (signs.dispute || !signs.question)) return signs.punish ? ['complaint', 'report'] : ['complaint']
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
  if (LICENCE.test(lower) && !NOT_LICENCE.test(lower)) return 'licence'
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

/** Outside our field beats a weak in-scope reading, never a consumer's own dispute with named problem. */
const outOfScope = (scores: ReadonlyMap<string, number>, signs: Signs): boolean => {
  const best = Math.max(0, ...scores.values())
  const inScope = signs.problem + (signs.bought && signs.asked ? 2 : 0) + (signs.bought && signs.dispute ? 1 : 0)
  return best >= 1.5 && best > inScope
}

/**
 * Reads the intents of one message. Order of decision: emergency first; then a status question; out of scope; complaint and
 * report; praise, licence, suggestion, question, help, chat. On a tie the reading that leads to a ticket wins.
 */
export const readIntent = (text: string, lower: string, facts: readonly Fact[], lexicon: Lexicon): IntentReading => {
  const emergencies = findEmergencies(lower, lexicon)
  const others = otherBodyScores(lower, lexicon)
  const has = (path: Fact['path']): boolean => facts.some((fact) => fact.path === path)
  const signs: Signs = {
    complaintWord: COMPLAINT_WORD.test(lower) && !NOT_COMPLAINT.test(lower),
    reportWord: REPORT_WORD.test(lower),
    punish: PUNISH.test(lower),
    publicWrong: PUBLIC_WRONG.test(lower),
    dispute: DISPUTE.test(lower),
    bought: BOUGHT.test(lower) || has('purchase.amountYuan') || has('purchase.orderNumber'),
    asked: has('requests'),
    question: QUESTION.test(lower),
    personal:
      OWN.test(lower) || has('purchase.amountYuan') || has('claimYuan') || has('occurredOn') || has('respondent.name'),
    problem: scoreProblems(lower, lexicon)[0]?.score ?? 0,
  }
  const dispute = disputeIntents(lower, signs)
  const elsewhere = outOfScope(others, signs)
  const rest = ((): Intent[] => {
    if (statusQuery(text, lower) !== undefined) return ['status']
    if (elsewhere) return ['out-of-scope']
    if (PRAISE.test(lower) && !EXPLICIT.test(lower) && !signs.asked) return ['praise']
    if (LICENCE.test(lower) && !NOT_LICENCE.test(lower) && !signs.complaintWord && !signs.reportWord && !signs.asked)
      return ['licence']
    if (SUGGEST.test(lower) && !signs.complaintWord && !signs.reportWord && !signs.asked && !signs.bought)
      return ['suggestion']
    return dispute.length > 0 ? dispute : [plainIntent(lower, signs)]
  })()
  const otherBodies = [...others].sort((a, b) => b[1] - a[1]).map(([id]) => id)
  if (emergencies.length === 0) return { intents: rest, emergencies, otherBodies: elsewhere ? otherBodies : [] }
  return {
    intents: ['emergency', ...rest.filter((intent) => intent !== 'chat')],
    emergencies,
    otherBodies: elsewhere ? otherBodies : [],
  }
}
