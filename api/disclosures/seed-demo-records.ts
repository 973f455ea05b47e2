/** Makes one demo record after another (演示数据): plausible, deterministic, and saying 演示 wherever a name stands. */
import type { Breach } from '../../content/schema.ts'
import { addDays } from '../calendar/calendar.ts'
import type { Deps } from '../deps.ts'
import type { DemoEnterprise } from '../enterprises/seed-demo.ts'
import type { seededRandom } from '../platform/random.ts'
import type { CitedLaw } from './model.ts'
import type { Publication } from './prepare.ts'
import { addMonths } from './publication-term.ts'

export interface Maker {
  deps: Deps
  random: ReturnType<typeof seededRandom>
  today: string
}

/** What a trade is usually checked and fined for, and the permits it needs. */
const TRADES: Record<
  string,
  { breaches: readonly string[]; permits: readonly string[]; topic: string; items: readonly string[] }
> = {
  catering: {
    breaches: [
      'food-no-permit',
      'food-expired',
      'food-records',
      'small-catering-unregistered',
      'price-marking',
      'licence-not-shown',
    ],
    permits: ['food-business', 'small-catering'],
    topic: 'food',
    items: ['许可证公示', '从业人员健康证明', '进货查验记录', '加工场所卫生', '明码标价'],
  },
  'food-retail': {
    breaches: ['food-expired', 'food-label', 'food-records', 'price-marking'],
    permits: ['food-business'],
    topic: 'food',
    items: ['食品标签和保质期', '进货查验记录', '贮存条件', '明码标价'],
  },
  'food-production': {
    breaches: ['food-label', 'food-records', 'food-expired'],
    permits: ['food-production'],
    topic: 'food',
    items: ['原料查验', '生产过程控制', '出厂检验记录', '产品标签'],
  },
  supermarket: {
    breaches: ['food-expired', 'price-fraud', 'price-marking', 'product-substandard'],
    permits: ['food-business'],
    topic: 'price',
    items: ['明码标价', '促销价格', '食品保质期', '计量器具检定'],
  },
  pharmacy: {
    breaches: ['drug-rules', 'false-advertising', 'price-marking'],
    permits: ['drug-retail', 'device-business'],
    topic: 'drugs',
    items: ['药品储存和温湿度记录', '处方药销售', '执业药师在岗', '购销票据'],
  },
  beauty: {
    breaches: ['consumer-rights', 'false-advertising', 'price-marking', 'licence-not-shown'],
    permits: [],
    topic: 'consumer',
    items: ['预付卡合同', '明码标价', '化妆品进货查验'],
  },
  fitness: {
    breaches: ['consumer-rights', 'false-promotion', 'false-advertising'],
    permits: [],
    topic: 'consumer',
    items: ['预付卡合同', '宣传内容', '退费约定'],
  },
  vehicles: {
    breaches: ['consumer-rights', 'product-substandard', 'price-fraud'],
    permits: [],
    topic: 'quality',
    items: ['配件来源', '维修收费公示', '合同格式条款'],
  },
  manufacturing: {
    breaches: ['product-substandard', 'lift-inspection'],
    permits: ['equipment-use'],
    topic: 'quality',
    items: ['出厂检验', '特种设备定期检验', '标准执行'],
  },
  online: {
    breaches: ['false-promotion', 'online-licence-not-shown', 'price-fraud', 'banned-ad-words'],
    permits: [],
    topic: 'competition',
    items: ['营业执照公示', '商品宣传', '促销价格'],
  },
  property: {
    breaches: ['lift-inspection', 'price-marking', 'price-fraud'],
    permits: ['equipment-use'],
    topic: 'equipment',
    items: ['电梯定期检验', '维护保养记录', '收费公示'],
  },
  services: {
    breaches: ['unregistered-trade', 'licence-not-shown', 'consumer-rights'],
    permits: [],
    topic: 'registration',
    items: ['营业执照公示', '年报信息', '登记住所'],
  },
}
export const tradeOf = (business: DemoEnterprise) =>
  TRADES[business.industry ?? 'services'] ?? { breaches: [], permits: [], topic: 'registration', items: [] }

