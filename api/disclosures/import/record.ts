/** From the values of a row to a publication, without guessing what the file does not say. */

import { CellFault } from '../../platform/spreadsheet/fault.ts'
import { SURNAMES } from '../leak-scan.ts'
import type { Concealed } from '../mask.ts'
import type { CitedLaw, RecordInput } from '../model.ts'
import type { Publication } from '../prepare.ts'
import { remembered } from '../remembered.ts'
import type { Remark, Values } from './cells.ts'
import type { Kind } from './fields.ts'
import { readYuan } from './values.ts'
import type { Words } from './words.ts'

export type RecordKind = Exclude<Kind, 'enterprises'>

export interface Made {
  publication: Publication
  faults: Remark[]
  notes: Remark[]
}

const ORGANISATION = /公司|集团|企业|工厂|厂$|中心$|医院|诊所|门诊部|学校|幼儿园|合作社|合伙|协会|银行|事务所|委员会/
const PERSON_NAME = new RegExp(
  `^(?:[${SURNAMES}][\\p{Script=Han}]{1,2}|[\\p{Script=Han}]某{1,2}[\\p{Script=Han}]?)$`,
  'u',
)
/** The operator beside a sole trader's name: 演示建材店（张三）. */
const OPERATOR = new RegExp(`[(（]([${SURNAMES}][\\p{Script=Han}]{1,3})[)）]`, 'u')
const FINE = /罚款\s*(?:人民币)?\s*[¥￥]?([\d,.]+)\s*(万)?元/g
const ROLES: Record<string, string> = { 'sole-trader': '经营者', organisation: '法定代表人' }

/** @param laws the legal basis, already read and looked up */
export function makeRecord(kind: RecordKind, { one, many }: Values, laws: CitedLaw[], words: Words): Made {
  const faults: Remark[] = []
  const notes: Remark[] = []
  const note = (column: string, key: Remark['reason']['key'], params = {}) =>
    notes.push({ column, reason: { key, params } })
  const missing = (column: string) => faults.push({ column, reason: { key: 'imports.cell.missing' } })
  const text = (field: string) => one.get(field)
  for (const field of ['partyName', 'decidedOn', 'authority']) if (!one.has(field)) missing(field)

  const category = text('partyCategory') ?? categoryOf(text('partyName') ?? '', text('uscc'))
  const { partyName, conceal } = partyOf(
    text('partyName') ?? '',
    category,
    [text('facts'), text('caseName')],
    text('representative'),
  )
  if (partyName !== (text('partyName') ?? '')) note('partyName', 'imports.party.operator')
  const title = text('caseName')
  const topic =
    text('topic') ??
    words.within('topics', text('breach') ?? '')[0] ??
    words.within('topics', text('caseName') ?? '')[0] ??
    null
  const breach =
    kind === 'penalties'
      ? words.breach({
          texts: [text('breach'), title, text('facts')],
          topic,
          laws,
          day: text('decidedOn') ?? '',
        })
      : null
  const common = {
    partyName,
    partyCategory: isNamedPerson(partyName, category) ? 'natural-person' : category,
    uscc: text('uscc') ?? null,
    decidedOn: text('decidedOn') ?? '',
    authority: text('authority') ?? '',
    station: text('station') ?? null,
    documentNumber: text('documentNumber') ?? null,
    breach: breach?.id ?? null,
    industry: text('industry') ?? null,
    topic: topic ?? breach?.topic ?? null,
    severity: (text('severity') ?? null) as RecordInput['severity'] & (string | null),
    laws,
  }
  if (common.partyCategory !== category) note('partyName', 'imports.party.person')
  if (title) nameNotes(partyName, title, note)
  else if (/(?:…|\.{3})$/.test(partyName)) note('partyName', 'imports.party.truncated', { longer: '' })
  const record = typed(kind, common, { one, many }, words, { missing, note })
  const publishedOn = text('publishedOn')
  return { publication: { record, conceal, ...(publishedOn === undefined ? {} : { publishedOn }) }, faults, notes }
}

type Common = Omit<Extract<RecordInput, { type: 'penalty' }>, 'type' | 'detail'>
interface Say {
  missing(field: string): void
  note(field: string, key: Remark['reason']['key'], params?: Record<string, string | number>): void
}

function typed(kind: RecordKind, common: Common, { one, many }: Values, words: Words, say: Say): RecordInput {
  const text = (field: string) => one.get(field)
  const some = (...fields: string[]) =>
    Object.fromEntries(fields.flatMap((field) => (one.has(field) ? [[field, one.get(field)]] : [])))
  switch (kind) {
    case 'penalties':
      return penalty(common, { one, many }, words, say)
    case 'permits': {
      const said = `${text('certificate') ?? ''} ${text('content') ?? ''}`
      const permit = text('permit') ?? words.within('permits', said)[0] ?? 'other'
      const detail = {
        permit,
        kind: text('kind') ?? '06',
        ...some('certificate', 'number', 'content', 'validFrom', 'validTo'),
      }
      return { ...common, type: 'permit', result: text('result') ?? 'valid', detail }
    }
    case 'inspections': {
      const results = many.get('result') ?? []
      const [result] = results
      if (!result) say.missing('result')
      const detail = {
        kind: text('kind') ?? 'routine',
        items: many.get('items') ?? [],
        results,
        ...some('task', 'found', 'followUp', 'recheckOn'),
      }
      return { ...common, type: 'inspection', result: gravest(results), detail }
    }
    case 'abnormal': {
      const list = text('list') === 'serious' ? 'serious' : 'abnormal'
      if (!one.has('cause')) say.missing('cause')
      return {
        ...common,
        type: 'abnormal',
        detail: { list, cause: text('cause') ?? '', ...some('removedOn', 'removalCause') },
      }
    }
    case 'sampling': {
      const failed = many.get('failed') ?? []
      if (!one.has('product')) say.missing('product')
      const detail = {
        product: text('product') ?? '',
        failed,
        ...some('specification', 'batch', 'producer', 'laboratory'),
      }
      return {
        ...common,
        type: 'sampling',
        result: text('result') ?? (failed.length > 0 ? 'unqualified' : 'qualified'),
        detail,
      }
    }
    default:
      return kind satisfies never
  }
}

