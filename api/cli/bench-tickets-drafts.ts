/** Drafts as a program sends them: complete, each another, all recognisably invented. */
import { chinaDate } from '../calendar/calendar.ts'
import type { ComplaintDraft, ReportDraft } from '../tickets/model.ts'

const SHOPS = ['烤肉店', '超市', '药房', '美容院', '水果店', '汽修厂', '培训班', '手机店'] as const
const STREETS = ['舜华路', '新泺大街', '工业南路', '旅游路', '一条记不清的路'] as const
const PROBLEMS = ['P06', 'P01', 'P02', 'P05', 'P10'] as const

/** Three complaints and one report of four. */
export function draftOf(serial: number, today = chinaDate(new Date())): ComplaintDraft | ReportDraft {
  const shop = `演示${serial}号${SHOPS[serial % SHOPS.length]}`
  const street = STREETS[serial % STREETS.length] ?? ''
  const paid = 20 + ((serial * 37) % 900)
  const common = {
    problem: PROBLEMS[serial % PROBLEMS.length] ?? 'P06',
    place: { text: `${street} ${1 + (serial % 90)} 号` },
    occurredOn: today,
    contact: {
      name: `演示 ${serial} 号市民`,
      phone: `1380000${String(serial % 10_000).padStart(4, '0')}`,
      address: `演示路 ${serial} 号`,
      wantsReply: true,
      keepSecret: false,
    },
    respondent: { name: shop, address: `${street} ${1 + (serial % 90)} 号` },
    source: { channel: 'portal' as const },
    attachments: [],
    declaredTrue: true,
  }
  if (serial % 4 === 3)
    return {
      kind: 'report',
      ...common,
      narrative: `演示：${shop}把过期的东西摆在货架上卖，我数了有 ${paid} 件。`,
      allegation: '销售过期食品',
      anonymous: false,
    }
  return {
    kind: 'complaint',
    ...common,
    narrative: `演示：我在${street}的${shop}花了${paid}元，结账时多收了 ${1 + (serial % 60)} 元服务费，没有人事先说过，要求退钱。`,
    purchase: { item: '服务', amountYuan: `${paid}.00`, boughtOn: today, forDailyLife: true },
    requests: ['refund'],
    claimYuan: `${1 + (serial % 60)}.00`,
    evidence: '小票照片',
  }
}
