/** Complete drafts a citizen could file as they are; a test names only what it is about. People and shops are invented. */
import type { z } from '@hono/zod-openapi'
import type { TicketDraft } from '../../api/tickets/model.ts'

type DraftInput = z.input<typeof TicketDraft>
type Draft<K extends DraftInput['kind']> = Extract<DraftInput, { kind: K }>

export const demoContact = { name: '演示 王小明', phone: '13800000001', address: '演示市演示路 1 号' }

export function complaintDraft(changes: Partial<Draft<'complaint'>> = {}): Draft<'complaint'> {
  return {
    kind: 'complaint',
    narrative: '我在舜华路的演示烤肉店吃饭花了358元，结账时多收了60元服务费，菜单上没写，要求退钱。',
    problem: 'P06',
    place: { text: '舜华路' },
    occurredOn: '2026-11-21',
    contact: demoContact,
    respondent: { name: '演示烤肉店', address: '舜华路 1 号' },
    purchase: { item: '烤肉', amountYuan: '358.00', boughtOn: '2026-11-21', forDailyLife: true },
    requests: ['refund'],
    claimYuan: '60.00',
    evidence: '小票照片',
    declaredTrue: true,
    ...changes,
  }
}

export function reportDraft(changes: Partial<Draft<'report'>> = {}): Draft<'report'> {
  return {
    kind: 'report',
    narrative: '演示超市还在卖过期的牛奶，货架上有十几盒。',
    problem: 'P01',
    place: { text: '舜华路' },
    occurredOn: '2026-11-21',
    contact: demoContact,
    respondent: { name: '演示超市', address: '舜华路 2 号' },
    allegation: '销售过期食品',
    declaredTrue: true,
    ...changes,
  }
}

export function consultationDraft(changes: Partial<Draft<'consultation'>> = {}): Draft<'consultation'> {
  return {
    kind: 'consultation',
    narrative: '开一家奶茶店要办哪些手续？',
    question: '开一家奶茶店要办哪些手续？',
    contact: demoContact,
    declaredTrue: true,
    ...changes,
  }
}
