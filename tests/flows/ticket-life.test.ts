/** What happens beside the straight way: the business's door, proof of contact, cards, objection, split, followers, papers. */
import { inflateRawSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { fixedClock } from '../../api/platform/clock.ts'
import { sweepTickets } from '../../api/tickets/supervision/sweep-tickets.ts'
import { complaintDraft, consultationDraft, reportDraft } from '../factories/drafts.ts'
import { NOW, openApi, type TestApi } from '../harness/api.ts'
import { openDesk } from '../harness/desk-api.ts'

const clock = fixedClock(NOW)
let api: TestApi
let desk: Awaited<ReturnType<typeof openDesk>>
beforeAll(async () => {
  api = await openApi({ clock })
  desk = await openDesk(api, ['demo.shunhualu', 'demo.suncun', 'demo.desk', 'demo.chief', 'demo.quality', 'demo.head'])
})
afterAll(() => api.close())

const OFFICER = 'demo.shunhualu'
interface Key {
  number: string
  queryCode: string
}
const at = async (instant: string) => {
  clock.set(instant)
  await desk.stayAwake(instant)
}
const filed = async (draft: unknown, headers = {}) =>
  (await (await api.post('/api/tickets', draft, headers)).json()) as Key & { legalNumber: { number: string | null } }
const view = async ({ number, queryCode }: Key, locale = 'zh') =>
  (
    await api.request(`/api/tickets/${number}`, { headers: { 'query-code': queryCode, 'accept-language': locale } })
  ).json()
const send = async ({ number, queryCode }: Key, path: string, body: unknown) => {
  const response = await api.post(`/api/tickets/${number}/${path}`, body, { 'query-code': queryCode })
  return { status: response.status, body: await response.json() }
}
const act = (who: string, number: string, expectedState: string, action: string, more: object = {}) =>
  desk.post(who, `/tickets/${number}/actions`, { action, expectedState, ...more })
const accepted = async (draft: unknown = complaintDraft()) => {
  const key = await filed(draft)
  await act(OFFICER, key.number, 'dispatched', 'take')
  expect((await act(OFFICER, key.number, 'under-review', 'accept')).status).toBe(200)
  return key
}
const CLAIM = { asked: { claim: '退还多收的服务费60元。' } }

test('the business has a door of its own: it reads the claim, answers, agrees, and signs; never more', async () => {
  await at(NOW)
  const key = await accepted(complaintDraft({ narrative: '演示：暗号蓝鲸。店家多收60元，我另外也举报了。' }))
  const { number } = key
  const door = async (code: string) => {
    const response = await api.request(`/api/party/${number}`, { headers: { 'party-code': code } })
    return { status: response.status, body: await response.json() }
  }
  expect((await door(key.queryCode)).status).toBe(404)
  expect((await act(OFFICER, number, 'accepted', 'invite-business', CLAIM)).status).toBe(200)
  const { partyCode } = (await desk.get(OFFICER, `/tickets/${number}`)).body.mediation
  expect(partyCode).not.toBe(key.queryCode)
  expect((await door(key.queryCode)).status).toBe(404)
  const { body } = await door(partyCode)
  expect(body).toMatchObject({
    complainant: '演示 王小明',
    claim: { text: '退还多收的服务费60元。', requests: ['退钱'], claimYuan: '60.00' },
    acts: ['answer', 'evidence', 'consent', 'decline', 'object'],
  })
  expect(JSON.stringify(body)).not.toMatch(/蓝鲸|另外也举报|13800000001|演示路/)
  expect(JSON.stringify(body)).not.toContain(key.queryCode)

  const say = async (act: string, text?: string) => {
    const response = await api.post(
      `/api/party/${number}`,
      { act, ...(text ? { text } : {}) },
      { 'party-code': partyCode },
    )
    return response.status
  }
  expect(await say('answer')).toBe(400)
  expect(await say('answer', '服务费有公示，愿意谈。')).toBe(201)
  expect(await say('evidence', '有菜单照片。')).toBe(201)
  expect(await say('consent')).toBe(201)
  expect(await say('sign')).toBe(409)
  expect((await send(key, 'mediation', { act: 'consent' })).status).toBe(201)
  // Both said yes here: nobody is asked how.
  expect((await act(OFFICER, number, 'accepted', 'mediate')).status).toBe(200)
  const shown = (await desk.get(OFFICER, `/tickets/${number}`)).body.timeline
  expect(shown.map((each: { statement: string | null }) => each.statement).filter(Boolean)).toEqual([
    '服务费有公示，愿意谈。',
    '有菜单照片。',
  ])
  // What the business wrote reaches the person only through somebody at the desk.
  expect(JSON.stringify(await view(key))).not.toContain('服务费有公示')
  expect(await say('recuse', '调解员是店主的亲戚。')).toBe(201)
  const paused = await view(key)
  expect(paused).toMatchObject({ state: 'recusal-pause' })
  expect(paused.promises.find((each: { status: string }) => each.status === 'paused')).toBeTruthy()
  const decide = { asked: { recusal: 'granted' } }
  expect((await act('demo.chief', number, 'recusal-pause', 'settle-recusal', decide)).status).toBe(200)
  const terms = { reply: '谈妥。', asked: { terms: '三天内退款60元。', performBy: '2026-11-25' } }
  expect((await act(OFFICER, number, 'mediating', 'agree', terms)).status).toBe(200)
  expect(await say('sign')).toBe(201)
  expect(await say('sign')).toBe(409)
  expect((await send(key, 'mediation', { act: 'sign' })).status).toBe(201)
  const signed = (await door(partyCode)).body
  expect(signed.signed).toEqual({ own: true, other: true })
  expect(signed.notices.map((each: { template: string }) => each.template)).toEqual(['N4B', 'N6', 'N8'])
  expect((await act(OFFICER, number, 'agreed', 'close')).status).toBe(200)

  // The agreement as paper: in both languages, with its number, as a DOCX file.
  const { id } = signed.notices.at(-1)
  const paper = async (locale: string) =>
    (
      await api.request(`/api/party/${number}/notices/${id}`, {
        headers: { 'party-code': partyCode, 'accept-language': locale },
      })
    ).json()
  expect(await paper('zh')).toMatchObject({ title: '投诉调解书', number: '演示市监调解〔2026〕1号' })
  expect((await paper('en')).title).toBe('Mediation Agreement')
  const file = await api.request(`/api/party/${number}/notices/${id}/docx`, { headers: { 'party-code': partyCode } })
  const bytes = Buffer.from(await file.arrayBuffer())
  expect(bytes.subarray(0, 2).toString()).toBe('PK')
  // The words of the page, with its date written as on paper.
  for (const words of ['三天内退款60元。', '依据：《', '承办：', '2026年11月']) expect(textsIn(bytes)).toContain(words)
  expect(textsIn(bytes)).not.toMatch(/\d{4}-\d{2}-\d{2}/)

  // Rated after the answer, and once more when the promised day has come.
  expect((await send(key, 'rating', { score: 4, solved: false })).status).toBe(201)
  expect((await send(key, 'rating', { stage: 'action', score: 5, solved: true })).status).toBe(409)
  await at('2026-11-26T10:00:00+08:00')
  expect((await view(key)).actions).toEqual(['rate-action'])
  expect((await send(key, 'rating', { stage: 'action', score: 5, solved: true })).status).toBe(201)
  expect((await view(key)).ratings.map((each: { score: number }) => each.score)).toEqual([4, 5])
  const call = { asked: { reached: 'yes', solved: 'yes', satisfaction: '5' } }
  expect((await act(OFFICER, number, 'closed', 'call-back', call)).status).toBe(403)
  expect((await act('demo.quality', number, 'closed', 'call-back', call)).status).toBe(200)
})

test('who declines ends the mediation; the limit as a ground waits for its day', async () => {
  await at(NOW)
  const { number, ...rest } = await accepted()
  expect((await send({ number, ...rest }, 'mediation', { act: 'decline' })).status).toBe(201)
  const mediate = await act(OFFICER, number, 'accepted', 'mediate', { asked: { consentHow: '电话' } })
  expect([mediate.status, mediate.body.detail]).toEqual([409, '有一方不愿意调解，只能终止调解。'])
  const end = (ground: string) => act(OFFICER, number, 'accepted', 'terminate', { ground, reply: '调解终止。' })
  expect((await end('T5')).body.errors).toMatchObject([{ path: 'ground', code: 'early' }])
  expect((await end('T2')).status).toBe(200)
})

test('a code proves the contact; who has not is marked, and an officer may verify instead', async () => {
  await at(NOW)
  const key = await filed(complaintDraft())
  const unproven = async () => (await desk.get(OFFICER, `/tickets/${key.number}`)).body.contactUnproven
  expect(await unproven()).toBe(true)
  const sent = await send(key, 'contact-proof', { channel: 'phone' })
  expect(sent.body.shownCode).toMatch(/^\d{6}$/)
  expect((await send(key, 'contact-proof', { channel: 'email' })).status).toBe(422)
  const [out] = await api.deps.sql`select kind, way, state from outgoing_mail where kind = 'contact-proof'`
  expect(out).toEqual({ kind: 'contact-proof', way: 'sms', state: 'waiting' })
  const wrong = sent.body.shownCode === '000000' ? '000001' : '000000'
  expect((await send(key, 'contact-proof/confirmation', { code: wrong })).status).toBe(422)
  expect((await send(key, 'contact-proof/confirmation', { code: sent.body.shownCode })).body).toEqual({ proven: true })
  expect(await unproven()).toBe(false)
  const other = await filed(complaintDraft())
  const verify = () => act(OFFICER, other.number, 'dispatched', 'verify-contact', { reason: '看过身份证。' })
  expect([(await verify()).status, (await verify()).status]).toEqual([200, 409])
})

test('five wrong codes make the right one worthless', async () => {
  await at(NOW)
  const key = await filed(complaintDraft())
  const { shownCode } = (await send(key, 'contact-proof', { channel: 'phone' })).body
  for (let i = 0; i < 5; i += 1) await send(key, 'contact-proof/confirmation', { code: `x${i}wrong` })
  expect((await send(key, 'contact-proof/confirmation', { code: shownCode })).status).toBe(422)
})

test('the national platform keeps the legal number; unsent after a working day is yellow', async () => {
  await at(NOW)
  const key = await filed(complaintDraft())
  expect(key.legalNumber).toMatchObject({ system: '12315', number: null })
  const listed = async () =>
    (await desk.get('demo.desk', '/national?limit=100')).body.items.find(
      (each: { number: string }) => each.number === key.number,
    )
  expect(await listed()).toMatchObject({ state: 'waiting', dueOn: '2026-11-23', card: 'none' })
  await at('2026-11-24T10:00:00+08:00')
  expect(await listed()).toMatchObject({ card: 'yellow' })
  const tell = (body: unknown) => desk.post('demo.desk', `/tickets/${key.number}/national`, body)
  expect((await tell({ state: 'sent' })).status).toBe(200)
  expect((await tell({ state: 'acknowledged' })).status).toBe(400)
  expect((await tell({ state: 'acknowledged', externalNumber: '演示-1237010020261124' })).status).toBe(200)
  expect((await tell({ state: 'acknowledged', externalNumber: 'x' })).status).toBe(409)
  expect(await listed()).toBeUndefined()
  expect((await view(key)).legalNumber).toMatchObject({ system: '12315', number: '演示-1237010020261124' })
})

test('two clocks at once: a warning a working day before, a supervision order after, each once', async () => {
  await at(NOW)
  const key = await filed(complaintDraft({ source: { channel: '12345', number: '演示-9' } }))
  const rules = (await view(key)).promises.map((each: { why: { rule: string } }) => each.why.rule)
  expect(rules).toEqual(expect.arrayContaining(['accept', 'reply-12345']))
  const cards = async () => {
    const { supervisions } = (await desk.get(OFFICER, `/tickets/${key.number}`)).body
    return supervisions.map((each: { card: string; dueOn: string }) => `${each.card} ${each.dueOn}`).sort()
  }
  // Five working days from Sunday 22 November end on the 27th; the day before is the last but one.
  await at('2026-11-26T09:00:00+08:00')
  await sweepTickets(api.deps)
  await sweepTickets(api.deps)
  expect(await cards()).toContain('yellow 2026-11-27')
  await at('2026-11-30T09:00:00+08:00')
  await sweepTickets(api.deps)
  await sweepTickets(api.deps)
  expect((await cards()).filter((each: string) => each === 'red 2026-11-27')).toHaveLength(1)
  expect(JSON.stringify((await view(key)).timeline)).toContain('我们没有在2026年11月27日前做到')
  const answer = () => act(OFFICER, key.number, 'dispatched', 'answer-supervision', { reason: '当天联系。' })
  expect([(await answer()).status, (await answer()).status]).toEqual([200, 409])
})

test('the sweep closes what was answered and left alone, and nothing else', async () => {
  await at('2027-01-04T10:00:00+08:00')
  const asked = await filed(consultationDraft())
  await act('demo.desk', asked.number, 'received', 'answer', { reply: '带身份证来。' })
  const open = await accepted()
  await at('2027-01-18T10:00:00+08:00')
  await sweepTickets(api.deps)
  expect((await view(asked)).state).toBe('replied')
  await at('2027-01-20T10:00:00+08:00')
  await sweepTickets(api.deps)
  expect((await view(asked)).state).toBe('closed')
  expect((await view(open)).state).toBe('accepted')
})

test('a unit objects once; after the review it keeps the ticket', async () => {
  await at(NOW)
  const { number } = await filed(complaintDraft())
  const back = () => act(OFFICER, number, 'dispatched', 'return', { reason: '不在辖区。' })
  expect((await back()).status).toBe(200)
  await act('demo.desk', number, 'returned-to-desk', 'dispatch', { station: 'shunhualu' })
  const again = await back()
  expect([again.status, again.body.detail]).toEqual([409, expect.stringContaining('复核')])
  const { notices } = (await desk.get(OFFICER, `/tickets/${number}`)).body
  expect(notices.map((each: { template: string }) => each.template)).toEqual(['N1', 'N16'])
})

test('who proposed a refusal cannot approve it, and what was not approved goes back', async () => {
  await at(NOW)
  const { number } = await filed(complaintDraft())
  const chief = (state: string, action: string, more = {}) => act('demo.chief', number, state, action, more)
  await chief('dispatched', 'take')
  const proposal = { ground: 'R3_NOT_CONSUMER', reply: '不是生活消费。' }
  await chief('under-review', 'propose-refusal', proposal)
  expect((await chief('refusal-proposed', 'refuse')).status).toBe(409)
  expect((await act('demo.head', number, 'refusal-proposed', 'send-back', { reason: '证据不足。' })).status).toBe(200)
  await chief('under-review', 'propose-refusal', proposal)
  expect((await act('demo.head', number, 'refusal-proposed', 'refuse')).status).toBe(200)
  const { notices } = (await desk.get(OFFICER, `/tickets/${number}`)).body
  const { id } = notices.find((each: { template: string }) => each.template === 'N3')
  const paper = (await desk.get(OFFICER, `/tickets/${number}/notices/${id}`)).body
  expect(paper.routes).toHaveLength(5)
  expect(paper.basis.join()).toContain('第十六条')
  expect(paper.paragraphs.join()).toContain('不是生活消费。')
})

test('one message, two matters: split, each with its own number and code, received on the same day', async () => {
  await at(NOW)
  const key = await filed(complaintDraft({ narrative: '演示：多收钱，后厨还用过期料。' }))
  await at('2026-11-24T10:00:00+08:00')
  expect((await act(OFFICER, key.number, 'dispatched', 'split', { asked: { splitKind: 'report' } })).status).toBe(200)
  const own = await view(key)
  const [, code] = /查询码 ([2-9A-Z]{8})/.exec(JSON.stringify(own)) ?? []
  const second = await view({ number: own.linkedNumber, queryCode: code ?? '' })
  expect(second).toMatchObject({ kind: 'report', receivedAt: '2026-11-22T10:00:00.000+08:00' })
  expect(JSON.stringify((await desk.get(OFFICER, `/tickets/${key.number}`)).body)).not.toContain(code)
})

test('a follower is told what its leader is told', async () => {
  await at(NOW)
  const leader = await filed(consultationDraft())
  const follower = await filed(consultationDraft())
  const follow = (number: string) =>
    act('demo.desk', follower.number, 'received', 'follow', { asked: { leader: number } })
  expect((await follow(follower.number)).status).toBe(400)
  expect((await follow(leader.number)).status).toBe(200)
  await act('demo.desk', leader.number, 'received', 'answer', { reply: '两天内办好。' })
  expect(await view(follower)).toMatchObject({ state: 'replied', messages: [{ text: '两天内办好。' }] })
})

test('new facts of a reporter join the earlier report, whose period begins anew', async () => {
  await at(NOW)
  const first = await filed(reportDraft())
  await act(OFFICER, first.number, 'dispatched', 'take')
  await at('2026-12-01T10:00:00+08:00')
  const later = await filed(reportDraft({ narrative: '演示：又看到过期酸奶。' }))
  const merge = { asked: { into: first.number } }
  expect((await act(OFFICER, later.number, 'dispatched', 'merge', merge)).status).toBe(200)
  expect(await view(later)).toMatchObject({ state: 'merged', outcome: 'merged' })
  const running = (await view(first)).promises.filter((each: { status: string }) => each.status === 'running')
  expect(running).toMatchObject([{ why: { rule: 'verify', from: '2026-12-01' } }])
})

test('a sign of a breach found in mediation has a clock of its own, and holds the end back', async () => {
  await at(NOW)
  const { number } = await accepted()
  await act(OFFICER, number, 'accepted', 'find-clue', { reason: '没有许可证。' })
  await act(OFFICER, number, 'accepted', 'terminate', { ground: 'T2', reply: '商家不来。' })
  expect((await act(OFFICER, number, 'terminated', 'close')).status).toBe(409)
  const extend = (who: string) => act(who, number, 'terminated', 'extend', { reason: '要等检验。' })
  expect([(await extend(OFFICER)).status, (await extend('demo.head')).status]).toEqual([403, 200])
  const settle = { reason: '已立案。', asked: { clue: 'filed' } }
  expect((await act(OFFICER, number, 'terminated', 'settle-clue', settle)).status).toBe(200)
  expect((await act(OFFICER, number, 'terminated', 'close')).status).toBe(200)
})

test('old tickets are judged by Order 20, and what the rule needs is asked for', async () => {
  await at('2026-03-02T10:00:00+08:00')
  const purchase = { item: '烤肉', amountYuan: '358.00', boughtOn: '2022-01-01', forDailyLife: true }
  const refused = await api.post('/api/tickets', complaintDraft({ occurredOn: '2022-01-01', purchase }))
  expect((await refused.json()).errors).toMatchObject([{ path: 'knownSince' }])
  const bought = { ...purchase, boughtOn: '2026-02-20' }
  const key = await accepted(complaintDraft({ occurredOn: '2026-02-20', purchase: bought }))
  const body = await view(key)
  const mediate = body.promises.find((each: { why: { rule: string } }) => each.why.rule === 'mediate')
  expect(mediate).toMatchObject({ why: { unit: 'working-day', count: 45 } })
  const [, accept] = body.notices
  const response = await api.request(`/api/tickets/${key.number}/notices/${accept.id}`, {
    headers: { 'query-code': key.queryCode },
  })
  expect((await response.json()).basis).toEqual(['《市场监督管理投诉举报处理暂行办法》第十四条'])
})

/** Everything a DOCX says: the one XML part that holds the text. */
function textsIn(docx: Buffer): string {
  for (let place = docx.indexOf('PK\x03\x04'); place !== -1; place = docx.indexOf('PK\x03\x04', place + 4)) {
    const nameLength = docx.readUInt16LE(place + 26)
    const start = place + 30 + nameLength + docx.readUInt16LE(place + 28)
    if (docx.toString('utf8', place + 30, place + 30 + nameLength) !== 'word/document.xml') continue
    return inflateRawSync(docx.subarray(start))
      .toString('utf8')
      .replaceAll(/<[^>]+>/g, '')
  }
  return ''
}