const RESULTS: readonly (readonly [string, number])[] = [
  ['S01', 720],
  ['S05', 125],
  ['S02', 40],
  ['S04', 35],
  ['S08', 35],
  ['S07', 30],
  ['S03', 10],
  ['S06', 5],
]
const KINDS = ['random', 'random', 'random', 'routine', 'routine', 'special', 'targeted'] as const

export function inspection({ deps, random, today }: Maker, business: DemoEnterprise, serial: number): Publication {
  const trade = tradeOf(business)
  const decidedOn = addDays(today, -3 - random.below(760))
  const result = weighted(random.below(1000))
  const kind = random.pick(KINDS)
  const year = decidedOn.slice(0, 4)
  const troubled = result === 'S05' || result === 'S08'
  return {
    demo: true,
    publishedOn: earlier(addDays(decidedOn, 1 + random.below(12)), today),
    record: {
      ...partyOf(deps, business),
      type: 'inspection',
      decidedOn,
      documentNumber: `济高市监检〔${year}〕演示-${serial}号`,
      result,
      topic: trade.topic,
      detail: {
        kind,
        ...(kind === 'random' ? { task: `${year}年度双随机抽查（演示）` } : {}),
        items: trade.items.filter((_, index) => index === 0 || random.below(3) > 0),
        results: [result],
        ...(troubled ? { found: `${trade.items[0] ?? '经营场所'}不符合要求（演示）。` } : {}),
        ...(result === 'S05' ? { followUp: '责令七日内改正。', recheckOn: addDays(decidedOn, 10) } : {}),
      },
    },
  }
}

export function penalty({ deps, random, today }: Maker, business: DemoEnterprise, serial: number): Publication {
  const breach = random.pick(
    tradeOf(business).breaches.flatMap((id) => deps.content.disclosures.find.breach.get(id) ?? []),
  )
  const decidedOn = addDays(today, -8 - random.below(905))
  const fine = fineOf(random, breach)
  const confiscated = breach.kinds.includes('confiscate-income') ? 50 + random.below(9000) : null
  return {
    demo: true,
    publishedOn: earlier(addDays(decidedOn, 1 + random.below(7)), today),
    record: {
      ...partyOf(deps, business),
      type: 'penalty',
      decidedOn,
      documentNumber: `济高市监罚〔${decidedOn.slice(0, 4)}〕演示-${serial}号`,
      breach: breach.id,
      topic: breach.topic,
      penaltyKinds: [...breach.kinds],
      fineYuan: `${fine}.00`,
      confiscatedYuan: confiscated === null ? null : `${confiscated}.00`,
      severity: fine < 5000 ? 'minor' : fine >= 200_000 ? 'serious' : 'ordinary',
      laws: lawsOf(deps, breach, decidedOn),
      detail: {
        facts: `本局检查发现，当事人${breach.title.zh}。（演示案例，不是真实事件）`,
        content: [
          breach.kinds.includes('warning') ? '警告' : '',
          confiscated === null ? '' : `没收违法所得${confiscated}元`,
          breach.kinds.includes('confiscate-goods') ? '没收涉案物品' : '',
          `罚款${fine}元`,
        ]
          .filter(Boolean)
          .join('；'),
        actEndedOn: addDays(decidedOn, -20 - random.below(60)),
      },
    },
  }
}

