/** The questions that must put the right article on top, as a reader asks them: without a script, in the form. */
import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, test } from 'vitest'
import { type MessageKey, t } from '../../content/messages/index.ts'
import { openPage } from '../harness/browser.ts'
import { type RunningServer, startServer } from '../harness/server.ts'

let server: RunningServer
beforeAll(async () => {
  server = await startServer()
  return server.stop
})

const say = (key: MessageKey, params: Record<string, string | number> = {}) => t('zh', key, params)
const RIGHTS = '中华人民共和国消费者权益保护法'
const cite = (law: string, label: string) => say('common.citationLabel', { law, label })

async function ask(words: string): Promise<Page> {
  const page = await openPage({ base: server.base, javaScriptEnabled: false })
  await page.goto('/regulations')
  await page.getByLabel(say('regulations.words')).fill(words)
  await page.getByRole('button', { name: say('regulations.search'), exact: true }).click()
  await page.getByRole('heading', { level: 1 }).waitFor()
  return page
}
const firstArticle = async (page: Page) =>
  (await page.getByRole('article').first().getByRole('link').first().textContent())?.trim()

describe('on top', () => {
  test.each([
    ['消费者权益保护法 55', cite(RIGHTS, '第五十五条')],
    ['食安法第一百四十八条', cite('中华人民共和国食品安全法', '第一百四十八条')],
    ['国家市场监督管理总局令第121号', '《市场监督管理投诉举报处理办法》'],
    ['七天無理由退貨', cite(RIGHTS, '第二十五条')],
    ['"退一赔三"', cite(RIGHTS, '第五十五条')],
    ['健身房跑路 预付卡', cite(RIGHTS, '第五十三条')],
  ])('%s', async (typed, citation) => {
    expect(await firstArticle(await ask(typed))).toContain(citation)
  })

  test('a word misspelt is answered as it was meant, with a way back to what was typed', async () => {
    const page = await ask('消废者权益')
    expect(await firstArticle(page)).toContain(RIGHTS)
    const said = page.getByText(say('regulations.searchedFor').trim())
    expect(await said.textContent()).toContain('消费者权益')
    await page.getByRole('link', { name: '消废者权益' }).click()
    await page.getByRole('heading', { level: 1 }).waitFor()
    expect(await page.getByRole('link', { name: '消费者权益', exact: true }).count()).toBe(1)
  })

  test('a lay word is explained, with the article that answers it', async () => {
    const page = await ask('"退一赔三"')
    await page
      .getByText(/“退一赔三”/)
      .first()
      .waitFor()
    await page.getByRole('link', { name: cite('消费者权益保护法', '第五十五条') }).click()
    expect(new URL(page.url()).pathname).toBe('/regulations/consumer-protection-law/articles/55')
  })
})

test.each(['"', '*', '-', 'AND', "' OR 1=1 --", 'NEAR(', '🥟🥟', '酒', '<b>酒</b>', '消'.repeat(500)])(
  'an odd question is answered: %j',
  async (typed) => {
    const page = await ask(typed)
    expect((await page.getByRole('heading', { level: 1 }).textContent())?.trim()).toBe(say('regulations.title'))
    expect(await page.getByLabel(say('regulations.words')).inputValue()).toBe(typed)
  },
)
