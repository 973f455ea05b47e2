/** Invented personal data, planted wherever people and staff hand something in; a test looks for it in every output. */
import type { Deps } from '../../api/deps.ts'
import { correctDisclosure } from '../../api/disclosures/correct-disclosure.ts'
import { saveDraft } from '../../api/disclosures/drafts/save-draft.ts'
import { publishDisclosure } from '../../api/disclosures/publish-disclosure.ts'
import { fileRequest } from '../../api/disclosures/requests/file-request.ts'
import { systemContext } from '../../api/platform/context.ts'
import { fileTicket } from '../../api/tickets/file-ticket.ts'
import { TicketDraft } from '../../api/tickets/model.ts'
import { inspection, penalty } from './disclosures.ts'
import { reportDraft } from './drafts.ts'

const NAME = '王演示甲'
const WITNESS = '赵演示乙'
const REPORTER = '孙演示丙'
const ADDRESS = '演示金丝雀路七号三零二'
export const PERSON_CODE = '92370171MA0DEM021F'
export const CANARIES = [
  NAME,
  WITNESS,
  REPORTER,
  ADDRESS,
  '13900007788',
  '370000190001019999',
  '鲁A9Z9Z9',
  'canary@example.cn',
  '6222000000000009999',
  PERSON_CODE,
]
const told = `当事人${NAME}，身份证370000190001019999，电话13900007788，邮箱canary@example.cn，车牌鲁A9Z9Z9，卡号6222000000000009999，住${ADDRESS}。${WITNESS}举报。`
/** Where no pattern can know it, whoever enters the record says so. */
const conceal = [
  { name: WITNESS, as: '举报人' },
  { name: ADDRESS, as: '［住址］' },
]
const operator = [...conceal, { name: NAME, as: '经营者' }]
const ctx = systemContext('test')

export interface Planted {
  record: string
  ticket: string
  request: string
}

export async function plantCanaries(deps: Deps): Promise<Planted> {
  const person = { partyName: NAME, partyCategory: 'natural-person', uscc: PERSON_CODE }
  const detail = { facts: told, content: `对${NAME}罚款60000元`, licence: `${NAME}的演示证` }
  const publication = penalty({ ...person, detail, decidedOn: '2026-05-20' }, { publishedOn: '2026-06-01', conceal })
  const record = await publishDisclosure(deps, ctx, publication)
  const right = { id: record, version: 1, changes: { fineYuan: '50000.00' }, reason: '数额有误。' }
  await correctDisclosure(deps, ctx, right)
  const checked = inspection({
    ...person,
    documentNumber: '演示检〔2026〕金丝雀号',
    result: 'S05',
    detail: { kind: 'targeted', items: [told], task: told, results: ['S05'], found: told, followUp: told },
  })
  await publishDisclosure(deps, ctx, { ...checked, conceal })
  // A shop of a sole trader: its trade name is public, its operator's name is not.
  await publishDisclosure(deps, ctx, { ...penalty({ detail: { facts: told, content: told } }), conceal: operator })
  await saveDraft(deps, ctx, { record: penalty({ ...person, detail, documentNumber: '演示稿1号' }).record, conceal })
  const asked = {
    applicant: 'party',
    contact: { name: NAME, phone: '13900007788', email: 'canary@example.cn' },
    statement: told,
    evidence: told,
    conditions: [],
  }
  const { number: request } = await fileRequest(deps, ctx, { kind: 'objection', disclosureId: record, asked })
  const draft = TicketDraft.parse(
    reportDraft({
      narrative: told,
      contact: { name: REPORTER, phone: '13900007788', address: ADDRESS, wantsReply: true, keepSecret: true },
    }),
  )
  const { number: ticket } = await fileTicket(deps, ctx, draft)
  return { record, ticket, request }
}
