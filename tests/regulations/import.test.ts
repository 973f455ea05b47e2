/** The import through its verb: archives, versions, repeals, broken and hostile files; every text written here. */
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { systemContext } from '../../api/platform/context.ts'
import { type ImportReport, importLaws } from '../../api/regulations/import-laws.ts'
import { applyOutbox } from '../../api/search/outbox.ts'
import { ensureIndexes } from '../../api/search/rebuild.ts'
import { docxOf, gb18030, gz, tarOf, zipOf } from '../factories/archives.ts'
import { openApi, type TestApi } from '../harness/api.ts'

const ctx = systemContext('test')
const MB = 1024 * 1024

let api: TestApi
let folder: string

beforeAll(async () => {
  api = await openApi()
  await ensureIndexes(api.deps)
  folder = mkdtempSync(path.join(os.tmpdir(), 'yc-import-'))
})
afterAll(async () => {
  await api.close()
  rmSync(folder, { recursive: true, force: true })
})

const marked = (title: string, history: string, ...articles: string[]) =>
  `# ${title}\n\n${history}\n\n<!-- INFO END -->\n\n${articles.join('\n\n')}\n`

function write(name: string, bytes: Buffer | string): string {
  const at = path.join(folder, name)
  mkdirSync(path.dirname(at), { recursive: true })
  writeFileSync(at, bytes)
  return at
}

const load = (...starts: string[]): Promise<ImportReport> => importLaws(api.deps, ctx, starts)
const said = ({ notes }: ImportReport, kind: string) =>
  notes.filter((note) => note.kind === kind).map(({ file, reason }) => `${path.basename(file)}: ${reason}`)

const json = async (address: string) => {
  const response = await api.request(address)
  expect(response.status, address).toBe(200)
  return response.json()
}
const lawNamed = async (title: string) => {
  const { items } = await json(`/api/regulations?${new URLSearchParams({ q: title })}`)
  return items.find((item: { title: string }) => item.title === title)
}

describe('archives', () => {
  const text = (n: number) =>
    marked(`演示归档${n}号办法`, '2020年1月2日 演示局公布', `第一条 归档${n}。`, '第二条 乙。')

  test.each([
    ['tar.gz', (entries: Parameters<typeof tarOf>[0]) => gz(tarOf(entries)), 1],
    ['zip', zipOf, 2],
  ])('%s: texts in, links and paths that lead out refused', async (ending, pack, n) => {
    const hostile = [
      { name: `部门规章/归档${n}.md`, bytes: text(n) },
      { name: '../../etc/外面.md', bytes: text(9) },
      { name: '/绝对.md', bytes: text(9) },
      ...(ending === 'tar.gz' ? [{ name: '链接.md', linkTo: '/etc/passwd' }] : []),
      { name: '内层.zip', bytes: zipOf([]) },
    ]
    const report = await load(write(`包.${ending}`, pack(hostile)))
    expect(report).toMatchObject({ files: 1, documents: 1, changed: 1 })
    const refused = said(report, 'skipped').join('\n')
    for (const sentence of [
      '外面.md: 路径指向压缩包之外',
      '绝对.md: 路径指向压缩包之外',
      '内层.zip: 压缩包里的压缩包不读',
    ])
      expect(refused).toContain(sentence)
    if (ending === 'tar.gz') expect(refused).toContain('链接.md: 压缩包里的链接')
    expect(await lawNamed(`演示归档${n}号办法`)).toMatchObject({ level: 'rule', articleCount: 2 })
    expect(await lawNamed('演示归档9号办法')).toBeUndefined()
  })

  test('a bomb, a damaged and a mislabelled archive: nothing of them comes in, the rest does', async () => {
    const good = { name: '好.md', bytes: text(3) }
    const zeros = { name: '炸.md', bytes: Buffer.alloc(40 * MB) }
    write('炸弹/a.tar.gz', gz(tarOf([good, zeros])))
    write('炸弹/b.zip', zipOf([good, zeros]))
    write('炸弹/c.tar.gz', gz(tarOf([good])).subarray(0, -12))
    write('炸弹/d.tgz', 'not an archive')
    write('炸弹/e.zip', zipOf([{ ...good, claimed: 3 }]))
    write('炸弹/f.docx', zipOf([{ name: 'word/document.xml', bytes: Buffer.alloc(45 * MB) }]))
    write('炸弹/g.md', text(4))
    const report = await load(path.join(folder, '炸弹'))
    const refused = said(report, 'skipped').join('\n')
    for (const sentence of [
      'a.tar.gz: 解压后是原来的 100 倍以上',
      'b.zip: 解压后是原来的 100 倍以上',
      'c.tar.gz: 压缩包损坏',
      'd.tgz: 压缩包损坏',
      'e.zip: 压缩包损坏',
      'f.docx: 解压后超过 40 MB',
    ])
      expect(refused).toContain(sentence)
    expect(await lawNamed('演示归档3号办法')).toBeUndefined()
    expect(await lawNamed('演示归档4号办法')).toBeDefined()
  })
})

