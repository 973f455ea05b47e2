/** Every format of law texts, on texts written for these tests. */
import { describe, expect, test } from 'vitest'
import { docxOf, gb18030 } from '../../../tests/factories/archives.ts'
import { decode } from './decode.ts'
import { dayInName, readFacts } from './facts.ts'
import { type ParsedLaw, parseFile } from './parse.ts'

const read = async (name: string, text: string | Buffer) => (await parseFile(name, Buffer.from(text))).laws
const one = async (name: string, text: string | Buffer): Promise<ParsedLaw> => {
  const [law] = await read(name, text)
  if (!law) throw new Error('no law')
  return law
}
const outline = ({ articles }: ParsedLaw) =>
  articles.map(({ number, label, chapter }) => [number, label, chapter.join('/')])
const facts = (law: ParsedLaw, fileDay: string | null = null) =>
  readFacts({ history: law.history, lastArticle: law.articles.at(-1)?.text ?? '', fileDay })

const SAMPLE = `# 演示市集市管理条例

2019年5月1日 演示市第三届人民代表大会常务委员会第二次会议通过

2022年3月10日 演示市第四届人民代表大会常务委员会第九次会议修正

<!-- INFO END -->

## 第一章　总 则

第一条 为了管好集市，制定本条例。

\u200b第二条　集市分为下列两类：

（一）早市；

（二）夜市。

<!-- FORCE BREAK -->

### 第一节 摊位

第十二条之一 摊位应当编号。

## 第二章 附 则

第二十条 本条例自2019年7月1日起施行。

附件

<!-- TABLE -->
| 摊位 | 大小 |
<!-- TABLE END -->
`

describe('Markdown of LawRefBook', () => {
  test('title, history, articles with their headings, annex', async () => {
    const law = await one('x.md', SAMPLE)
    expect([law.title, law.history.length]).toEqual(['演示市集市管理条例', 2])
    expect(outline(law)).toEqual([
      ['1', '第一条', '第一章 总则'],
      ['2', '第二条', '第一章 总则'],
      ['12-1', '第十二条之一', '第一章 总则/第一节 摊位'],
      ['20', '第二十条', '第二章 附则'],
      ['', '附件', '附件'],
    ])
    expect(law.articles[1]?.text).toBe('集市分为下列两类：\n（一）早市；\n（二）夜市。')
    expect(law.articles.at(-1)?.text).toBe('| 摊位 | 大小 |')
    expect(law.odd).toEqual([expect.stringContaining('2→12')])
  })

  test('a part of a larger law keeps its name as the first heading', async () => {
    const part = await one('x.md', '# 演示法典\n\n# 交易编\n\n<!-- INFO END -->\n\n第一条 一。\n')
    expect([part.part, part.articles[0]?.chapter]).toEqual(['交易编', ['交易编']])
  })

  test('a text that only mentions an article begins none', async () => {
    const law = await one('x.md', '# 题目\n<!-- INFO END -->\n第一条的规定另行公布。\n第一条 内容。')
    expect([law.preamble, law.articles.length]).toEqual(['第一条的规定另行公布。', 1])
  })

  test('a notice without articles becomes sections', async () => {
    const law = await one(
      'x.md',
      '# 演示通知\n2020年1月2日 演示局发布\n<!-- INFO END -->\n各站所：\n一、摊位编号。\n说明一。\n二、另有要求的，从其规定；没有要求的，按照上一年的做法办理。',
    )
    expect(law.articles.map(({ number, label, text }) => [number, label, text.split('\n').length])).toEqual([
      ['', '正文', 1],
      ['', '一、摊位编号', 2],
      ['', '二', 1],
    ])
  })

  test.each([
    ['no title', '<!-- INFO END -->\n第一条 一。', /没有标题/],
    ['an index page', '---\nbookCollapseSection: true\n---\n', /index page/],
    ['a template', '---\nbookHidden: true\n---\n# 题目\n<!-- INFO END -->\n第一条 一。', /hidden/],
    ['a page about something else', '# Read me\nHow to build this book.\n', /not like a legal document/],
  ])('%s is refused with a sentence', async (_, text, sentence) => {
    await expect(read('README.md', text)).rejects.toThrow(sentence)
  })

  test('an article that lost the break before it is found where its number is missing', async () => {
    const law = await one(
      'x.md',
      '# 题目\n<!-- INFO END -->\n第一条 甲。第二条乙依照第三条办理。第三章 附则三条 丙。\n第四条 丁。',
    )
    expect(outline(law)).toEqual([
      ['1', '第一条', ''],
      ['2', '第二条', ''],
      ['3', '第三条', '第三章 附则'],
      ['4', '第四条', ''],
    ])
    expect(law.articles[1]?.text).toBe('乙依照第三条办理。')
  })
})

