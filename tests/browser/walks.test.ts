/** A hotline's order, a refusal, a report: each by browser from receipt to result, every reader's view looked at on the way. */
import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { type MessageKey, type MessageParams, t } from '../../content/messages/index.ts'
import { complaintDraft, demoContact, reportDraft } from '../factories/drafts.ts'
import { jpeg, pdf } from '../factories/pictures.ts'
import { expectAccessible, openPage } from '../harness/browser.ts'
import { act, enterDesk } from '../harness/desk.ts'
import { type RunningServer, startServer } from '../harness/server.ts'
import { invite, knock } from '../harness/trader.ts'

const say = (key: MessageKey, params?: MessageParams) => t('zh', key, params)
const press = (page: Page, key: MessageKey) => page.getByRole('button', { name: say(key), exact: true }).click()
const see = (page: Page, text: string) => page.getByText(text).first().waitFor()
const main = async (page: Page) => (await page.locator('main').textContent()) ?? ''
let server: RunningServer
beforeAll(async () => {
  server = await startServer()
  return server.stop
})

const visitor = (allow?: RegExp) =>
  openPage({ base: server.base, javaScriptEnabled: false, ...(allow ? { allow } : {}) })
const call = async (address: string, init: { method?: string; headers?: object; body?: unknown } = {}) => {
  const { method = 'GET', headers = {}, body } = init
  const response = await fetch(server.base + address, {
    method,
    headers: { 'content-type': 'application/json', ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  return { status: response.status, body: await response.json() }
}
interface Key {
  number: string
  queryCode: string
}
const filed = async (draft: object): Promise<Key> =>
  (await call('/api/tickets', { method: 'POST', body: draft })).body as Key

/** The citizen's own page, by number and code. */
async function follow({ number, queryCode }: Key): Promise<Page> {
  const page = await visitor()
  await page.goto('/tickets/track')
  await page.locator('[name=number]').fill(number)
  await page.locator('[name=code]').fill(queryCode)
  await press(page, 'tickets.track.send')
  return page
}

interface Reply {
  id: string
  orderNumber: string
  ticketNumber: string
  state: string | null
  reply: string | null
}

/** Pulls what waits, page by page, confirms what `takes` says, and gives back the replies about one ticket. */
async function takeReplies(authorization: string, number: string, takes: (reply: Reply) => boolean): Promise<Reply[]> {
  const headers = { authorization }
  for (;;) {
    const { items } = (await call('/api/hotlines/12345/replies?limit=100', { headers })).body as { items: Reply[] }
    const taken = items.filter(takes)
    const confirm = ({ id }: Reply) =>
      call(`/api/hotlines/12345/replies/${id}/acknowledgement`, { method: 'POST', headers, body: {} })
    const answers = await Promise.all(taken.map(confirm))
    expect(answers.filter(({ status }) => status !== 200)).toEqual([])
    if (taken.length === 0) return items.filter(({ ticketNumber }) => ticketNumber === number)
  }
}

/** On a telephone without a script, in either language: words with a photo, a file that is not taken, files alone. */
async function answersWithFiles(trader: Page): Promise<void> {
  const choose = () => trader.locator('#f-file')
  const file = (name: string, buffer: Buffer) => ({ name, mimeType: 'application/pdf', buffer })
  const narrow = () =>
    trader.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth)
  await trader.setViewportSize({ width: 375, height: 800 })
  await trader.locator('[name=text]').fill('演示：菜单上写了。')
  await choose().setInputFiles([file('点菜单.jpg', jpeg()), file('程序.pdf', Buffer.from('MZ'))])
  await press(trader, 'tickets.party.send.answer')
  const why = say('tickets.files.refused', { name: '程序.pdf', why: say('errors.upload.type') })
  await trader.getByRole('alert').getByRole('link', { name: why }).click()
  expect(await choose().evaluate((element) => element === document.activeElement)).toBe(true)
  expect(await trader.locator('[name=text]').inputValue()).toBe('演示：菜单上写了。')
  await trader.getByRole('link', { name: '点菜单.jpg' }).waitFor()
  expect(await narrow()).toBe(true)
  await press(trader, 'tickets.party.send.answer')
  await see(trader, say('tickets.party.done.answer'))
  const chinese = new URL(trader.url())
  await trader.goto(`/en${chinese.pathname}${chinese.search}`)
  await choose().setInputFiles([file('收费公示.pdf', pdf())])
  await trader.getByRole('button', { name: t('en', 'tickets.party.send.evidence'), exact: true }).click()
  await see(trader, t('en', 'tickets.party.done.evidence'))
  await trader.getByRole('link', { name: '收费公示.pdf' }).waitFor()
  expect(await narrow()).toBe(true)
  await trader.goto(chinese.href)
}

test('an order of 12345 from the key to the reply taken back', async () => {
  const guardian = await openPage({ base: server.base, allow: /\b403\b/ })
  const [officer, trader] = [await visitor(), await visitor(/\b400\b/)]
  await enterDesk(guardian, 'demo.security')
  await guardian.getByRole('link', { name: say('common.desk.keys'), exact: true }).click()
  await guardian.getByLabel(say('desk.keys.label')).fill('演示 12345 平台')
  await press(guardian, 'desk.keys.add')
  await see(guardian, say('desk.keys.once'))
  const authorization = `Bearer ${await guardian.locator('code.secret').textContent()}`
  await guardian.setViewportSize({ width: 375, height: 800 })
  await expectAccessible(guardian)

  const order = {
    text: '市民反映：昨天在舜华路的演示烤肉店吃饭花了358元，多收60元服务费，要求退钱。',
    kind: 'complaint',
    caller: { name: '演示 李四', phone: '13800000003', address: '演示路 3 号' },
  }
  const headers = { authorization, 'idempotency-key': 'YC-12345-0001' }
  const sent = await call('/api/hotlines/12345/orders', { method: 'POST', headers, body: order })
  expect(sent.status).toBe(201)
  const { number } = sent.body
  const citizen = await follow(sent.body)
  await see(citizen, say('tickets.explain.dispatched'))

  await enterDesk(officer, 'demo.shunhualu')
  await officer.goto(`/desk/tickets/${number}`)
  await see(officer, 'YC-12345-0001')
  await see(officer, say('desk.hotline.waiting', { count: 1 }))
  for (const [action, explained] of [
    ['take', 'under-review'],
    ['accept', 'accepted'],
  ] as const) {
    await act(officer, number, action)
    await citizen.reload()
    await see(citizen, say(`tickets.explain.${explained}`))
  }
  await knock(trader, number, await invite(officer, number, '演示：退还多收的60元。'))
  const traderSees = async (...words: string[]) => {
    await trader.reload()
    for (const each of ['演示：退还多收的60元。', ...words]) await see(trader, each)
    // Neither the hotline’s words nor its caller, nor what the bureau tells the caller.
    for (const trace of [order.text, '13800000003', '演示路 3 号', 'YC-12345-0001', '已经约商家'])
      expect(await main(trader)).not.toContain(trace)
  }
  await traderSees(say('tickets.state.accepted'), say('tickets.event.business-invited.business'))
  await act(officer, number, 'reply', { reply: '演示：已经约商家明天上午到所里。' })
  await traderSees(say('tickets.state.accepted'))
  await citizen.reload()
  await see(citizen, '演示：已经约商家明天上午到所里。')

  const mine = await takeReplies(authorization, number, ({ orderNumber }) => orderNumber !== 'YC-12345-0001')
  expect(mine.map(({ state }) => state)).toEqual(['dispatched', 'under-review', 'accepted', null, null])
  expect(mine.at(-1)).toMatchObject({ orderNumber: 'YC-12345-0001', reply: '演示：已经约商家明天上午到所里。' })
  await officer.reload()
  await see(officer, say('desk.hotline.waiting', { count: 5 }))
  await takeReplies(authorization, number, () => true)
  await officer.reload()
  await see(officer, say('desk.hotline.taken'))

  await answersWithFiles(trader)
  await officer.goto(`/desk/tickets/${number}`)
  await see(officer, say('desk.files.ofBusiness'))
  for (const name of ['点菜单.jpg', '收费公示.pdf']) await officer.getByRole('link', { name }).waitFor()
  await citizen.reload()
  await see(citizen, say('tickets.event.business-answered'))
  for (const trace of ['点菜单', '收费公示', '演示：菜单上写了']) expect(await main(citizen)).not.toContain(trace)
  // The hotline is told that the business answered, not what.
  const told = await takeReplies(authorization, number, () => false)
  expect(told.map(({ reply }) => reply)).toEqual([null])
  expect(JSON.stringify(told)).not.toContain('菜单')

  await guardian.goto('/desk/keys')
  const row = guardian.getByRole('row', { name: '演示 12345 平台' })
  await row.getByLabel(say('desk.sessions.reason')).fill('演示：换新密钥。')
  await row.getByRole('button', { name: say('desk.keys.revoke') }).click()
  await see(guardian, say('desk.keys.revoked'))
  expect((await call('/api/hotlines/12345/replies', { headers: { authorization } })).status).toBe(403)
})

test('a refusal: proposed, approved by another hand, told with its ground, and what else can be done', async () => {
  const key = await filed(complaintDraft())
  const { number } = key
  const [citizen, officer, chief] = [await follow(key), await visitor(), await visitor()]
  await enterDesk(officer, 'demo.shunhualu')
  await enterDesk(chief, 'demo.chief')
  await act(officer, number, 'take')
  const reply = '演示：这笔消费已经超过三年。'
  const business = await visitor(/\b404\b/)
  // No business was told of it: at no step does a door open.
  const doorIsShut = async () => {
    await knock(business, number, key.queryCode)
    await see(business, say('errors.tickets.numberOrCode'))
    expect(await main(business)).not.toContain(reply)
  }
  await doorIsShut()
  await act(officer, number, 'propose-refusal', { reply }, ['ground=R4_OVER_3_YEARS'])
  // A proposal is not a decision: the person still reads of the review.
  await citizen.reload()
  await see(citizen, say('tickets.explain.under-review'))
  expect(await main(citizen)).not.toContain(reply)
  await doorIsShut()
  await act(chief, number, 'refuse')
  await doorIsShut()
  await officer.goto(`/desk/tickets/${number}`)
  await see(officer, say('tickets.state.refused'))
  await citizen.reload()
  await see(citizen, say('tickets.explain.refused'))
  await citizen.locator('.papers a.tall-link', { hasText: '投诉不予受理决定书' }).first().click()
  for (const words of [reply, '这件争议还可以通过下列途径解决。', '自己和商家谈', '请消费者协会', '第十六条'])
    await see(citizen, words)
  expect(await main(citizen)).toMatch(/演示市监投不受〔\d{4}〕\d+号/)
  await citizen.emulateMedia({ media: 'print' })
  await citizen.getByText(reply).first().waitFor()
  expect(await citizen.getByText(say('tickets.paper.file')).isVisible()).toBe(false)
})

test('a report from receipt to filing; the business and the public never learn of it or of who reported', async () => {
  const shop = { name: '演示超市', address: '舜华路 2 号' }
  const key = await filed(reportDraft({ respondent: shop }))
  const other = await filed(
    complaintDraft({ respondent: shop, contact: { ...demoContact, name: '演示 赵小红', phone: '13800000009' } }),
  )
  const [citizen, officer, head, business] = [await follow(key), await visitor(), await visitor(), await visitor()]
  await enterDesk(officer, 'demo.shunhualu')
  await enterDesk(head, 'demo.head')
  for (const action of ['take', 'accept']) await act(officer, other.number, action)
  await knock(business, other.number, await invite(officer, other.number, '演示：退还多收的60元。'))
  await see(business, '演示：退还多收的60元。')

  const { name, phone, address } = demoContact
  const traces = [key.number, name, phone, address, '过期的牛奶', '销售过期食品']
  const everyone = async (explained: MessageKey) => {
    await citizen.reload()
    await see(citizen, say(explained))
    await business.reload()
    const shown = [
      await main(business),
      ...(await Promise.all(
        ['/statistics', '/disclosures', `/api/search?q=${key.number}`, '/api/open311/v2/requests.json'].map(
          async (each) => (await fetch(server.base + each)).text(),
        ),
      )),
    ]
    // What was asked for stands in the answer to the search.
    const found = traces.filter((trace) =>
      shown.some((text, i) => text.includes(trace) && (i !== 3 || trace !== key.number)),
    )
    expect(found, explained).toEqual([])
    for (const staff of [officer, head]) {
      await staff.goto(`/desk/tickets/${key.number}`)
      await see(staff, key.number)
      for (const trace of [name, phone, address]) expect(await main(staff), explained).not.toContain(trace)
    }
  }
  await everyone('tickets.explain.report.dispatched')
  await act(officer, key.number, 'take')
  await everyone('tickets.explain.verifying')
  // Enter in a line goes on, past the button that takes over a template.
  await officer.goto(`/desk/tickets/${key.number}?act=propose-filing`)
  await officer.locator('.act-panel [name=reason]').fill('演示：货架上有十几盒过期牛奶。')
  await officer.locator('.act-panel [name="asked.officers"]').fill('演示甲、演示乙')
  await officer.locator('.act-panel [name="asked.officers"]').press('Enter')
  await officer.locator('.act-panel button[value=send]').click()
  await officer.waitForURL('**?done=propose-filing**')
  await everyone('tickets.explain.verifying')
  expect(await main(citizen)).not.toContain('演示甲')
  await act(head, key.number, 'file-case')
  await everyone('tickets.explain.filed')
  await citizen.locator('.papers a.tall-link', { hasText: '举报' }).last().click()
  expect(await main(citizen)).toMatch(/演示市监举告〔\d{4}〕\d+号/)
})

test('one’s own sessions and password, and those of an account', async () => {
  const [mine, elsewhere] = [await openPage({ base: server.base, allow: /\b40[01]\b/ }), await visitor(/\b401\b/)]
  await enterDesk(elsewhere, 'demo.drugs')
  await enterDesk(mine, 'demo.drugs')
  await mine.goto('/desk/security')
  await see(mine, say('desk.sessions.here'))
  for (const width of [375, 1280]) {
    await mine.setViewportSize({ width, height: 800 })
    await expectAccessible(mine)
  }
  for (const name of ['old', 'fresh', 'again'] as const)
    await mine.getByLabel(say(`desk.password.${name}`), { exact: true }).fill('Not-it-2026-11')
  await press(mine, 'desk.password.save')
  await mine.getByRole('alert').getByText(say('desk.totp.wrongPassword')).waitFor()
  await press(mine, 'desk.sessions.endOthers')
  await see(mine, say('desk.sessions.ended', { count: 1 }))
  await elsewhere.goto('/desk')
  await see(elsewhere, say('desk.login.title'))

  const guardian = await visitor(/\b400\b/)
  await enterDesk(guardian, 'demo.security')
  await guardian.goto('/desk/accounts')
  await guardian.getByRole('link', { name: 'demo.drugs' }).click()
  await press(guardian, 'desk.sessions.endAll')
  await guardian.getByRole('alert').waitFor()
  await guardian.getByLabel(say('desk.sessions.reason')).fill('演示：电脑丢了。')
  await press(guardian, 'desk.sessions.endAll')
  await see(guardian, say('desk.sessions.none'))
  await mine.goto('/desk')
  await see(mine, say('desk.login.title'))

  const auditor = await openPage({ base: server.base, viewport: { width: 375, height: 800 } })
  await enterDesk(auditor, 'demo.auditor')
  await auditor.goto('/desk/audit?action=staff.sessions-ended')
  await see(auditor, '演示：电脑丢了。')
  await expectAccessible(auditor)
})
