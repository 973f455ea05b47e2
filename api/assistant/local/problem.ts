import type { Lexicon, WeightedPhrase } from './lexicon.ts'
import { softmax } from './linear.ts'
import type { PhraseHit } from './phrases.ts'
import type { Fact } from './types.ts'

/** A code with its score and the best evidence for it. */
export interface ScoredCode {
  readonly code: string
  readonly score: number
  readonly start: number
  readonly end: number
}

/**
 * Wording that names a problem although its words stand apart (「多收了60元」 is a price problem). Weights are on the scale
 * of the lexicon's phrases (0.5 … 4).
 */
const SIGNALS: readonly (readonly [string, number, RegExp])[] = [
  ['P01', 2, /(?:吃|喝)(?:了|完|过).{0,8}(?:吐|呕|恶心|拉肚子)/],
  ['P01', 2.5, /油污|不消毒|没消毒|past (?:its|their|the) (?:expiry |best-before )?date|\b(?:fly|flies) in\b/],
  ['P06', 2.5, /(?:菜单|标价|标签|价签|价目|写着?的?|说好的?|宣传).{0,12}\d.{0,10}(?:结账|收我?|算|付|扫码).{0,8}\d/],
  ['P02', 2.5, /turned out to be|short-circuit|sold as|keeps? crashing|still crashes/],
  ['P03', 5, /配料表|ingredients? list|allergen/],
  [
    'P04',
    3.5,
    /(?:说|承诺|答应)(?:有|能|是|会).{0,14}(?:发现|结果|根本|其实)(?:没有?|不是|不)|没有?(?:任何)?(?:变化|效果)|(?:advertised|promised).{0,40}(?:does not exist|never|did not|no such)|reviews/,
  ],
  [
    'P06',
    3,
    /电费.{0,8}(?:加价|一块)|一度(?:收|要).{0,4}电费|一块.{0,3}一度|shelf said|no tariff|till charged|different price/,
  ],
  ['P07', 3.5, /(?:买|称).{0,14}(?:只有|才有?).{0,8}[斤两克]|got (?:only )?[\d.]+ ?(?:kg|g|jin)|more lit(?:re|er)s/],
  [
    'P09',
    4.5,
    /(?:网购|网上买|直播间买|淘宝|拼多多|京东|抖音).{0,30}(?:退货.{0,14}(?:拒|不给|扣|拆|吊牌)|拆了.{0,10}不给?退)|online .{0,30}refuses? (?:my|the|a) return/,
  ],
  [
    'P10',
    4.5,
    /(?:剩下|剩余|没上)的?课|退.{0,4}课时|课费.{0,14}(?:不给?退|退不)|remaining (?:lessons|classes|sessions)|honou?r my card/,
  ],
  ['P11', 4, /forbids? bringing|alone may interpret|解释权/],
  ['P12', 4, /扫码授权|刷脸|人脸识别|(?:电话|号码|信息)被.{0,10}卖|got my (?:phone )?number|sold my (?:phone )?number/],
  [
    'P14',
    4,
    /用我的?身份证.{0,6}注册|冒用.{0,8}注册|registered a company with my|(?:no|not display (?:its|a)) (?:business )?licen[cs]e/,
  ],
  ['P15', 4.5, /vanished after i paid|platform (?:shows no|does nothing)|has not shipped/],
  [
    'P17',
    4.5,
    /(?:面膜|护肤|化妆品|祛斑).{0,20}(?:烂|备案|肿|红)|\bmask\b.{0,24}(?:registration|broke out|rash)|broke out after/,
  ],
  ['P18', 4, /造谣|谣言|同行.{0,8}(?:抹黑|诋毁)|假冒名牌|customer list|competitor|rumou?rs?/],
  [
    'P06',
    4,
    /(?:多|乱|额外|强制|另外?|私自|擅自)(?:收取?|扣|算|加|要)了?.{0,6}(?:钱|元|块|费|\d)|overcharg|charged .{0,12}(?:extra|more)|service (?:charge|fee)/,
  ],
  [
    'P06',
    3,
    /标价.{0,16}(?:收|付|结账|扫码|实际)|(?:结账|收银|实收|付款).{0,12}(?:贵|比标|不一致|多)|没有?(?:明码)?标价|不明码标价|没写价|别(?:人)?家.{0,4}才|价格欺诈|坐地起价|宰客/,
  ],
  [
    'P01',
    3.5,
    /吃出(?!味|来味|什么味)|(?:吃|喝)(?:了|完|坏).{0,12}(?:拉肚子|腹泻|呕吐|肚子疼|上吐下泻|中毒|住院)|过期.{0,6}(?:牛奶|食品|面包|饮料|零食|肉|奶|酸奶)|(?:牛奶|食品|面包|饮料|零食|肉|酸奶|蛋糕|罐头|饼干|月饼).{0,8}(?:过期|变质|发霉|发臭|馊|臭了|长毛)|food poison|expired (?:milk|food|yogh?urt|bread)|(?:hair|worm|insect|bug|cockroach) in (?:my|the)/,
  ],
  [
    'P07',
    4,
    /缺斤(?:少|短)两|短斤(?:少|缺)两|(?:秤|称)(?:不准|有问题|作弊|动手脚)|不够(?:秤|称|斤|重)|少(?:了|给)?.{0,3}[一二两三四五\d](?:两|斤)|鬼秤|八两秤|short weight|underweight|scales? (?:is|are|was) (?:wrong|rigged)/,
  ],
  [
    'P10',
    4,
    /(?:办|充|储值|会员|预付|年)(?:了|的|值|卡|费)?.{0,24}(?:关门|跑路|倒闭|失联|停业|联系不上|人去楼空|搬走|闭店|转让|不退)|(?:关门|跑路|倒闭|闭店|人去楼空).{0,30}(?:卡|会员|余额|充值|预付)|gym.{0,60}(?:closed|shut|vanish)|(?:membership|prepaid|gift) card/,
  ],
  ['P09', 4, /(?:七|7)天.{0,4}无理由|无理由退货|(?:7|seven)[- ]day (?:no[- ]reason|return)/],
  [
    'P08',
    2.5,
    /修了?(?:好?几|[两三四五]|\d)[次回]|(?:不|拒绝|拒不|不给|不肯|不予)(?:给)?(?:保修|维修|修|退换|换货?|退货|售后)|三包|保修期|售后.{0,6}(?:推|不理|不管|拖)|(?:won't|refuse[sd]? to|will not) (?:repair|fix|replace|exchange)|warranty/,
  ],
  [
    'P02',
    2.5,
    /假货|翻新|里程表|调表|泡水车|事故车|以旧充新|假冒|高仿|山寨|冒牌|不是正品|以次充好|质量(?:太差|差|问题|不行|有问题)|[^.]{0,2}(?:用了|才|没用|穿了|开了).{0,8}(?:就坏|坏了|就不能|断了|裂|掉色|开胶|漏)|\bfake\b|counterfeit|broke(?:n)? (?:after|down)|defective|stopped working/,
  ],
  [
    'P14',
    4,
    /(?:没有?|无|未办)(?:营业)?(?:执照|证照|许可证|证经营|照经营)|无证(?:经营|无照)|黑作坊|超范围经营|without (?:a )?(?:licen[cs]e|permit)|unlicen[cs]ed/,
  ],
  [
    'P16',
    4,
    /电梯.{0,14}(?:坏|困|故障|年检|检验|维保|停运|下坠|卡|抖|异响)|(?:锅炉|压力容器|叉车|起重机|游乐设施).{0,10}(?:年检|检验|没|无|故障)|\b(?:lift|elevator)\b.{0,40}(?:broken|inspect|stuck|fault)/,
  ],
  [
    'P17',
    3,
    /假药|劣药|过期(?:的)?药|没有?处方.{0,6}(?:卖|买)|医疗器械|化妆品.{0,10}(?:过敏|烂脸|没有?批号|三无)|(?:面膜|护肤品|面霜).{0,10}(?:过敏|烂脸|红肿)|expired (?:medicine|drug)|fake (?:medicine|drug)/,
  ],
  [
    'P05',
    3.5,
    /(?:虚假|违法|违规)广告|广告(?:里|上|说|称|写|宣传).{0,14}(?:最|第一|治愈|根治|国家级|百分百|包治)|国家级|全网第一|包治百病|false advert/,
  ],
  [
    'P04',
    3,
    /虚假宣传|夸大宣传|(?:宣传|介绍|描述|页面|图片|承诺).{0,12}(?:不符|不一样|不一致|不实|虚假)|刷单|刷好评|货不对板|misleading|not as (?:described|advertised)/,
  ],
  [
    'P12',
    4,
    /(?:泄露|泄漏|倒卖|出售|贩卖|收集).{0,8}(?:个人信息|手机号|电话|隐私|人脸)|个人信息.{0,6}(?:泄露|泄漏|被卖|滥用)|强制.{0,6}(?:人脸|扫码关注)|personal (?:data|information)/,
  ],
  [
    'P11',
    4,
    /霸王条款|格式条款|概不退换|一经售出|最终解释权|禁止自带|谢绝自带|最低消费|恕不退|unfair terms|minimum (?:spend|consumption|charge)/,
  ],
  [
    'P13',
    3.5,
    /过敏|烫坏|(?:脸|皮肤|头皮).{0,4}(?:肿|烂|红)|(?:在|被|因).{0,20}(?:摔伤|烫伤|砸伤|划伤|电伤|受伤|滑倒|摔倒)|爆炸|起火|自燃|漏电|injur|burn(?:t|ed) my|exploded|caught fire/,
  ],
  ['P19', 4, /传销|拉人头|发展下线|拉下线|交(?:入门|会员)费.{0,10}(?:拉人|下线|返利)|pyramid|multi-level|mlm/],
  [
    'P18',
    3.5,
    /商标侵权|侵犯.{0,6}(?:商标|专利|商业秘密)|假冒.{0,4}(?:商标|专利)|傍名牌|商业诋毁|商业贿赂|trademark|patent/,
  ],
  [
    'P03',
    3.5,
    /(?:没有?|无|缺少?|未标注?|不标)(?:明|任何|中文)?(?:生产日期|保质期|标签|标识|厂名|厂址|配料表|合格证|中文标签)|三无(?:产品|食品|商品)|标签.{0,6}(?:不符|不全|涂改|造假|撕)|涂改(?:生产)?日期|改日期|no (?:label|production date)/,
  ],
  [
    'P15',
    3,
    /(?:平台|网店|店铺).{0,12}(?:不公示|没有?公示|不提供商家|不处理|不作为|偏袒|下架|封号)|(?:不提供|拒绝提供)(?:商家|卖家|经营者)(?:的)?(?:信息|资料)|大数据杀熟|仅退款/,
  ],
]

/** Things to eat: spoilt or soiled, they are a matter of food safety whatever else is said. */
const FOOD: ReadonlySet<string> = new Set(['food', 'catering'])
const SPOILED =
  /臭|馊|发霉|变质|长毛|一根毛|头发|虫|苍蝇|蟑螂|老鼠|异物|塑料|钢丝|不新鲜|是坏的|坏了|烂了|烂的|拉肚子|肚子疼|腹泻|呕吐|中毒|不熟|夹生|没煮熟|spoil|rotten|mou?ldy|hair|insect|worm/

const total = (hits: readonly PhraseHit<WeightedPhrase>[], into: Map<string, ScoredCode>): void => {
  const seen = new Set<string>()
  for (const { value, phrase, start, end } of hits) {
    const key = `${value.code} ${phrase}`
    if (seen.has(key)) continue
    seen.add(key)
    const old = into.get(value.code)
    const score = (old?.score ?? 0) + value.weight
    const span =
      old === undefined || end - start > old.end - old.start ? { start, end } : { start: old.start, end: old.end }
    into.set(value.code, { code: value.code, score, ...span })
  }
}

const ranked = (scores: ReadonlyMap<string, ScoredCode>): ScoredCode[] =>
  [...scores.values()].sort((a, b) => b.score - a.score || a.code.localeCompare(b.code))

/** Problem codes (问题类型) by words and patterns alone, best first; a tie goes to the lower code, which is the graver matter. */
export const scoreByRules = (lower: string, lexicon: Lexicon): ScoredCode[] => {
  const scores = new Map<string, ScoredCode>()
  total(lexicon.problems(lower), scores)
  for (const [code, weight, pattern] of SIGNALS) {
    const match = pattern.exec(lower)
    if (match === null) continue
    const span = { start: match.index, end: match.index + match[0].length }
    scores.set(code, { code, score: (scores.get(code)?.score ?? 0) + weight, ...span })
  }
  const food = FOOD.has(scoreObjects(lower, lexicon)[0]?.code ?? '')
  const spoiled = food ? SPOILED.exec(lower) : null
  if (spoiled !== null) {
    const span = { start: spoiled.index, end: spoiled.index + spoiled[0].length }
    scores.set('P01', { code: 'P01', score: (scores.get('P01')?.score ?? 0) + 2.5, ...span })
  }
  return ranked(scores)
}

/** How much one unit of a rule's score counts against one of the trained model (log probability). */
const RULE_WEIGHT = 0.7
/** Below this probability the trained model alone names no problem. */
const SURE = 0.18
/** A shorter message is no story. */
const STORY = 8
/** Below this score the rules alone name no problem. */
const RULE_SURE = 1.25

/**
 * Problem codes (问题类型), best first, by rules and the trained model together. Codes only the model thinks of have the
 * whole message as their evidence. Nothing below both thresholds: a single short word decides nothing.
 */
export const scoreProblems = (lower: string, lexicon: Lexicon): ScoredCode[] => {
  const rules = new Map(scoreByRules(lower, lexicon).map((scored) => [scored.code, scored]))
  const { problems } = lexicon.models
  const chances = softmax(problems.score(lower))
  const sure =
    [...rules.values()].some(({ score }) => score >= RULE_SURE) ||
    (lower.length >= STORY && chances.some((chance) => chance >= SURE))
  if (!sure) return []
  if (lower.length < STORY) return ranked(rules)
  const whole = { start: 0, end: lower.length }
  const scores = problems.labels.map((code, at): [string, ScoredCode] => {
    const rule = rules.get(code)
    const score = RULE_WEIGHT * (rule?.score ?? 0) + Math.log(Math.max(chances[at] ?? 0, 1e-3))
    return [code, { ...whole, ...rule, code, score }]
  })
  return ranked(new Map(scores))
}

/** Goods or service codes (商品/服务类别), best first. */
export const scoreObjects = (lower: string, lexicon: Lexicon): ScoredCode[] => {
  const scores = new Map<string, ScoredCode>()
  total(lexicon.objects(lower), scores)
  return ranked(scores)
}

/** Problem and object of one message. */
export const problemFacts = (lower: string, lexicon: Lexicon): Fact[] => {
  const problem = scoreProblems(lower, lexicon)[0]
  const object = scoreObjects(lower, lexicon)[0]
  const facts: Fact[] = []
  if (problem !== undefined) {
    facts.push({ path: 'problem', value: problem.code, start: problem.start, end: problem.end, basis: 'inferred' })
  }
  if (object !== undefined)
    facts.push({ path: 'object', value: object.code, start: object.start, end: object.end, basis: 'inferred' })
  return facts
}
