/** The page of the assistant: ticket in view, changed where it stands, photos, voice, another device; with and without scripts. */
import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, test } from 'vitest'
import { type MessageKey, type MessageParams, t } from '../../content/messages/index.ts'
import { complaintDraft } from '../factories/drafts.ts'
import { jpeg } from '../factories/pictures.ts'
import { expectAccessible, openPage, type PageOptions } from '../harness/browser.ts'
import { type RunningServer, startServer } from '../harness/server.ts'

const STORY = '我昨天在舜华路的演示烤肉店吃饭花了358元，结账时多收了60元服务费，菜单上没写，要求退钱'
const PHONE = { width: 375, height: 800 }

let server: RunningServer
beforeAll(async () => {
  server = await startServer()
  return server.stop
})

const say = (key: MessageKey, params?: MessageParams) => t('zh', key, params)
const box = (page: Page) => page.getByLabel(say('assistant.label'), { exact: true })
const button = (page: Page, key: MessageKey) => page.getByRole('button', { name: say(key), exact: true })
const card = (page: Page) => page.getByRole('region', { name: say('tickets.kind.complaint') })
const change = (page: Page, key: MessageKey) =>
  card(page).getByRole('link', { name: say('common.changeWhat', { what: say(key) }) })
const file = (name: string, buffer: Buffer) => ({ name, mimeType: 'image/jpeg', buffer })
const pick = (page: Page, files: ReturnType<typeof file>[]) =>
  page.getByLabel(say('tickets.files.choose')).setInputFiles(files)
const refused = (name: string, key: MessageKey) => say('tickets.files.refused', { name, why: say(key) })

async function open(options: Omit<PageOptions, 'base'> = {}): Promise<Page> {
  const page = await openPage({ base: server.base, ...options })
  await page.goto('/assistant')
  if (options.javaScriptEnabled !== false) await page.locator('astro-island[ssr]').waitFor({ state: 'detached' })
  return page
}

async function tell(page: Page): Promise<void> {
  await box(page).fill(STORY)
  await button(page, 'assistant.send').click()
  await card(page).getByText('演示烤肉店').first().waitFor()
}

