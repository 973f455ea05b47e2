/**
 * Which power a paragraph of a law gives a local market-supervision authority. Rules over words: every hit is a draft
 * for a person to look at, measured on a hand-reviewed sample (docs/decisions).
 */
import type { PowerKind } from '../model.ts'
import type { Block } from './blocks.ts'

/** The authority, as laws older and newer name the bodies that were merged into one. */
const AUTHORITY =
  '(?:市场监督管理|市场监管|食品安全监督管理|药品监督管理|食品药品监督管理|工商行政管理|质量技术监督|产品质量监督(?:管理)?|质量监督|计量行政(?:主管)?|标准化行政(?:主管)?|特种设备安全监督管理|化妆品监督管理|认证认可监督管理|(?:企业|公司|市场主体)登记|反不正当竞争|价格行政主管|价格主管|专利行政|管理专利工作的|广告监督管理|物价)[^，。；：、]{0,8}?(?:部门|机关|局|机构)'
const ACTS =
  '[^，。；：]{0,12}?(?:责令|给予|处|没收|应当|可以|依法|有权|负责|对|进行|按照|依照|决定|吊销|撤销|予以|核发|受理|作出|组织|根据|查封|扣押|行使|采取|收到|发现|实施|会同|自受理|接到|办理|审查|颁发|登记|注销|责成|建立|公布|公示|将|批准|核准|审批|备案|申请|提出|申报|查处|制止|指定|通知|告知|的监督检查|监督检查|认定|检定|要求|申领|领取)'
const ACTING = new RegExp(`(?<before>[^，。；]{0,40})(?<name>${AUTHORITY})(?<after>${ACTS})`, 'g')
/** Named before it, the words are not about a district's bureau. */
const ABOVE =
  /(国务院|国家|省、自治区|省级|省人民政府|直辖市|上一?级|军队|海关|中央|全国|口岸|上级|下级)[^，。；]{0,20}$/
/** What is done to the authority or its staff is not its power. */
const AGAINST = /^[^，。；]{0,12}(及其工作人员|的?工作人员|负责人|未(依照|按照|及时|履行)|有下列行为|违反)/

const SANCTION =
  /警告|通报批评|罚款|没收|(暂扣|吊销|撤销|收缴)[^，。；]{0,14}(许可|执照|资格|证书|注册|批准)|责令(停产|停业|暂停|关闭)|降低资质|处[^，。；]{0,24}元|(?:给予|予以)(?:行政)?处罚|依照[^，。；]{0,40}处罚/
const COERCION = /(查封|扣押|封存|先行登记保存|代履行|强制报废)/
const LICENCE =
  /(核发|颁发|发给|换发|补发|批准|核准|审批|准予)[^，。；]{0,30}(许可|执照|证书|批件|注册证|登记|文件|决定)|(许可|登记)(申请|决定)|^(申请|提出|申报|申领|领取|备案|批准|核准|审批)|受理[^，。；]{0,12}申请|予以登记|撤销登记|注销[^，。；]{0,10}(许可|登记|执照)/
const INSPECTION = /(监督检查|抽查|抽样|监督抽检|飞行检查|现场检查|进行检查|进行检验|检查权|实施检查)/
const CONFIRMATION = /(检定|认定|鉴定|考核)/
const REWARD = /(奖励|表彰)/
const ADJUDICATION = /裁决/
const OTHER =
  /(调解|约谈|召回|(?:办理|准予|完成|取消)备案|备案(?:管理|申请|资料)|列入|移出|责令(?!其对)[^，。；]{0,8}(?:暂停|停止|改正|召回|退|限期|公告)|信用档案|责任约谈|告诫)/

const RULES: readonly (readonly [PowerKind, RegExp])[] = [
  ['penalty', SANCTION],
  ['coercion', COERCION],
  ['adjudication', ADJUDICATION],
  ['reward', REWARD],
  ['inspection', INSPECTION],
  ['licence', LICENCE],
  ['confirmation', CONFIRMATION],
  ['other', OTHER],
]

/** Laws whose short words for the authority can mean no other body. */
const REGISTERS = /(公司|合伙|独资|合作社|市场主体|企业|个体工商户|代表机构)/
const COMPETES = /(不正当竞争|专利|商标|标志保护|价格)/

