/** Publications that are complete and recognisably invented. */
import type { RecordInput } from '../../api/disclosures/model.ts'
import type { Publication } from '../../api/disclosures/prepare.ts'

type Penalty = Extract<RecordInput, { type: 'penalty' }>
type Inspection = Extract<RecordInput, { type: 'inspection' }>

export const USCC = '92370171MA0DEM013L'

export function penalty(change: Partial<Penalty> = {}, publication: Partial<Publication> = {}): Publication {
  const record: Penalty = {
    type: 'penalty',
    partyName: '演示测试面馆',
    partyCategory: 'sole-trader',
    uscc: USCC,
    decidedOn: '2026-10-12',
    authority: '演示市场监督管理局',
    station: 'shunhualu',
    documentNumber: '演示罚〔2026〕1号',
    breach: 'food-expired',
    penaltyKinds: ['confiscate-goods', 'fine'],
    industry: 'catering',
    topic: 'food',
    fineYuan: '60000',
    laws: [{ law: 'FSL', title: '中华人民共和国食品安全法', article: '124' }],
    detail: { facts: '当事人经营超过保质期的食品。', content: '没收涉案食品；罚款60000元' },
    ...change,
  }
  return { record, publishedOn: '2026-10-20', ...publication }
}

export function inspection(change: Partial<Inspection> = {}, publication: Partial<Publication> = {}): Publication {
  const record: Inspection = {
    type: 'inspection',
    partyName: '演示测试面馆',
    partyCategory: 'sole-trader',
    uscc: USCC,
    decidedOn: '2026-09-01',
    authority: '演示市场监督管理局',
    station: 'shunhualu',
    documentNumber: '演示检〔2026〕1号',
    result: 'S01',
    industry: 'catering',
    topic: 'food',
    detail: { kind: 'random', items: ['明码标价'], results: ['S01'] },
    ...change,
  }
  return { record, publishedOn: '2026-09-05', ...publication }
}