describe('other formats', () => {
  const body = '第一章　总则\n第一条　摊主应当亮照。\n第二条　本办法自2024年7月1日起施行。'

  test('just-laws: bold articles, history without a mark, the folder’s README', async () => {
    const law = await one(
      'README.md',
      '---\nsidebar: auto\n---\n\n# 演示摊贩法\n\n2023年3月3日演示大会通过\n\n根据2024年4月4日《关于修改〈演示摊贩法〉的决定》修正\n\n## 第一章　总则\n\n**第一条**　摊主应当亮照。\n\n**第二条**　本法自2023年5月5日起施行。\n',
    )
    expect(outline(law)).toEqual([
      ['1', '第一条', '第一章 总则'],
      ['2', '第二条', '第一章 总则'],
    ])
    expect(facts(law)).toMatchObject({ publishedOn: '2024-04-04', effectiveOn: '2024-04-04', dated: true })
  })

  test('spans and entities', async () => {
    const law = await one(
      '演示办法.md',
      '# 演示办法  \n> 2024年2月5日&emsp;演示总局令第72号公布　自2024年7月1日起施行  \n\n&emsp;&emsp;**<span id="一">第一条</span>**　依照《甲法》<乙办法>办理。  \n&emsp;&emsp;第二款&amp;说明。  \n&emsp;&emsp;**<span id="二">第二条</span>**&emsp;本办法自2024年7月1日起施行。',
    )
    expect(law.articles[0]?.text).toBe('依照《甲法》<乙办法>办理。\n第二款&说明。')
    expect(facts(law)).toEqual({
      issuer: '演示总局',
      documentNumber: '演示总局令第72号',
      publishedOn: '2024-02-05',
      effectiveOn: '2024-07-01',
      dated: true,
    })
  })

  test('front matter names the title, not the day', async () => {
    const law = await one(
      '演示条例.md',
      `---\ntitle: 演示条例（2024年版）\ndate: 2025-09-09T00:00:00.000Z\n---\n\n演示市人民政府令 \n\n第7号\n\n《演示条例》已经2024年2月2日会议通过，现予公布，自2024年7月1日起施行。\n\n2024年3月15日　　\n\n演示条例\n\n# 第一章　总则\n\n第一条　甲。\n\n第二条　本条例自2024年7月1日起施行。`,
    )
    expect(law.title).toBe('演示条例')
    expect(facts(law)).toMatchObject({
      documentNumber: '演示市人民政府令第7号',
      publishedOn: '2024-03-15',
      effectiveOn: '2024-07-01',
    })
  })

  test('plain text with a page around it; Chinese days', async () => {
    const law = await one(
      '演示办法.txt',
      `《演示办法》学习\n本次学习时间：0\n 演示总局令\n 第 12 号\n　　二〇一九年十月九日\n 演示办法\n${body}\n 练习巩固`,
    )
    expect([law.title, outline(law).length, law.articles.at(-1)?.text]).toEqual([
      '演示办法',
      2,
      '本办法自2024年7月1日起施行。',
    ])
    expect(facts(law)).toMatchObject({ documentNumber: '演示总局令第12号', publishedOn: '2019-10-09' })
    expect(law.odd.join()).toContain('练习巩固')
  })

  test('HTML', async () => {
    const law = await one(
      '演示办法.html',
      '<html><head><title>x</title></head><body><h1>演示办法</h1><script>第九条 无</script><p>（2024年1月5日演示总局令第3号公布）</p><p>第一条&nbsp;甲。</p><p>（一）乙；</p><table><tr><td>丙</td><td>丁</td></tr></table><p>第二条 戊。</p></body></html>',
    )
    expect(law.articles.map(({ text }) => text)).toEqual(['甲。\n（一）乙；\n| 丙 | 丁 |', '戊。'])
  })

  test('a JSON list: several laws in one file, lost breaks, buttons glued to the end', async () => {
    const { laws, left } = await parseFile(
      '列表.json',
      Buffer.from(
        JSON.stringify([
          { title: '演示办法 第一条', content: '有下列情形的：（一）甲；（二）乙。' },
          { title: '演示办法 第二条', content: '丙。打印本页关闭本页', law_status: '已废止' },
          { title: '演示规定（已废止，历史参考） 第一条', content: '丁。' },
          { title: '别的事', content: '戊' },
        ]),
      ),
    )
    expect(laws.map(({ title, articles }) => [title, articles.map(({ text }) => text)])).toEqual([
      ['演示办法', ['有下列情形的：\n（一）甲；\n（二）乙。', '丙。']],
      ['演示规定', ['丁。']],
    ])
    expect(left).toHaveLength(1)
  })

  test('Word, as the national law database gives it', async () => {
    const law = await one(
      '演示办法_20240105.docx',
      docxOf([
        '演示办法',
        '（2024年1月5日演示总局令第3号公布　自2024年7月1日起施行）',
        '目　　录',
        '第一章　总　　则',
        '第二章　附　　则',
        '第一章　总　　则',
        '第一条　摊位费按下表收取：',
        ['大小', '元 &amp; 角'],
        '第二章　附　　则',
        '第二条　本办法自2024年7月1日起施行。',
        '附件：',
        '收费凭证式样',
      ]),
    )
    expect(outline(law)).toEqual([
      ['1', '第一条', '第一章 总则'],
      ['2', '第二条', '第二章 附则'],
      ['', '附件', '附件'],
    ])
    expect(law.articles[0]?.text).toBe('摊位费按下表收取：\n| 大小 | 元 & 角 |')
    expect(facts(law, dayInName('演示办法_20240105.docx'))).toMatchObject({ publishedOn: '2024-01-05' })
  })

  test.each([
    ['坏.docx', Buffer.from('not a zip'), /no valid \.docx/],
    ['坏.json', Buffer.from('{'), /no valid JSON/],
    ['坏.json', Buffer.from('{"a":1}'), /no list of articles/],
    ['坏.md', Buffer.from([0x23, 0x20, 0x41, 0xff, 0xfe]), /from byte 4 on/],
    ['坏.txt', Buffer.from('第一条 甲\0乙'), /NUL byte/],
  ])('%s is refused with a sentence', async (name, bytes, sentence) => {
    await expect(parseFile(name, bytes)).rejects.toThrow(sentence)
  })

  test('GB18030 is read; one bad byte in UTF-8 is not taken for it', () => {
    expect(decode(gb18030('第一条 摊主应当亮照，明码标价。'))).toBe('第一条 摊主应当亮照，明码标价。')
    const broken = Buffer.concat([Buffer.from('第一条 摊主应当亮照'), Buffer.from([0xff]), Buffer.from('，明码标价。')])
    expect(() => decode(broken)).toThrow(/byte 29/)
  })
})

