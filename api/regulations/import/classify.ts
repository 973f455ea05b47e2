/** Level, region and topics of a text, from the folders it lies in, its title and who made it. */
import type { Level, RegulationVocabulary } from '../../../content/schema-regulations.ts'

const BY_FOLDER: Record<string, Level> = {
  宪法: 'constitution',
  宪法相关法: 'law',
  民法典: 'law',
  民法商法: 'law',
  刑法: 'law',
  行政法: 'law',
  经济法: 'law',
  社会法: 'law',
  诉讼与非诉讼程序法: 'law',
  行政法规: 'regulation',
  部门规章: 'rule',
  司法解释: 'interpretation',
  地方性法规: 'local',
  案例: 'other',
  其他: 'other',
}

export interface Placed {
  level: Level
  region: string
  topics: string[]
}

export function classify(
  vocabulary: RegulationVocabulary,
  folders: readonly string[],
  title: string,
  issuer: string | null,
): Placed {
  const region = regionOf(vocabulary, folders, title, issuer)
  // Cases are sorted by the law they are about: that folder's name says nothing of their own rank.
  const folder = folders.includes('案例') ? '案例' : folders.findLast((name) => name in BY_FOLDER)
  const level = folder ? (BY_FOLDER[folder] ?? 'other') : levelOf(title, issuer, region)
  return { level, region, topics: topicsOf(vocabulary, title) }
}

export function topicsOf(vocabulary: RegulationVocabulary, title: string): string[] {
  return vocabulary.topics.filter(({ words }) => words.some((word) => title.includes(word))).map(({ id }) => id)
}

/** Provinces by their folder, or by the place a title or issuer begins with. */
function regionOf(
  { regions }: RegulationVocabulary,
  folders: readonly string[],
  title: string,
  issuer: string | null,
): string {
  const local = folders.includes('地方性法规') || folders.some((name) => name.endsWith('地方法规'))
  for (const { code, name, words } of regions) {
    if (code === 'CN') continue
    if (local && folders.some((folder) => folder === name.zh || folder === `${name.zh}地方法规`)) return code
    if (
      words.some(
        (word) => new RegExp(`^${word}(省|市|自治区|经济特区|[壮回维])`).test(title) || (issuer ?? '').startsWith(word),
      )
    )
      return code
  }
  return 'CN'
}

function levelOf(title: string, issuer: string | null, region: string): Level {
  if (region !== 'CN') return 'local'
  if (/最高人民(法院|检察院)/.test(issuer ?? title)) return 'interpretation'
  if (/^(中华人民共和国)?宪法$/.test(title)) return 'constitution'
  if (/^中华人民共和国.*法(典)?$/.test(title) || /全国人民代表大会/.test(issuer ?? '')) return 'law'
  if (/条例$/.test(title) || issuer === '国务院') return 'regulation'
  return /(办法|规定|细则|规则)$/.test(title) ? 'rule' : 'other'
}

/** Title without ornament: versions of one law share it. */
export function titleKey(title: string): string {
  return title
    .normalize('NFKC')
    .replace(/^中华人民共和国/, '')
    .replace(/[（(](?:\d{4}.*?|.*?(?:修正|修订|修改|试行版)|[一二三四五六七八九十]+次.*?)[）)]$/, '')
    .replace(/[\s《》〈〉<>"“”]/g, '')
}