function penalty(common: Common, { one, many }: Values, words: Words, { missing, note }: Say): RecordInput {
  const facts = one.get('facts') ?? one.get('caseName') ?? one.get('breach') ?? ''
  const content = one.get('content') ?? ''
  if (facts === '') missing('facts')
  if (content === '') missing('content')
  const kinds = [
    ...(many.get('penaltyKinds') ?? words.within('penaltyKinds', content)),
    ...(many.get('morePenaltyKinds') ?? []),
  ]
  const said = finesIn(content)
  const fineYuan = one.get('fineYuan') ?? (said.length === 1 ? (said[0] ?? null) : null)
  if (one.has('fineYuan') && said.length === 1 && said[0] !== one.get('fineYuan'))
    note('fineYuan', 'imports.fine.differs', { column: one.get('fineYuan') ?? '', text: said[0] ?? '' })
  const confiscatedYuan = one.get('confiscatedYuan') ?? null
  const detail: Record<string, string> & { facts: string; content: string } = { facts, content }
  for (const field of DETAIL_FIELDS) {
    const value = one.get(field)
    if (value !== undefined) detail[field] = value
  }
  return {
    ...common,
    type: 'penalty',
    penaltyKinds: kinds.length > 1 ? [...new Set(kinds)] : kinds,
    fineYuan: isNothing(fineYuan) ? null : fineYuan,
    confiscatedYuan: isNothing(confiscatedYuan) ? null : confiscatedYuan,
    detail,
  }
}

const DETAIL_FIELDS = ['licence', 'checkNumber', 'restrictedUntil', 'actEndedOn'] as const

/** Sums of fines a text states, in yuan. */
const finesIn = remembered((content) =>
  [...content.normalize('NFKC').matchAll(FINE)].flatMap(([, sum = '', wan]) => {
    try {
      return [readYuan(sum, wan !== undefined)]
    } catch (error) {
      // 1.2.3: no sum, and only the column of sums has to hold one.
      if (error instanceof CellFault) return []
      throw error
    }
  }),
)

const isNothing = (yuan: string | null) => yuan === '0.00'

/** Results are listed as the file gives them; what counts against the business sums them up. */
function gravest(results: readonly string[]): string | null {
  return results.find((result) => result !== 'S01' && result !== 'S07') ?? results[0] ?? null
}

/** Said by the code's second sign, or by the name; a person only where it reads like one. */
function categoryOf(name: string, uscc: string | undefined): string {
  if (uscc?.startsWith('92')) return 'sole-trader'
  if (uscc !== undefined || ORGANISATION.test(name)) return 'organisation'
  return PERSON_NAME.test(name) ? 'natural-person' : 'sole-trader'
}

/** A sole trader without a trade name goes by the operator's, who is a person and is shown as one. */
const isNamedPerson = (name: string, category: string) => category === 'sole-trader' && PERSON_NAME.test(name)

/** The trade name without its operator, and who must be shown by role where the texts name them. */
function partyOf(
  name: string,
  category: string,
  texts: readonly (string | undefined)[],
  representative: string | undefined,
) {
  const conceal: Concealed[] = []
  const role = ROLES[category]
  const cover = (person: string | undefined) => {
    if (person && role && person.length >= 2 && person.length <= 20 && !person.includes('某') && !name.includes(person))
      conceal.push({ name: person, as: role })
  }
  cover(representative)
  const inName = category === 'sole-trader' ? OPERATOR.exec(name) : null
  const partyName = inName ? name.replace(OPERATOR, '').trim() : name
  if (inName?.[1]) conceal.push({ name: inName[1], as: role ?? '经营者' })
  if (category === 'sole-trader') for (const text of texts) cover(OPERATOR.exec(text ?? '')?.[1])
  return { partyName, conceal }
}

/** Where the case's name goes on behind the party's: a branch, or a name that was cut off. */
function nameNotes(party: string, title: string, note: Say['note']): void {
  const cut = /(?:…|\.{3})$/.test(party)
  const begin = party.replace(/(?:…|\.{3})$/, '')
  if (!title.startsWith(begin)) return
  const rest = title.slice(begin.length)
  const branch = /^[^案]{0,25}?(?:分公司|分店|支店|商场|门店)/.exec(rest)?.[0]
  const longer = /^(?:[^案的使销经生发未违超]{0,12}?(?:有限公司|公司)|(?:百货)?商店|百货店|店|车行|行)(?=[^铺业])/.exec(
    rest,
  )?.[0]
  if (branch) note('partyName', 'imports.party.branch', { branch: begin + branch })
  else if (cut || longer) note('partyName', 'imports.party.truncated', { longer: longer ? begin + longer : '' })
}
