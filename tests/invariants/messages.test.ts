/** Every sentence stands in both languages, is used, and stands nowhere else. */
import fs from 'node:fs'
import { describe, expect, test } from 'vitest'
import { isTest, literalsOf, partsOf, sources, withoutComments } from '../harness/sources.ts'

const FOLDER = 'content/messages'
const AREAS = fs.readdirSync(`${FOLDER}/zh`).map((name) => name.replace('.json', ''))
const HAN = /[\u3400-\u9fff\uf900-\ufaff]/

type Catalogue = Map<string, string>
const read = (language: string): Catalogue =>
  new Map(
    AREAS.flatMap((area) => {
      const sentences: Record<string, string> = JSON.parse(
        fs.readFileSync(`${FOLDER}/${language}/${area}.json`, 'utf8'),
      )
      return Object.entries(sentences).map(([key, sentence]): [string, string] => [`${area}.${key}`, sentence])
    }),
  )
const zh = read('zh')
const en = read('en')
const code = sources(['site', 'api', 'content', 'search'], ['.ts', '.tsx', '.astro']).filter(
  (source) => !isTest(source) && !source.file.endsWith('.d.ts'),
)
const site = code.filter(({ file }) => file.startsWith('site/'))

describe('both languages', () => {
  test('have the same areas and keys', () => {
    expect(fs.readdirSync(`${FOLDER}/en`)).toEqual(fs.readdirSync(`${FOLDER}/zh`))
    expect(
      [...zh.keys()].filter((key) => !en.has(key)),
      'missing in en',
    ).toEqual([])
    expect(
      [...en.keys()].filter((key) => !zh.has(key)),
      'missing in zh',
    ).toEqual([])
  })
  test('take the same parameters', () => {
    const named = (sentence: string, pattern: RegExp) => [...sentence.matchAll(pattern)].map((match) => match[1] ?? '')
    // {count|day|days} only picks a form, which Chinese does not need.
    const lacks = (mine: string, theirs: string) =>
      named(mine, /\{(\w+)\}/g).some((name) => !named(theirs, /\{(\w+)[|}]/g).includes(name))
    const differ = [...zh].filter(([key, sentence]) => {
      const english = en.get(key) ?? ''
      return lacks(sentence, english) || lacks(english, sentence)
    })
    expect(differ.map(([key]) => key)).toEqual([])
  })
  test('are complete: no empty sentence, no Chinese in the English edition beyond quoted names', () => {
    expect([...zh, ...en].filter(([, sentence]) => sentence.trim() === '').map(([key]) => key)).toEqual([])
    expect(
      [...zh]
        .filter(([, sentence]) => !HAN.test(sentence) && /[A-Za-z]{4,} [a-z]{2,} /.test(sentence))
        .map(([key]) => key),
    ).toEqual([])
    // English may name a Chinese term in brackets, e.g. "query code (查询码)".
    const bare = (sentence: string) => sentence.replace(/[(（“"][^)）”"]*[)）”"]/g, '')
    const own = ['common.otherLanguage']
    expect(
      [...en].filter(([key, sentence]) => HAN.test(bare(sentence)) && !own.includes(key)).map(([key]) => key),
    ).toEqual([])
  })
})

describe('usage', () => {
  const data = sources(['content'], ['.yaml', '.json']).filter(({ file }) => !file.startsWith(FOLDER))
  const texts = [...code.map(withoutComments), ...data.map(({ text }) => text)]
  const literals = new Set(
    texts.flatMap((text) => [...text.matchAll(/['"`]([a-z]+\.[\w.-]+)['"`]/g)].map((match) => match[1] ?? '')),
  )
  const patterns = texts.flatMap(dynamicKeys)

  test('every sentence is used', () => {
    const unused = [...zh.keys()].filter((key) => !literals.has(key) && !patterns.some((pattern) => pattern.test(key)))
    expect(unused).toEqual([])
  })
  test('a pattern of keys is narrow', () => {
    expect(patterns.map(String).filter((pattern) => /^\/\^[a-z]+\\\.\[\^'"`\]\+\$\/$/.test(pattern))).toEqual([])
  })
})

/** Keys made from data: `area.prefix.${x}` and 'area.prefix.' + x. */
function dynamicKeys(text: string): RegExp[] {
  const start = `(?:${AREAS.join('|')})\\.`
  const templates = [...text.matchAll(new RegExp(`\`(${start}[^\`\\n]*\\$\\{[^\`\\n]*)\``, 'g'))].map(
    (match) => match[1] ?? '',
  )
  const prefixes = [...text.matchAll(new RegExp(`['"](${start}[\\w.-]+[.-])['"]`, 'g'))].map(
    (match) => `${match[1]}\${}`,
  )
  return [...templates, ...prefixes].map((template) => {
    const parts = template.split(/\$\{[^}]*\}/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
    return new RegExp(`^${parts.join(`[^'"\`]+`)}$`)
  })
}

describe('no text in components', () => {
  test('no Chinese in a string or between tags', () => {
    const texts = site.flatMap((source) =>
      [...literalsOf(source), ...textNodes(partsOf(source).markup)]
        .filter((text) => HAN.test(text))
        .map((text) => `${source.file}: ${text.trim().slice(0, 80)}`),
    )
    expect(texts).toEqual([])
  })
  test('no English between tags', () => {
    const words = site.flatMap((source) =>
      [...textNodes(partsOf(source).markup)]
        .filter((text) => /[A-Za-z]{2}/.test(text))
        .map((text) => `${source.file}: ${text.trim().slice(0, 80)}`),
    )
    expect(words).toEqual([])
  })
})

/** Text between tags; expressions in braces are left out, nested ones too. */
function* textNodes(markup: string): Generator<string> {
  let bare = markup.replace(/<!--[\s\S]*?-->|<code>[^<]*<\/code>/g, '')
  for (let before = ''; before !== bare; ) {
    before = bare
    bare = bare.replace(/\{[^{}]*\}/g, '')
  }
  for (const match of bare.matchAll(/>([^<>]+)</g)) if (match[1]?.trim()) yield match[1]
}