export function permit({ deps, random, today }: Maker, business: DemoEnterprise, serial: number): Publication | null {
  const { permits } = tradeOf(business)
  if (permits.length === 0) return null
  const kind = deps.content.disclosures.find.code.permits.get(random.pick(permits))
  if (!kind) return null
  const decidedOn = addDays(today, -10 - random.below(1500))
  const dice = random.below(100)
  const validTo = kind.years === null ? undefined : addDays(addMonths(decidedOn, kind.years * 12), -1)
  const result =
    dice < 4 ? 'ended' : dice < 5 ? 'revoked' : validTo !== undefined && validTo < today ? 'ended' : 'valid'
  return {
    demo: true,
    publishedOn: earlier(addDays(decidedOn, 1 + random.below(7)), today),
    record: {
      ...partyOf(deps, business),
      type: 'permit',
      decidedOn,
      documentNumber: `济高市监许〔${decidedOn.slice(0, 4)}〕演示-${serial}号`,
      result,
      topic: kind.topic,
      detail: {
        permit: kind.id,
        kind: kind.kind,
        certificate: kind.title.zh,
        number: `演示-${String(serial).padStart(6, '0')}`,
        validFrom: decidedOn,
        ...(validTo === undefined ? {} : { validTo }),
      },
    },
  }
}

const PRODUCTS = ['酱油', '糕点', '食用油', '插座', '儿童玩具', '电动车充电器'] as const

export function sampling({ deps, random, today }: Maker, business: DemoEnterprise, serial: number): Publication {
  const decidedOn = addDays(today, -5 - random.below(500))
  const failed = random.below(100) < 14
  return {
    demo: true,
    publishedOn: earlier(addDays(decidedOn, 2 + random.below(9)), today),
    record: {
      ...partyOf(deps, business),
      type: 'sampling',
      decidedOn,
      documentNumber: `演示抽检-${serial}`,
      result: failed ? 'unqualified' : 'qualified',
      topic: tradeOf(business).topic === 'food' ? 'food' : 'quality',
      detail: {
        product: `演示${random.pick(PRODUCTS)}`,
        batch: decidedOn.replaceAll('-', ''),
        failed: failed ? ['标签标示值'] : [],
        laboratory: '演示检验机构',
      },
    },
  }
}

export function abnormal({ deps, random, today }: Maker, business: DemoEnterprise, serial: number): Publication {
  const decidedOn = addDays(today, -5 - random.below(700))
  return {
    demo: true,
    publishedOn: earlier(addDays(decidedOn, 1 + random.below(5)), today),
    record: {
      ...partyOf(deps, business),
      type: 'abnormal',
      decidedOn,
      documentNumber: `济高市监异〔${decidedOn.slice(0, 4)}〕演示-${serial}号`,
      topic: 'registration',
      detail: { list: 'abnormal', cause: random.pick(['未按规定期限公示年度报告', '通过登记的住所无法联系']) },
    },
  }
}

function partyOf({ content }: Deps, { name, category, uscc, station, industry }: DemoEnterprise) {
  const partyCategory = content.disclosures.find.code.enterpriseCategories.get(category)?.party ?? 'organisation'
  return { partyName: name, partyCategory, uscc, station, industry, authority: content.bureau.name.zh }
}

/** Mostly near the lower end of the range; a third reduced below it, as practice goes. */
function fineOf(random: Maker['random'], { fineYuan }: Breach): number {
  const min = Number(fineYuan?.min ?? 1000)
  const max = Number(fineYuan?.max ?? 30_000)
  const share = random.below(1000) / 1000
  const sum = random.below(3) === 0 ? min * (0.1 + share * 0.6) : min + (max - min) * share ** 3
  return Math.max(100, Math.round(sum / 100) * 100)
}

function lawsOf({ content }: Deps, { basis }: Breach, decidedOn: string): CitedLaw[] {
  return basis
    .filter(({ from, to }) => (from === undefined || from <= decidedOn) && (to === undefined || decidedOn <= to))
    .map(({ law, article }) => ({ law, title: content.find.law.get(law)?.title ?? law, article: article ?? null }))
}

function weighted(dice: number): string {
  let below = 0
  for (const [result, weight] of RESULTS) {
    below += weight
    if (dice < below) return result
  }
  return 'S01'
}

const earlier = (a: string, b: string) => (a < b ? a : b)