describe('with scripts', () => {
  test('photos go in while one writes: what is refused is said, what is typed stays, and one can be taken out', async () => {
    const page = await open({ allow: /\b4(15|22)\b/ })
    await box(page).fill('我还没写完')
    await pick(page, [file('小票.jpg', jpeg()), file('病毒.jpg', Buffer.from('MZ')), file('空.jpg', Buffer.alloc(0))])
    const alert = page.locator('#files-error')
    await alert.getByText(say('errors.upload.type')).waitFor()
    expect(await alert.textContent()).toContain(say('errors.upload.empty'))
    await page.getByRole('link', { name: '小票.jpg' }).waitFor()
    expect(await box(page).inputValue()).toBe('我还没写完')
    await expectAccessible(page)
    await page.reload()
    await page.getByRole('link', { name: '小票.jpg' }).waitFor()
    await page.getByRole('button', { name: say('tickets.files.remove') }).click()
    await page.getByRole('link', { name: '小票.jpg' }).waitFor({ state: 'detached' })
    expect(await page.getByLabel(say('tickets.files.camera')).getAttribute('capture')).toBe('environment')
  })

  test('an upload that breaks off leaves everything as it is', async () => {
    const page = await open({ allow: /attachments|Failed to load/ })
    await tell(page)
    await box(page).fill('还有一句')
    await page.route('**/api/attachments*', (route) => route.abort('connectionreset'))
    await pick(page, [file('小票.jpg', jpeg())])
    await page.locator('#files-error').getByText(say('assistant.failed')).waitFor()
    expect(await box(page).inputValue()).toBe('还有一句')
    await page.unroute('**/api/attachments*')
    await pick(page, [file('小票.jpg', jpeg())])
    await page.getByRole('link', { name: '小票.jpg' }).waitFor()
    expect(await page.locator('#files-error').textContent()).toBe('')
  })

  test('a field is changed where it stands and is confirmed then; the message being written is not lost', async () => {
    const page = await open({ allow: /\b400\b/ })
    await tell(page)
    await box(page).fill('正在写的话')
    await card(page).getByText(say('common.basis.inferred')).first().waitFor()
    await change(page, 'tickets.field.contactPhone').click()
    const phone = page.getByRole('textbox', { name: say('tickets.field.contactPhone'), exact: true })
    await phone.fill('123')
    expect(await phone.evaluate((element) => element === document.activeElement)).toBe(true)
    await button(page, 'assistant.edit.save').click()
    await card(page).getByText(say('tickets.error.phone')).waitFor()
    expect(await phone.inputValue()).toBe('123')
    await expectAccessible(page)
    await phone.fill('13800000001')
    await button(page, 'assistant.edit.save').click()
    await card(page).getByText('13800000001').waitFor()
    await card(page).getByText(say('common.basis.confirmed')).first().waitFor()
    await change(page, 'tickets.field.contactPhone').waitFor()
    expect(await box(page).inputValue()).toBe('正在写的话')
  })

  test('an answer most people give is one press away', async () => {
    const page = await open()
    await button(page, 'assistant.starter.report').click()
    await page.getByRole('region', { name: say('tickets.kind.report') }).waitFor()
    await box(page).fill('在舜华路的演示超市，卖过期的牛奶')
    const ticket = Promise.withResolvers<void>()
    await page.route(/assistant\?c=/, async (route) => {
      await ticket.promise
      await route.continue()
    })
    const fetched = page.waitForRequest(/assistant\?c=/)
    await button(page, 'assistant.send').click()
    await fetched
    // Offered before the ticket is there, a press would be lost.
    expect(await button(page, 'assistant.suggest.report.contact.name.1').count()).toBe(0)
    ticket.resolve()
    await button(page, 'assistant.suggest.report.contact.name.1').click()
    await page
      .getByRole('region', { name: say('tickets.kind.report') })
      .getByText(say('tickets.anonymous'), { exact: true })
      .waitFor()
  })

  test('dictation writes into the box and sends nothing; an answer is read aloud', async () => {
    const page = await openPage({ base: server.base })
    await page.addInitScript(() => {
      const said = globalThis as unknown as Record<string, unknown>
      said['spoken'] = []
      class Ears {
        onresult: ((event: unknown) => void) | null = null
        onend: (() => void) | null = null
        start() {
          const result = Object.assign([{ transcript: '在演示超市买的牛奶过期了' }], { isFinal: true })
          queueMicrotask(() => this.onresult?.({ resultIndex: 0, results: [result] }))
        }
        stop() {
          this.onend?.()
        }
      }
      said['SpeechRecognition'] = Ears
      Object.defineProperty(globalThis, 'speechSynthesis', {
        value: {
          speaking: false,
          cancel: () => {},
          speak: ({ text }: { text: string }) => (said['spoken'] as string[]).push(text),
        },
      })
    })
    const posts: string[] = []
    page.on('request', (request) => {
      if (request.method() === 'POST') posts.push(request.url())
    })
    const response = await page.goto('/assistant')
    expect(response?.headers()['permissions-policy']).toContain('microphone=(self)')
    await button(page, 'assistant.listen').click()
    await page.getByText(say('assistant.listening')).waitFor()
    expect(await box(page).inputValue()).toBe('在演示超市买的牛奶过期了')
    await button(page, 'assistant.stopListening').click()
    await button(page, 'assistant.listen').waitFor()
    expect(posts).toEqual([])
    await button(page, 'assistant.read').first().click()
    expect(await page.evaluate(() => (globalThis as unknown as { spoken: string[] }).spoken)).toEqual([
      say('assistant.hello'),
    ])
    expect((await fetch(`${server.base}/offices`)).headers.get('permissions-policy')).toContain('microphone=()')
  })

  test('on a phone what is missing stays in view, and the ticket opens over the conversation and closes again', async () => {
    const page = await open({ viewport: PHONE, colorScheme: 'dark' })
    await tell(page)
    const standing = page.locator('#standing').getByRole('link')
    await page.evaluate(() => scrollTo(0, 0))
    expect(await standing.textContent()).toContain(say('tickets.field.contactPhone'))
    expect(await inView(page, '#standing')).toBe(true)
    await standing.click()
    expect(await inView(page, '#beside')).toBe(true)
    await change(page, 'tickets.field.contactName').click()
    await page.getByRole('textbox', { name: say('tickets.field.contactName'), exact: true }).fill('演示 王小明')
    await button(page, 'assistant.edit.save').click()
    await card(page).getByText('演示 王小明').waitFor()
    expect(await page.locator('#beside').evaluate((element) => element.matches(':target'))).toBe(true)
    await expectAccessible(page)
    await page.getByRole('link', { name: say('assistant.drawerClose') }).click()
    expect(await page.locator('#beside').evaluate((element) => element.matches(':target'))).toBe(false)
    expect(await standing.textContent()).not.toContain(say('tickets.field.contactName'))
  })
})

