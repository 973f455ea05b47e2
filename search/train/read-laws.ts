/** Reads a LawRefBook folder for training: one record an article and version. The product's importer stands above this layer. */
import fs from 'node:fs'
import path from 'node:path'
import { ARTICLE_START, articleNumber } from '../language/numerals.ts'
import { lawKey } from '../ranking/keys.ts'

export interface TrainingArticle {
  /** Title without 中华人民共和国, brackets and marks: the same for all versions of a law. */
  law: string
  title: string
  /** Arabic figures, `12-1` for 第十二条之一. */
  number: string
  chapter: string
  text: string
  level: string
  local: boolean
  /** Day in the file's name, or empty. */
  day: string
  latest: boolean
}

const LEVELS: Record<string, string> = {
  宪法: 'constitution',
  行政法规: 'regulation',
  部门规章: 'rule',
  司法解释: 'interpretation',
  案例: 'other',
  其他: 'other',
}
const INVISIBLE = /[\u00ad\u200b-\u200f\u2060-\u2064\ufeff]/g
const tidy = (line: string) => line.replace(/\s+/g, ' ').trim()

export function readLaws(folder: string): TrainingArticle[] {
  const articles: TrainingArticle[] = []
  for (const file of filesUnder(folder)) articles.push(...readLaw(file))
  const newest = new Map<string, string>()
  for (const { law, day } of articles) if (day >= (newest.get(law) ?? '')) newest.set(law, day)
  for (const article of articles) article.latest = article.day === newest.get(article.law)
  return articles
}

function filesUnder(folder: string): string[] {
  return fs
    .readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md') && !/(^|\/)(_index|README)\.md$/.test(name))
    .sort()
    .map((name) => path.join(folder, name))
}

function readLaw(file: string): TrainingArticle[] {
  const source = fs.readFileSync(file, 'utf8').replace(INVISIBLE, '').replace(/\r\n?/g, '\n')
  const [head = '', body] = source.split('<!-- INFO END -->')
  if (body === undefined) return []
  const [title, part] = head.split('\n').flatMap((line) => (line.startsWith('# ') ? [tidy(line.slice(2))] : []))
  if (!title) return []
  const folders = path.dirname(file).split(path.sep)
  const local = folders.some((name) => name.endsWith('地方法规') || name === '地方性法规')
  const level = local ? 'local' : (folders.map((name) => LEVELS[name]).find(Boolean) ?? 'law')
  const day = /[（(](\d{4}-\d{2}-\d{2})[）)]\.md$/.exec(file)?.[1] ?? ''
  const facts = { law: lawKey(title), title, level, local, day, latest: true }
  return cut(body.replace(/<!--[\s\S]*?-->/g, ''), part ?? '').map((article) => ({ ...facts, ...article }))
}

function cut(body: string, part: string): Pick<TrainingArticle, 'number' | 'chapter' | 'text'>[] {
  const articles: { number: string; chapter: string; text: string }[] = []
  let above: { depth: number; title: string }[] = []
  let current: (typeof articles)[number] | undefined
  for (const raw of body.split('\n')) {
    const line = tidy(raw)
    const bare = line.replace(/^#+ */, '')
    const start = ARTICLE_START.exec(bare)
    const number = start && articleNumber(start[1] ?? '', start[2])
    if (start && number) {
      const chapter = [part, ...above.map(({ title }) => title)].filter(Boolean).join(' › ')
      current = { number, chapter, text: bare.slice(start[0].length).trim() }
      articles.push(current)
    } else if (line.startsWith('#')) {
      const depth = /^#+/.exec(line)?.[0].length ?? 1
      above = [...above.filter((each) => each.depth < depth), { depth, title: bare }]
      current = undefined
    } else if (current && line !== '') current.text += `\n${line}`
  }
  return articles
}
