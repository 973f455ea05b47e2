import type { Fact, Span } from './types.ts'

const SURNAMES =
  '赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏窦章苏潘葛奚范彭郎鲁韦马苗方俞任袁柳鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于傅皮卞齐康伍余元卜顾孟黄穆萧尹姚邵湛汪祁毛狄米贝臧计成戴宋茅庞熊纪舒屈项祝董梁杜阮蓝闵席季贾路江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯管卢莫房丁邓洪包左石崔吉龚程邢裴陆荣翁荀羊惠甄曲封储靳焦牧谷车侯全班仰仲伊宫宁仇甘厉武符刘景詹龙叶幸司黎白蒲邰赖卓蔺屠蒙池乔阴翟谭姬申冉桑桂牛寿边尚农温庄晏柴瞿阎连习鱼向古易慎戈廖终居衡步耿满匡文寇广东欧利师巩聂关荆游肖解应'
const COMPOUND = '欧阳|司马|上官|诸葛|东方|皇甫|尉迟|公孙|令狐|慕容|司徒|夏侯'
const NAME = `(?:(?:${COMPOUND})[\\u4e00-\\u9fff]{1,2}|[${SURNAMES}][\\u4e00-\\u9fff]{1,2}|[${SURNAMES}](?:先生|女士|小姐|某某?|师傅|老师|阿姨|大爷))`
const NAME_END = '(?=$|[\\s，,。.;；!?、:()]|电话|手机|联系|住|家住|的?号码|身份证|\\d|要投诉|要举报|想|今年|地址|是)'
const SAID_NAME = new RegExp(
  `(?:我叫|我的名字(?:是|叫)|我是|本人(?:叫|姓名)?|姓名[:是为]?\\s?|名字[:是叫]\\s?|投诉人[:是]?\\s?|联系人[:是]?\\s?|举报人[:是]\\s?|称呼[:是]?)\\s?(${NAME})${NAME_END}`,
)
const SAID_SURNAME = new RegExp(`(?:我|本人|免贵)姓((?:${COMPOUND})|[${SURNAMES}])(?=$|[\\s，,。.;；!?、的])`)
const ENGLISH_NAME =
  /\b(?:[Mm]y name is|I am|I'm|[Nn]ame:|[Tt]his is)\s+((?:Mr|Mrs|Ms|Dr)?\.?\s?[A-Z][a-z]{1,15}(?: [A-Z][a-z]{1,15}){0,2})(?=$|[\s,.;!])/
const NO_ENGLISH_NAME = /^(?:The|This|That|It|Not|Very|From|In|A|An|Chinese|American|British|Sorry|Here|Chuang)\b/
const BARE_NAME = new RegExp(`^(?:我?叫|我是|是|姓名[:是]?)?\\s?(${NAME}|(?:${COMPOUND}|[${SURNAMES}]))[。.!]?$`)
const BARE_ENGLISH_NAME = /^([A-Z][a-z]{1,15}(?: [A-Z][a-z]{1,15}){0,3})\.?$/
/** A name whose surname no list knows (阿卜杜拉·买买提, 演示张三): only Han, short, and nothing that speaks to us. */
const ANY_NAME = /^[\p{Script=Han}]{2,6}(?:·[\p{Script=Han}]{1,8}){0,2}$/u
const SPEAKS =
  /[我你您他她不没吗呢吧啊哦嗯好是对要想请谁哪怎么什为了的过在问说话名匿退赔换修钱店价]|投诉|举报|人工|客服|电话|可以|知道|随便|保密|先生|女士/
const anyName = (text: string) => (ANY_NAME.test(text) && !SPEAKS.test(text) ? text : undefined)
/** Words that look like surname + name but are none. */
const NO_NAME =
  /^(?:安全|高新|高兴|温馨|和平|于是|金额|石油|商家|东西|常常|路上|经常|成功|成都|广州|广东|文化|方便|关于|解决|应该|应当|全部|全家|连续|支付|计划|时候|白天|车主|车票|农民|农村|满意|安装|元旦|米饭|牛奶|牛肉|鱼肉|利用|师傅|终于|居民|居住|步行|包括|包装|毛病|万一|房东|房子|管理|任何|游客|向来|项目|古怪|易|谢谢|田地|老师|包子|平时|何时|何况|顾客|申请|申诉|左右|司机|边上|池子|支持|计算|东方|金牌|白领|宫|乐意|路人|解释|应聘|贾|单|连锁|全体|全职|向|高中|高管|成年|党员|万分|金融|康|计|项|游|席|房|石材|毛衣|车|习惯|居家|管|房客|雷达|农|牧民|边|乐)/

const MOBILE = /(?<![\d])(?:\+?86[- ]?)?(1[3-9]\d(?:[- ]?\d{4}){2})(?!\d)/g
const LANDLINE = /(?<![\d-])(0\d{2,3}[- ]?\d{7,8})(?![\d])/g
const SPELLED = /[一二三四五六七八九零〇幺]{11}/g
const DIGIT_OF: Readonly<Record<string, string>> = {
  一: '1',
  幺: '1',
  二: '2',
  三: '3',
  四: '4',
  五: '5',
  六: '6',
  七: '7',
  八: '8',
  九: '9',
  零: '0',
  〇: '0',
}
const SHOP_PHONE =
  /(?:店家?|商家|老板|店主|对方|卖家|客服|店员|经理|门店|公司|他们?|她|销售|骗子|shop|store|seller)(?:的|是|那边|留的)?(?:联系)?(?:电话|手机号?|号码|座机|phone|number|\s|是|:|为)*$/
const EMAIL = /(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{2,24}){1,3}(?![\w-])/

const ADDRESS_SAID =
  /(?:我们?家?住在?|家住在?|(?:^|[\s，,])住在?|本人住|现住|住址[:是在]?|(?:我的|家庭|联系|通讯|通信|收货|居住|现)(?:的)?地址[:是在为]?|居住在|我家在|我家地址[:是在]?|\b(?:i live at|i live in|i live on|my address is|address:))\s?([^，,。;；!?\n]{3,60})/i
const ADDRESS_LIKE =
  /(?:路|街|道|巷|号|小区|村|室|楼|单元|栋|苑|园|城|镇|庄|区|公寓|大厦|花园|Road|Street|Avenue|Rd|St|No\.?\s?\d|Building|Apt|Room)/i
const ADDRESS_STOP =
  /(?:\s+(?=[\u4e00-\u9fff])|电话|手机|联系方式|我叫|我的|昨天|今天|前天|上周|楼下|附近|旁边|隔壁|对面|门口|有一?家|的|附近).*$/u

/** The person asks not to be known (匿名); a complaint needs a real name, a report does not. */
const ANONYMOUS =
  /匿名|不(?:想|愿意?|要|便|方便|能)(?:留|透露|说|提供|公开|写)(?:我的?|自己的?|个人)?(?:真实)?(?:姓名|名字|身份|信息|电话|实名)|不实名|anonymous|without (?:giving )?my name/
const NOT_ANONYMOUS =
  /(?:不|不用|不需要|不是|无需|不必|not )匿名|不匿名|(?:我|本人|可以|愿意|要)?(?:是)?实名(?!认证)(?:举报|投诉)?|not anonymous/
const SECRET =
  /保密|(?:别|不要|勿|不能|不想|请不要)(?:透露|泄露|告诉|让|公开|说出)(?:给|我|他们?|她|商家|店家|老板|对方|店里|店主|企业|任何人|出去|的)*.{0,6}(?:我|身份|信息|是谁|知道|商家|店家|老板)?|keep (?:me|my name|my identity|it) (?:secret|confidential|private)|confidential|don't tell (?:them|the shop|the owner)/
const NO_REPLY =
  /(?:不用|不需要|不必|无需|别|不要)(?:给我|再)?(?:回复|回电|打电话|联系我|反馈|答复)|no (?:reply|need to (?:reply|call))/

const fact = (
  path: Fact['path'],
  value: string | boolean,
  start: number,
  end: number,
  basis: Fact['basis'] = 'stated',
): Fact => ({ path, value, start, end, basis })

const nameFact = (text: string): Fact[] => {
  const han = SAID_NAME.exec(text)
  const name = han?.[1]
  if (han !== null && name !== undefined && !NO_NAME.test(name)) {
    const start = han.index + han[0].lastIndexOf(name)
    return [fact('contact.name', name, start, start + name.length)]
  }
  const surname = SAID_SURNAME.exec(text)
  if (surname?.[1] !== undefined) {
    const start = surname.index + surname[0].length - surname[1].length
    return [fact('contact.name', surname[1], start, start + surname[1].length)]
  }
  const english = ENGLISH_NAME.exec(text)
  if (english?.[1] === undefined || NO_ENGLISH_NAME.test(english[1])) return []
  const start = english.index + english[0].lastIndexOf(english[1])
  return [fact('contact.name', english[1], start, start + english[1].length)]
}

/** Telephone numbers in a message that are the speaker's own (not said to be the shop's). */
const phoneFact = (text: string): Fact[] => {
  for (const pattern of [MOBILE, LANDLINE, SPELLED]) {
    for (const match of text.matchAll(pattern)) {
      if (SHOP_PHONE.test(text.slice(Math.max(0, match.index - 14), match.index))) continue
      if (/(?:单|订单|编|账|卡|证)号.{0,3}$/.test(text.slice(Math.max(0, match.index - 6), match.index))) continue
      const raw = match[1] ?? match[0].replace(/[^\d]/gu, (digit) => DIGIT_OF[digit] ?? '')
      const value = pattern === LANDLINE ? raw.replace(' ', '-') : raw.replace(/[- ]/g, '')
      if (pattern === SPELLED && !/^1[3-9]\d{9}$/.test(value)) continue
      return [fact('contact.phone', value, match.index, match.index + match[0].length)]
    }
  }
  return []
}

/** 「李明，13800001234」: a name that stands by itself beside the number. */
const nameBesidePhone = (text: string): Fact[] => {
  for (const { 0: part, index } of text.matchAll(/[^\s，,。;；、]+/g)) {
    const name = BARE_NAME.exec(part)?.[1]
    if (name === undefined || name.length < 2 || NO_NAME.test(name)) continue
    const start = index + part.indexOf(name)
    return [fact('contact.name', name, start, start + name.length)]
  }
  return []
}

const addressFact = (text: string): Fact[] => {
  const match = ADDRESS_SAID.exec(text)
  const value = match?.[1]?.replace(ADDRESS_STOP, '').trim()
  if (match === null || value === undefined || value.length < 3 || !ADDRESS_LIKE.test(value)) return []
  const start = match.index + match[0].lastIndexOf(match[1] ?? '')
  return [fact('contact.address', value, start, start + value.length)]
}

const flag = (text: string, pattern: RegExp, path: Fact['path'], value: boolean): Fact[] => {
  const match = pattern.exec(text)
  return match === null ? [] : [fact(path, value, match.index, match.index + match[0].length)]
}

/** Who speaks (投诉人信息) and how far he may be known: name, phone, address, mail, anonymity, secrecy, reply. */
export const contactFacts = (text: string, lower: string): Fact[] => {
  const email = EMAIL.exec(text)
  const phone = phoneFact(text)
  const said = nameFact(text)
  return [
    ...(said.length === 0 && phone.length > 0 ? nameBesidePhone(text) : said),
    ...phone,
    ...addressFact(text),
    ...(email === null ? [] : [fact('contact.email', email[0], email.index, email.index + email[0].length)]),
    ...(NOT_ANONYMOUS.test(lower)
      ? flag(lower, NOT_ANONYMOUS, 'anonymous', false)
      : flag(lower, ANONYMOUS, 'anonymous', true)),
    ...flag(lower, SECRET, 'contact.keepSecret', true),
    ...flag(lower, NO_REPLY, 'contact.wantsReply', false),
  ]
}

/** A message that is nothing but a name, as the answer to "your name?". */
export const bareName = (text: string): (Span & { value: string }) | undefined => {
  const trimmed = text.trim()
  const value = BARE_NAME.exec(trimmed)?.[1] ?? BARE_ENGLISH_NAME.exec(trimmed)?.[1] ?? anyName(trimmed)
  if (value === undefined || NO_NAME.test(value)) return undefined
  const start = text.indexOf(value)
  return { value, start, end: start + value.length }
}