/** @param title of the law: it says whom "the registering body" means */
export function powersIn({ text }: Block, title: string): PowerKind[] {
  const told = text
    .replaceAll(/(?<!市场主体|企业|公司|婚姻|船舶|社团)登记机关/g, REGISTERS.test(title) ? '企业登记机关' : '登记机关')
    .replaceAll('监督检查部门', COMPETES.test(title) ? '市场监督管理部门' : '监督检查部门')
  const acted = actsOf(told) ?? impliedIn(told, title)
  if (acted === undefined) return needsLicence(text, title) ? ['licence'] : []
  if (/^(移送|通报|应当为)/.test(acted) || CASE_WORK.test(acted.slice(0, 60))) return []
  const hits = RULES.filter(([, words]) => words.test(acted)).map(([kind]) => kind)
  if (hits[0] === 'penalty' && PROCEDURES.test(title)) return []
  if (hits[0] === 'penalty') return byAnother(text) || onlyAfterwards(text) ? [] : ['penalty']
  const [first] = hits
  return first && (!PROCEDURES.test(title) || first === 'coercion' || first === 'reward' || first === 'other')
    ? [first]
    : []
}

/** Laws carried out by this authority as a whole: their penalty clauses often name nobody (产品质量法 §70). */
const WHOLLY_OURS =
  /(产品质量|食品安全|特种设备安全|药品管理法|疫苗管理法|计量|价格违法|价格法|明码标价|广告法|广告管理|消费者权益|不正当竞争|标准化|医疗器械|化妆品|电子商务|网络交易|互联网广告|直销|传销|市场主体登记|企业名称登记|公司登记|企业信息公示|个体工商户|生产许可证|无证无照|缺陷汽车|家用汽车|反食品浪费|小作坊小餐饮|棉花质量|乳品|专利代理|专利条例|药品使用)/
const OTHERS =
  /(公安|卫生(行政|健康|计生)|农业|海关|税务|电信|教育|文化|住房|建设|交通|环境|工业和信息化|出入境|检验检疫|司法|任免机关|监察|公路|海洋|渔业|林业|民政|医疗保障|网信|人民法院)/

/** The whole clause, where the law leaves no other authority to act. */
function impliedIn(text: string, title: string): string | undefined {
  if (!WHOLLY_OURS.test(title) || OTHERS.test(text)) return undefined
  const staff =
    /(工作人员|监督检查人员|检验人员|国家工作人员|主管人员)[^，。；]{0,20}(玩忽职守|滥用职权|徇私|泄露)/.test(text)
  return !staff && /^(?!.*(赔偿|民事)).*(罚款|没收|吊销|责令停|警告|处[^，。；]{0,24}元)/s.test(text) ? text : undefined
}

const PERMIT =
  /(应当|须|必须|经)[^，。；]{0,40}(取得|申请|领取|申领|办理|批准|审查)[^，。；]{0,30}(许可|许可证|执照|注册证|登记证|资格|登记|备案|批准文件|审查)/

/** Who must have a permit, in a law where nobody else gives it. */
const needsLicence = (text: string, title: string): boolean =>
  WHOLLY_OURS.test(title) &&
  !OTHERS.test(text) &&
  !/(国务院|省、自治区|罚款|没收|处罚|不得|赔偿|责任|规定的条件|具备下列)/.test(text) &&
  PERMIT.test(text)

/** Rules on how to work give measures, no penalties or permits of their own. */
const PROCEDURES = /(程序规定|投诉举报)/

/** How cases are worked on, told on or handed over: a duty within a power, no power of its own. */
const CASE_WORK =
  /(移送|通报|公开举报|举报(电话|方式)|接到的(举报|投诉)|保密|回避|建立[^，。；]{0,20}(制度|机制|平台)|编号规则|密切配合|信息共享|委托[^，。；]{0,30}(技术支持|开展)|支付相关费用|监督指导|登记信息向)/
const FIRST_ACTOR =
  /，由([^，。；]{2,40}?)(?:部门|机关|机构|局)[^，。；]{0,14}(?:责令|没收|处|给予|予以|吊销|按照|根据)/

/** The clause leaves it to somebody else, whoever is named later. */
function byAnother(text: string): boolean {
  const actor = FIRST_ACTOR.exec(text)
  return (
    actor !== null &&
    !new RegExp(AUTHORITY).test(`${actor[0]}部门`) &&
    !/(有关|登记|原发证|县级以上|主管|查处)/.test(actor[1] ?? '')
  )
}

/** What follows from a penalty already given is none itself. */
const onlyAfterwards = (text: string): boolean =>
  /^[^，。；]{0,30}被(吊销|处以|撤销)/.test(text) && !/罚款|没收|责令|警告/.test(text)

/** From the first place where a local authority acts to the end; undefined where none does. */
function actsOf(text: string): string | undefined {
  for (const match of text.matchAll(ACTING)) {
    const { before = '', name = '', after = '' } = match.groups ?? {}
    const rest = text.slice(match.index + before.length + name.length)
    if (ABOVE.test(before) && !/(县级|设区的市|地方)/.test(before)) continue
    if (AGAINST.test(rest)) continue
    return after + rest.slice(after.length)
  }
  return undefined
}