describe('facts', () => {
  test('an amended text begins with its amendment, not with the day of the first version', async () => {
    expect(facts(await one('x.md', SAMPLE))).toEqual({
      issuer: '演示市人民代表大会常务委员会',
      documentNumber: null,
      publishedOn: '2022-03-10',
      effectiveOn: '2022-03-10',
      dated: true,
    })
  })

  test('the day in the name says when this version was adopted', () => {
    const source = { history: [], lastArticle: '本条例自2019年7月1日起施行。', fileDay: '2019-05-01' }
    expect(readFacts(source)).toMatchObject({ publishedOn: '2019-05-01', effectiveOn: '2019-07-01' })
  })

  test('a rule keeps its number when single articles change', () => {
    const history = [
      '2018年12月21日演示市场监督管理总局令第2号公布',
      '根据2021年7月2日演示市场监督管理总局令第42号第一次修正',
    ]
    expect(readFacts({ history, lastArticle: '', fileDay: null }).documentNumber).toBe('演示市场监督管理总局令第2号')
  })

  test('a change without a day leaves open which version it is', () => {
    const history = ['2015年1月5日演示总局令第73号公布', '根据演示总局令第31号修订']
    expect(readFacts({ history, lastArticle: '', fileDay: null }).dated).toBe(false)
  })
})