/** Whether a part of it is on the screen as it stands. */
const inView = (page: Page, selector: string) =>
  page.locator(selector).evaluate((element) => {
    const { top, bottom } = element.getBoundingClientRect()
    return bottom > 0 && top < innerHeight && bottom <= innerHeight + 1
  })

test('without scripts: words and photos in one post, a change, and on with another device by the code', async () => {
  const page = await open({ javaScriptEnabled: false, allow: /\b40[04]\b/ })
  await box(page).fill(STORY)
  await pick(page, [file('小票.jpg', jpeg()), file('坏的.jpg', jpeg().subarray(0, 300))])
  await button(page, 'assistant.send').click()
  await card(page).getByText('演示烤肉店').first().waitFor()
  expect(await page.getByRole('alert').first().textContent()).toContain(refused('坏的.jpg', 'errors.upload.broken'))
  await page.getByRole('link', { name: '小票.jpg' }).waitFor()
  await change(page, 'tickets.field.contactName').click()
  await page.getByRole('textbox', { name: say('tickets.field.contactName'), exact: true }).fill('演示 王小明')
  await button(page, 'assistant.edit.save').click()
  await card(page).getByText('演示 王小明').waitFor()
  await button(page, 'assistant.resume.make').click()
  const code = String(await page.locator('.resume__code').textContent())

  const other = await open({ javaScriptEnabled: false, viewport: PHONE, allow: /\b404\b/ })
  await other.getByText(say('assistant.resume.have')).click()
  const field = other.getByRole('textbox', { name: say('assistant.resume.label') })
  await field.fill('AAAA-2222')
  await button(other, 'assistant.resume.go').click()
  await other.getByText(say('assistant.resume.wrong')).first().waitFor()
  expect(await field.inputValue()).toBe('AAAA-2222')
  await field.fill(code.toLowerCase())
  await button(other, 'assistant.resume.go').click()
  await card(other).getByText('演示 王小明').waitFor()
  await other.getByText(STORY).waitFor()
  await other.getByRole('link', { name: '小票.jpg' }).waitFor()
})

test('without scripts: an empty message is answered with what to do, and files alone are no empty message', async () => {
  const page = await open({ javaScriptEnabled: false, allow: /\b400\b/ })
  await box(page).fill('  ')
  await button(page, 'assistant.send').click()
  await page.getByRole('alert').getByText(say('tickets.error.text')).waitFor()
  await pick(page, [file('小票.jpg', jpeg())])
  await button(page, 'assistant.send').click()
  await page.getByRole('link', { name: '小票.jpg' }).waitFor()
  expect(await page.getByText(say('tickets.error.text')).count()).toBe(0)
})

test.each([true, false])(
  'what is known of a business already is told beside its ticket and blocks nothing; scripts: %s',
  async (scripts) => {
    const post = (address: string, body: unknown) =>
      fetch(`${server.base}${address}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      })
    const { draft } = (await (await post('/api/assistant/turns', { message: STORY })).json()) as {
      draft: { problem: string; respondent: { name: string } }
    }
    const { name } = draft.respondent
    const occurredOn = new Date().toISOString().slice(0, 10)
    for (let filed = 0; filed < 5; filed++) {
      const same = complaintDraft({ respondent: { name }, problem: draft.problem, occurredOn })
      expect((await post('/api/tickets', same)).status).toBe(201)
    }
    const page = await open({ javaScriptEnabled: scripts })
    expect(await page.getByText(say('tickets.already.title')).count()).toBe(0)
    await tell(page)
    const known = page.getByText(/演示烤肉店.* 90 .* (?:5|10) 件以上|90 天.*演示烤肉店.*(?:5|10) 件以上/)
    await known.waitFor()
    if (scripts) await expectAccessible(page)
    await page.getByRole('link', { name: say('tickets.already.track') }).waitFor()
    await change(page, 'tickets.field.contactPhone').waitFor()
  },
)
