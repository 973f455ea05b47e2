/** Whether the place told lies in another district or city (管辖), by the table of divisions. Pure; a hint, never a refusal. */
import type { Content } from '../../content/schema.ts'
import type { TicketDraft } from './../tickets/model.ts'

export interface Elsewhere {
  /** County or district of our own city, or another city. */
  name: { zh: string; en: string }
  /** Whether it lies in our own city. */
  near: boolean
}

/** The person's own home, or a journey, is not the trader's place. */
const NOT_THE_PLACE =
  /(?:我|家|本人|老家|户籍|户口|现|居)(?:人)?(?:家)?(?:住|在|是)?$|住在?$|来自$|寄(?:到|往)$|发(?:到|往)$/
const AT = '(?:在|到|去|位于|地址是?|地址[:：]|来)'

export function elsewhere(
  content: Pick<Content, 'jurisdiction' | 'stations'>,
  message: string,
  drafts: readonly TicketDraft[],
): Elsewhere | undefined {
  const draft = drafts.find(({ kind }) => kind === 'complaint' || kind === 'report')
  if (!draft || (draft.kind !== 'complaint' && draft.kind !== 'report')) return undefined
  // Platforms go by the address shown there (总局令第121号 §13): nothing a name in the story decides.
  if (draft.respondent.platform || draft.respondent.shopUrl) return undefined
  const { own, areas, cities, city } = content.jurisdiction
  const lower = message.toLowerCase()
  const ours = content.stations.flatMap(({ streets }) =>
    streets.flatMap(({ name, aliases, demoAliases }) => [name, ...aliases, ...demoAliases]),
  )
  if (draft.place?.street || [...own, ...ours].some((name) => lower.includes(name.toLowerCase()))) return undefined
  const area = areas.find(({ name }) => isPlace(message, name.zh) || lower.includes(name.en.toLowerCase()))
  if (area) return { name: area.name, near: true }
  const far = cities.find((name) => name !== city.zh && isPlace(message, name))
  return far ? { name: { zh: far, en: `“${far}”` }, near: false } : undefined
}

/** The full name standing for a place, or its short form right after 在, 到, 去. */
function isPlace(message: string, name: string): boolean {
  const short = name.replace(/(?:市|区|县|盟|地区)$/u, '')
  if (!message.includes(short)) return false
  const told = new RegExp(
    `${name}|${AT}(?:济南市?|山东省?)?${short}(?:的|市|区|县|这边|那边|[\\u4e00-\\u9fff]{1,8}(?:路|街|店|商场|广场))`,
    'u',
  )
  const found = told.exec(message)
  return found !== null && !NOT_THE_PLACE.test(message.slice(Math.max(0, found.index - 6), found.index))
}
