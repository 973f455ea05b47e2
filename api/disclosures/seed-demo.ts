/** Demo data of the published records: fictional businesses and what might be published about them, through the one verb. */
import { and, desc, eq } from 'drizzle-orm'
import { addDays, chinaDate } from '../calendar/calendar.ts'
import type { Deps } from '../deps.ts'
import { seedDemoEnterprises } from '../enterprises/seed-demo.ts'
import { systemContext } from '../platform/context.ts'
import { seededRandom } from '../platform/random.ts'
import { correctDisclosure } from './correct-disclosure.ts'
import { saveDraft } from './drafts/save-draft.ts'
import type { Publication } from './prepare.ts'
import { publishDisclosures } from './publish-disclosure.ts'
import { fileRequest } from './requests/file-request.ts'
import { abnormal, inspection, type Maker, penalty, permit, sampling } from './seed-demo-records.ts'
import { disclosures } from './tables.ts'
import { withdrawDisclosure } from './withdraw-disclosure.ts'
import { withdrawExpired } from './withdraw-expired.ts'

const COUNTS = {
  enterprises: 400,
  inspections: 1500,
  penalties: 300,
  permits: 200,
  samples: 60,
  abnormal: 25,
  persons: 8,
}

/** @returns records published, those since expired or withdrawn included */
export async function seedDemoDisclosures(
  deps: Deps,
  progress: (done: number, total: number) => void = () => {},
): Promise<number> {
  const businesses = await seedDemoEnterprises(deps, COUNTS.enterprises)
  const maker: Maker = { deps, random: seededRandom('demo-disclosures'), today: chinaDate(deps.clock.now()) }
  const any = () => maker.random.pick(businesses)
  const times = (count: number, make: (serial: number) => Publication) =>
    Array.from({ length: count }, (_, index) => make(index + 1))
  const publications = [
    ...times(COUNTS.inspections, (serial) => inspection(maker, any(), serial)),
    ...times(COUNTS.penalties, (serial) => penalty(maker, any(), serial)),
    ...times(COUNTS.persons, (serial) => ofPerson(maker, penalty(maker, any(), COUNTS.penalties + serial))),
    ...permits(maker, any),
    ...times(COUNTS.samples, (serial) => sampling(maker, any(), serial)),
    ...times(COUNTS.abnormal, (serial) => abnormal(maker, any(), serial)),
  ]
  const ctx = systemContext('seed-demo-disclosures')
  for (let start = 0; start < publications.length; start += 500) {
    await publishDisclosures(deps, ctx, publications.slice(start, start + 500))
    progress(Math.min(start + 500, publications.length), publications.length)
  }
  await withdrawExpired(deps)
  await showWhatCanHappen(deps)
  await leaveWorkToDo(deps, maker, any)
  return publications.length
}

function permits(maker: Maker, any: () => Parameters<typeof permit>[1]): Publication[] {
  const made: Publication[] = []
  while (made.length < COUNTS.permits) {
    const next = permit(maker, any(), made.length + 1)
    if (next) made.push(next)
  }
  return made
}

/** The same decision against a natural person: published by surname only. */
function ofPerson({ random }: Maker, publication: Publication): Publication {
  const partyName = `${random.pick([...'赵钱孙李周吴郑王'])}演示`
  return { ...publication, record: { ...publication.record, partyName, partyCategory: 'natural-person', uscc: null } }
}

/** Work for the desk: drafts that wait, one of them with something to find, and questions about records. */
async function leaveWorkToDo(deps: Deps, maker: Maker, any: () => Parameters<typeof permit>[1]): Promise<void> {
  const ctx = systemContext('seed-demo-disclosures')
  for (const serial of [1, 2, 3]) {
    const { record } = penalty(maker, any(), COUNTS.penalties + COUNTS.persons + serial)
    if (record.type !== 'penalty') continue
    const facts = serial === 1 ? `${record.detail.facts}经营者王小二，在场。` : record.detail.facts
    const decidedOn = addDays(maker.today, -serial * 3)
    const documentNumber = `济高市监罚〔${decidedOn.slice(0, 4)}〕演示-稿${serial}号`
    const fresh = { ...record, decidedOn, documentNumber, detail: { ...record.detail, facts } }
    await saveDraft(deps, ctx, { record: fresh, conceal: [], demo: true })
  }
  const rows = await deps.db
    .select({ id: disclosures.id })
    .from(disclosures)
    .where(and(eq(disclosures.demo, true), eq(disclosures.type, 'penalty'), eq(disclosures.state, 'published')))
    .orderBy(desc(disclosures.seq))
    .limit(2)
  for (const { id } of rows) {
    const statement = '演示：罚款数额与决定书不一致，请核对。'
    const contact = { name: '演示申请人', email: 'demo@example.cn' }
    const asked = { applicant: 'party', contact, statement, conditions: [] }
    await fileRequest(deps, ctx, { kind: 'objection', disclosureId: id, asked })
  }
}

/** A few corrected and a few taken down, so that every kind of page can be seen. */
async function showWhatCanHappen(deps: Deps): Promise<void> {
  const ctx = systemContext('seed-demo-disclosures')
  const rows = await deps.db
    .select()
    .from(disclosures)
    .where(and(eq(disclosures.demo, true), eq(disclosures.type, 'penalty'), eq(disclosures.state, 'published')))
    .orderBy(disclosures.seq)
    .limit(7)
  for (const [index, { id, version, fineYuan, detail }] of rows.entries()) {
    if (index < 4 && 'facts' in detail) {
      const sum = Number(fineYuan ?? 0) + 500
      const content = detail.content.replace(/罚款\d+元/, `罚款${sum}元`)
      const changes = { fineYuan: sum.toFixed(2), detail: { ...detail, content } }
      await correctDisclosure(deps, ctx, { id, version, changes, reason: '罚款数额录入有误，按决定书更正（演示）。' })
    } else {
      await withdrawDisclosure(deps, ctx, { id, kind: index === 4 ? 'annulled' : 'repaired', reason: 'demo' })
    }
  }
}