describe('files that are refused', () => {
  test('each by a sentence that names it; the others come in', async () => {
    const dir = path.join(folder, '怪文件')
    write('怪文件/好.md', marked('演示好办法', '2020年1月2日 演示局公布', '第一条 好。', '第二条 乙。'))
    write(
      '怪文件/国标.txt',
      gb18030('演示国标办法\n第一条 摊主应当亮照，明码标价。\n第二条 本办法自2020年2月3日起施行。\n'),
    )
    write('怪文件/坏字节.md', Buffer.concat([Buffer.from('# 题\n'), Buffer.from([0xff, 0xff])]))
    write('怪文件/空字节.txt', '第一条 甲\0')
    write('怪文件/旧.doc', 'x')
    truncateSync(write('怪文件/大.md', ''), 200 * MB)
    const outside = write('别处.md', marked('演示别处办法', '', '第一条 甲。'))
    symlinkSync(outside, path.join(dir, '出去.md'))
    symlinkSync(path.join(dir, '好.md'), path.join(dir, '里面.md'))
    symlinkSync('/nowhere', path.join(dir, '断了.md'))
    const report = await load(dir)
    expect(report).toMatchObject({ documents: 2, changed: 2 })
    const refused = said(report, 'skipped').join('\n')
    for (const sentence of [
      '坏字节.md: 从第 7 字节起不是 UTF-8',
      '空字节.txt: 含有空字节',
      '旧.doc: 旧版 Word 文件',
      '大.md: 200 MB，超过单个文件上限 5 MB',
      '出去.md: 链接指向文件夹之外，拒绝读取',
      '里面.md: 是链接，不跟随',
      '断了.md: 链接的目标不存在',
    ])
      expect(refused).toContain(sentence)
    expect(await lawNamed('演示国标办法')).toMatchObject({ effectiveOn: '2020-02-03' })
  })

  test('a law cut into files comes in whole or not at all', async () => {
    const part = (name: string, n: string) =>
      `# 演示法典\n\n# ${name}\n\n2020年5月5日 通过\n\n<!-- INFO END -->\n\n第${n}条 ${name}。\n`
    write('法典/甲编.md', part('甲编', '一'))
    write('法典/乙编.md', Buffer.from([0x23, 0x20, 0xff]))
    const report = await load(path.join(folder, '法典'))
    expect([report.laws, said(report, 'skipped').join()]).toEqual([0, expect.stringContaining('不收半部法')])
    write('法典/乙编.md', part('乙编', '二'))
    expect(await load(path.join(folder, '法典'))).toMatchObject({ laws: 1, documents: 2, kept: { articles: 2 } })
    const law = await json(`/api/regulations/${(await lawNamed('演示法典')).id}?chapter=all`)
    expect(law.articles.map(({ chapter, number }: { chapter: string[]; number: string }) => [chapter, number])).toEqual(
      [
        [['甲编'], '1'],
        [['乙编'], '2'],
      ],
    )
  })
})

