/** Invented reports, questions, names and replies for demo tickets (演示数据). `{shop}` is filled in. */
import type { TicketKind } from './model.ts'

export interface ReportStory {
  problem: string
  object: string
  shop: string
  text: string
}

export const REPORTS: readonly ReportStory[] = [
  {
    problem: 'P01',
    object: 'catering',
    shop: '快餐店',
    text: '{shop}后厨用过期调料，冰箱里生熟混放，每天晚上八点以后最明显。',
  },
  {
    problem: 'P01',
    object: 'food',
    shop: '熟食作坊',
    text: '{shop}没有证，凌晨三点在院子里加工熟食，早上送到菜市场卖。',
  },
  { problem: 'P05', object: 'drugs', shop: '大药房', text: '{shop}门口海报写“全国第一”“包治颈椎病”。' },
  {
    problem: 'P06',
    object: 'property-charges',
    shop: '物业公司',
    text: '{shop}给商户加价收电费，比供电公司的价高一半，没有公示。',
  },
  {
    problem: 'P14',
    object: 'training',
    shop: '托管班',
    text: '{shop}在居民楼里办托管，没有营业执照，收二十多个孩子。',
  },
  { problem: 'P07', object: 'vehicles', shop: '加油站', text: '{shop}加油机不准，五十升的油箱加了五十六升。' },
  {
    problem: 'P16',
    object: 'special-equipment',
    shop: '仓储公司',
    text: '{shop}的叉车没有检验标志，开车的人也没有证。',
  },
  { problem: 'P18', object: 'alcohol', shop: '烟酒行', text: '{shop}卖的白酒包装和名牌几乎一样，怀疑是仿冒。' },
  {
    problem: 'P04',
    object: 'health-food',
    shop: '健康体验馆',
    text: '{shop}每天早上给老人发鸡蛋，讲保健品能代替降压药。',
  },
  {
    problem: 'P19',
    object: 'other',
    shop: '商贸公司',
    text: '{shop}让人交3800元入会，再拉三个人就返钱，每周二晚上讲课。',
  },
  { problem: 'P02', object: 'children', shop: '玩具批发部', text: '{shop}卖的儿童玩具没有认证标志，小零件一拉就掉。' },
]

/** Questions, requests, suggestions and praise. */
export const OTHERS: Readonly<Record<Exclude<TicketKind, 'complaint' | 'report'>, readonly string[]>> = {
  consultation: [
    '网上买的内衣拆了包装，还能七天无理由退吗？',
    '小区门口摆早点摊需要办什么手续？',
    '充值卡没写期限，商家说一年作废，合法吗？',
    '营业执照换地址，要先办什么？',
    '个体户的年报什么时候报，不报会怎样？',
    '饭店能不能不让自带酒水？',
    '商品标价和收款机不一样，按哪个算？',
  ],
  help: [
    '老人买了一堆保健品，想请人帮忙看看能不能退。',
    '商场的电梯总是停，腿脚不方便，希望有人过问。',
    '收到一封说我公司进了异常名录的信，不知道怎么办。',
  ],
  suggestion: [
    '建议菜市场每个门口放一台公平秤。',
    '建议把检查结果贴在饭店门口，写大一点。',
    '投诉进度能不能短信提醒一下。',
  ],
  praise: ['上次投诉健身房，所里的同志跑了三趟，钱退回来了，谢谢。', '窗口的同志帮我把材料一次讲清楚，半小时办完。'],
}

/** First halves of invented shop names; 演示 goes before them. */
export const SHOP_NAMES = [
  '老槐树',
  '小满',
  '三棵松',
  '云朵',
  '青石巷',
  '东篱',
  '半山',
  '向阳花',
  '大碗',
  '四季',
  '晨光里',
  '百味',
  '一粒米',
  '白鹭',
  '石榴红',
  '南窗',
] as const
export const PEOPLE = ['甲', '乙', '丙', '丁', '戊', '己', '庚', '辛', '壬', '癸'] as const

/** What the bureau writes to people, by action. */
export const REPLIES = {
  'ask-materials': '请在三天内补一张付款截图或者小票照片，直接在这里留言也行。',
  reply: '我们已经联系了商家，正在核对情况，有结果会写在这里。',
  'propose-refusal': '经审查，这件投诉不符合受理条件。你可以走下面写的其他途径。',
  agree: '双方谈妥：商家退款，三天内到账。谢谢你的配合。',
  terminate: '调解没有成。我们把情况记下来了，你可以起诉或者申请仲裁。',
  answer: '你问的事情，我们查了规定，答复如下：可以办，请带身份证到就近的所窗口，当场能办完。',
  conclude: '案件已经办结，谢谢你提供线索。',
  'not-ours': '这件事由住建部门管，请打 12345 转住建热线。',
  duplicate: '同一件事已经有人举报，我们正在一起处理，不再另立一件。',
} as const
/** What officers fill in on demo tickets. */
export const DEMO_FACTS = {
  delegate: '演示消费者协会分会',
  testingBody: '演示检测中心',
  testingCost: '商家先付',
  terms: '演示：商家三天内退款。',
  competentBody: '演示住建部门',
  earlierNumber: 'JNGX20260101900001',
  officers: '演示·甲、演示·乙',
  consentHow: '电话里双方都同意',
} as const
export const COMMENTS = [
  '处理得快，谢谢。',
  '打电话很有耐心。',
  '时间有点长。',
  '没有达到我的要求，但是讲得清楚。',
  '希望以后能主动告诉进度。',
] as const
