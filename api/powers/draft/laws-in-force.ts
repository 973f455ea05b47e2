/** Laws that can give a district bureau a power: national ones, and those of its own province and city, in their newest version. */
import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import type { RegulationVocabulary } from '../../../content/schema-regulations.ts'
import { titleKey } from '../../regulations/import/classify.ts'
import { findFiles, type Note } from '../../regulations/import/files.ts'
import { gather } from '../../regulations/import/gather.ts'
import { readTexts } from '../../regulations/import/read-texts.ts'
import { repealedTitles } from '../../regulations/import/repeals.ts'
import type { ParsedArticle } from '../../regulations/import/structure.ts'

export interface SourceLaw {
  title: string
  articles: ParsedArticle[]
}

const NATIONAL = ['law', 'regulation', 'rule']
/** Local texts bind here when they are of the province or the city itself. */
const LOCAL = /^(山东省|济南市)/
/** How cases are handled, or whom a district bureau has no hand in: no power of its own. */
const NOT_OURS =
  /(信息公示规定|听证|疫苗流通|公平竞争审查|经营者集中|垄断|军(?!服)|国防|船舶|仲裁委员会|招标|商用密码|解放军|外资|核(?=[安材电设])|追究的规定|复议|诉讼|示范|指南|意见)/

export async function lawsInForce(vocabulary: RegulationVocabulary, folders: readonly string[]): Promise<SourceLaw[]> {
  const temporary = await mkdtemp(path.join(os.tmpdir(), 'powers-'))
  try {
    const notes: Note[] = []
    const texts = await readTexts(await findFiles(folders, temporary, notes), notes, () => {})
    const repealed = new Set<string>()
    const kept: SourceLaw[] = []
    for (const law of gather(vocabulary, texts, notes)) {
      const articles = (await law.versions.at(-1)?.read())?.articles ?? []
      for (const key of repealedTitles(
        articles
          .slice(-2)
          .map(({ text }) => text)
          .join('\n'),
      ))
        repealed.add(key)
      const binds = law.region === 'CN' ? NATIONAL.includes(law.level) : law.region === 'SD' && LOCAL.test(law.title)
      if (binds && !NOT_OURS.test(law.title)) kept.push({ title: law.title, articles })
    }
    return kept.filter(({ title }) => !repealed.has(titleKey(title))).sort((a, b) => (a.title < b.title ? -1 : 1))
  } finally {
    await rm(temporary, { recursive: true, force: true })
  }
}