describe('versions', () => {
  test('the same words twice are a duplicate; of different words the fuller text is kept, whatever the order', async () => {
    const short = write('一/演示重复办法(2020-01-02).md', marked('演示重复办法', '', '第一条 甲。'))
    const long = write('二/演示重复办法(2020-01-02).md', marked('演示重复办法', '', '第一条 甲。', '第二条 乙。'))
    const spaced = write('三/演示重复办法(2020-01-02).md', marked('演示重复办法', '', '第一条  甲 。', '第二条 乙。'))
    const first = await load(short, long, spaced)
    expect([first.versions, said(first, 'duplicate').length, said(first, 'decided').length]).toEqual([1, 1, 1])
    expect(said(first, 'decided').join()).toContain('取条数多的（2 比 1）')
    const again = await load(short)
    expect([again.changed, said(again, 'decided').length]).toEqual([0, 1])
    expect((await lawNamed('演示重复办法')).articleCount).toBe(2)
  })

  test('a text that does not say which version it is joins the one it reads like', async () => {
    const articles = Array.from({ length: 12 }, (_, n) => `演示内容${n}，摊主应当照办。`)
    const labels = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '十一', '十二']
    const dated = marked(
      '演示无期办法',
      '2021年3月3日 演示局修正',
      ...articles.map((text, at) => `第${labels[at]}条 ${text}`),
      '第十三条 本办法自2010年1月1日起施行。',
    )
    const list = (texts: string[]) =>
      JSON.stringify([
        ...texts.map((content, at) => ({ title: `演示无期办法 第${labels[at]}条`, content })),
        { title: '演示无期办法 第十三条', content: '本办法自2010年1月1日起施行。' },
      ])
    await load(write('无期/演示无期办法(2021-03-03).md', dated))
    const same = await load(write('无期/甲.json', list(articles)))
    const near = await load(write('无期/乙.json', list(['改过的一条。', ...articles.slice(1)])))
    const other = await load(write('无期/丙.json', list(articles.map((text) => `旧${text}`))))
    expect([same.changed, near.changed, other.changed]).toEqual([0, 0, 0])
    expect(said(same, 'duplicate')).toHaveLength(1)
    expect(said(near, 'decided').join()).toContain('12 / 13 条相同')
    expect(said(other, 'decided').join()).toContain('没有写明是哪个版本')
  })

  test('a rule ends where another says so, in whatever order they come', async () => {
    const old = marked(
      '演示市场暂行办法',
      '2018年1月2日 演示局令第20号公布',
      '第一条 甲。',
      '第二条 本办法自2018年2月3日起施行。',
    )
    const fresh = marked(
      '演示市场办法',
      '2026年1月2日 演示局令第121号公布',
      '第一条 乙。',
      '第二条 本办法自2026年4月15日起施行。2018年1月2日演示局令第20号公布的《演示市场暂行办法》同时废止。',
    )
    expect(await load(write('废止/新.md', fresh))).toMatchObject({ repealed: 0 })
    expect(await load(write('废止/旧.md', old))).toMatchObject({ repealed: 1 })
    expect(await load(path.join(folder, '废止'))).toMatchObject({ changed: 0, repealed: 0 })
    await applyOutbox(api.deps)
    const law = await lawNamed('演示市场暂行办法')
    expect(law).toMatchObject({ status: 'repealed', endsOn: '2026-04-14', documentNumber: '演示局令第20号' })
    const page = await json(`/api/regulations/${law.id}?asOf=2025-01-01`)
    expect(page.versions).toMatchObject([{ status: 'in-force', replacedBy: '演示市场办法' }])
  })
})

test('a notice without articles is found by its words, and its hit leads to its page', async () => {
  const notice = marked(
    '演示局关于长颈鹿摊位的通知',
    '2022年3月4日 演示局发布',
    '各站所：',
    '一、长颈鹿摊位限高三米。',
    '二、斑马摊位另行通知。',
  )
  expect(await load(write('通知.md', notice))).toMatchObject({ kept: { articles: 0, sections: 3 } })
  await applyOutbox(api.deps)
  const { items } = await json(`/api/regulations/articles?${new URLSearchParams({ q: '长颈鹿摊位' })}`)
  expect(items[0]).toMatchObject({
    number: '',
    label: '一、长颈鹿摊位限高三米',
    url: `/regulations/${items[0].law.id}`,
  })
})

test('a Word file comes in like any other', async () => {
  const file = write(
    '演示文书办法_20210405.docx',
    docxOf(['演示文书办法', '第一条　甲。', '第二条　本办法自2021年6月7日起施行。']),
  )
  expect(await load(file)).toMatchObject({ laws: 1, kept: { articles: 2 }, changed: 1 })
  expect(await lawNamed('演示文书办法')).toMatchObject({ publishedOn: '2021-04-05', effectiveOn: '2021-06-07' })
  expect(await load(file)).toMatchObject({ changed: 0 })
})
