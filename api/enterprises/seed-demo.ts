/** Fictional businesses (演示企业): every name begins with 演示, every code passes both check digits and belongs to nobody. */
import { eq } from 'drizzle-orm'
import { addDays, chinaDate } from '../calendar/calendar.ts'
import type { Deps } from '../deps.ts'
import { seededRandom } from '../platform/random.ts'
import { announce } from '../search/outbox.ts'
import { composeUscc } from './credit-code.ts'
import { type EnterpriseRow, enterprises } from './tables.ts'

/** A business as the demo records name it. */
export type DemoEnterprise = EnterpriseRow

const WORDS =
  '味佳 鼎香 和顺 悦客 福满 聚鲜 一品 春晖 明湖 青藤 云帆 海右 历山 锦绣 安康 同心 百花 银杏 石榴 向阳 新禾 晨光 星河 南山 北辰 东篱 泉韵 荷香 知味 小满 谷雨 清和 长乐 万和 佳禾 丰泽'.split(
    ' ',
  )
/** Last words of a name by trade: shops of sole traders, then companies. */
const NAMES: Record<string, { shops: readonly string[]; companies: readonly string[] }> = {
  catering: { shops: ['面馆', '火锅店', '烧烤店', '快餐店', '茶饮店'], companies: ['餐饮管理有限公司'] },
  'food-retail': { shops: ['水果店', '便利店', '糕点店'], companies: ['食品商贸有限公司'] },
  'food-production': { shops: [], companies: ['食品有限公司', '调味品有限公司'] },
  supermarket: { shops: ['超市'], companies: ['商业有限公司'] },
  pharmacy: { shops: [], companies: ['大药房有限公司', '医疗器械有限公司'] },
  beauty: { shops: ['美发店', '美容院'], companies: [] },
  fitness: { shops: ['健身馆'], companies: ['健身服务有限公司', '教育咨询有限公司'] },
  vehicles: { shops: ['汽修厂'], companies: ['汽车销售服务有限公司'] },
  manufacturing: { shops: [], companies: ['机械设备有限公司', '电子科技有限公司'] },
  online: { shops: ['网店'], companies: ['网络科技有限公司', '电子商务有限公司'] },
  property: { shops: [], companies: ['物业服务有限公司'] },
  services: { shops: ['家政服务部', '修理部'], companies: ['商务服务有限公司'] },
}
const HEADS: Record<string, string> = { company: '91370171', 'sole-trader': '92370171' }
const OLDEST_DAYS = 15 * 365

/** @returns the businesses, the same ones every time */
export async function seedDemoEnterprises(deps: Deps, count: number): Promise<EnterpriseRow[]> {
  const random = seededRandom('demo-enterprises')
  const today = chinaDate(deps.clock.now())
  const trades = Object.keys(NAMES)
  const used = new Set<string>()
  const rows: EnterpriseRow[] = []
  for (let serial = 1; rows.length < count; serial++) {
    const industry = random.below(10) < 4 ? random.pick(['catering', 'catering', 'food-retail']) : random.pick(trades)
    const { shops = [], companies = [] } = NAMES[industry] ?? {}
    const isShop = companies.length === 0 || (shops.length > 0 && random.below(10) < 6)
    const category = isShop ? 'sole-trader' : 'company'
    const station = random.pick(deps.content.stations)
    const street = random.pick(station.streets)
    const name = `演示${isShop ? '' : '（济南）'}${random.pick(WORDS)}${random.pick(isShop ? shops : companies)}`
    if (used.has(name)) continue
    used.add(name)
    const dice = random.below(100)
    rows.push({
      uscc: composeUscc(HEADS[category] ?? '', `MA0D${String(serial % 10_000).padStart(4, '0')}`),
      legacyNumber: random.below(5) === 0 ? `370171${String(serial).padStart(9, '0')}` : null,
      parentUscc: null,
      name,
      category,
      status: dice < 92 ? 'active' : dice < 94 ? 'suspended' : dice < 96 ? 'revoked' : 'deregistered',
      industry,
      address: `演示地址：${street.name}示例路${1 + random.below(300)}号`,
      street: street.id,
      station: station.id,
      establishedOn: addDays(today, -200 - random.below(OLDEST_DAYS)),
      representative: isShop ? null : `演示·${random.pick([...'赵钱孙李周吴郑王冯陈'])}某`,
      demo: true,
      updatedAt: deps.clock.now(),
    })
  }
  for (const branch of branchesOf(rows)) rows.push(branch)
  await deps.db.transaction(async (tx) => {
    await tx.insert(enterprises).values(rows).onConflictDoNothing()
    await announce(
      deps,
      tx,
      'enterprises',
      rows.map(({ uscc }) => uscc),
    )
  })
  return rows
}

/** @returns how many were removed */
export async function clearDemoEnterprises(deps: Deps): Promise<number> {
  return deps.db.transaction(async (tx) => {
    const gone = await tx.delete(enterprises).where(eq(enterprises.demo, true)).returning({ uscc: enterprises.uscc })
    await announce(
      deps,
      tx,
      'enterprises',
      gone.map(({ uscc }) => uscc),
    )
    return gone.length
  })
}

const BRANCHES = 12

/** A branch (分支机构) of each of the first companies. */
function branchesOf(rows: readonly EnterpriseRow[]): EnterpriseRow[] {
  return rows
    .filter(({ category }) => category === 'company')
    .slice(0, BRANCHES)
    .map((head, index) => ({
      ...head,
      uscc: composeUscc(HEADS['company'] ?? '', `MA0B${String(index + 1).padStart(4, '0')}`),
      name: `${head.name}第${index + 1}分公司（演示）`,
      category: 'branch',
      status: 'active',
      legacyNumber: null,
      parentUscc: head.uscc,
      representative: null,
    }))
}
