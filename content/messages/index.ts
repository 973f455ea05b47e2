/**
 * Every sentence the product says, zh written first, en a full edition. One file per area and language;
 * a missing key fails the type check here, an unused one fails tests/invariants/messages.test.ts.
 */
import enAssistant from './en/assistant.json' with { type: 'json' }
import enCommon from './en/common.json' with { type: 'json' }
import enDesk from './en/desk.json' with { type: 'json' }
import enDisclosures from './en/disclosures.json' with { type: 'json' }
import enErrors from './en/errors.json' with { type: 'json' }
import enGeoreport from './en/georeport.json' with { type: 'json' }
import enImports from './en/imports.json' with { type: 'json' }
import enLicences from './en/licences.json' with { type: 'json' }
import enPages from './en/pages.json' with { type: 'json' }
import enPowers from './en/powers.json' with { type: 'json' }
import enRegulations from './en/regulations.json' with { type: 'json' }
import enStatistics from './en/statistics.json' with { type: 'json' }
import enTickets from './en/tickets.json' with { type: 'json' }
import zhAssistant from './zh/assistant.json' with { type: 'json' }
import zhCommon from './zh/common.json' with { type: 'json' }
import zhDesk from './zh/desk.json' with { type: 'json' }
import zhDisclosures from './zh/disclosures.json' with { type: 'json' }
import zhErrors from './zh/errors.json' with { type: 'json' }
import zhGeoreport from './zh/georeport.json' with { type: 'json' }
import zhImports from './zh/imports.json' with { type: 'json' }
import zhLicences from './zh/licences.json' with { type: 'json' }
import zhPages from './zh/pages.json' with { type: 'json' }
import zhPowers from './zh/powers.json' with { type: 'json' }
import zhRegulations from './zh/regulations.json' with { type: 'json' }
import zhStatistics from './zh/statistics.json' with { type: 'json' }
import zhTickets from './zh/tickets.json' with { type: 'json' }

const zh = {
  assistant: zhAssistant,
  common: zhCommon,
  desk: zhDesk,
  errors: zhErrors,
  pages: zhPages,
  powers: zhPowers,
  regulations: zhRegulations,
  disclosures: zhDisclosures,
  imports: zhImports,
  licences: zhLicences,
  georeport: zhGeoreport,
  statistics: zhStatistics,
  tickets: zhTickets,
}
type Catalogue = typeof zh
const en: { [A in keyof Catalogue]: { [K in keyof Catalogue[A]]: string } } = {
  assistant: enAssistant,
  common: enCommon,
  desk: enDesk,
  errors: enErrors,
  pages: enPages,
  powers: enPowers,
  regulations: enRegulations,
  disclosures: enDisclosures,
  imports: enImports,
  licences: enLicences,
  georeport: enGeoreport,
  statistics: enStatistics,
  tickets: enTickets,
}

export const LOCALES = ['zh', 'en'] as const
export type Locale = (typeof LOCALES)[number]
/** As HTML, feeds and files name the language (BCP 47). */
export const LANGUAGE_TAGS = { zh: 'zh-CN', en: 'en' } as const satisfies Record<Locale, string>
/** `area.key` of every sentence. */
export type MessageKey = { [A in keyof Catalogue]: `${A}.${keyof Catalogue[A] & string}` }[keyof Catalogue]
export type MessageParams = Record<string, string | number>

/** By whole key: taking keys apart at every call costs more than finding the sentence. */
const flat = (catalogue: Record<string, Record<string, string>>) =>
  new Map(
    Object.entries(catalogue).flatMap(([area, sentences]) =>
      Object.entries(sentences).map(([key, sentence]): [string, string] => [`${area}.${key}`, sentence]),
    ),
  )
const catalogues: Record<Locale, ReadonlyMap<string, string>> = { zh: flat(zh), en: flat(en) }

/**
 * The sentence of `key` in `locale`. `{name}` is replaced by a parameter; `{count|one|many}` picks a form by number.
 */
export function t(locale: Locale, key: MessageKey, params: MessageParams = {}): string {
  const sentence = catalogues[locale].get(key)
  if (sentence === undefined) throw new Error(`message ${key} is missing in ${locale}`)
  if (!sentence.includes('{')) return sentence
  let said = ''
  for (const part of partsOf(sentence)) said += typeof part === 'string' ? part : filled(part, params[part.name])
  return said
}

/** `{name}`, or `{count|one|many}`. */
interface Slot {
  whole: string
  name: string
  one: string | undefined
  many: string | undefined
}

function filled({ whole, one, many }: Slot, value: string | number | undefined): string {
  if (value === undefined) return whole
  if (one === undefined) return String(value)
  return Number(value) === 1 ? one : (many ?? '')
}

/** Each sentence is taken apart once: long files say the same one a million times. */
const taken = new Map<string, readonly (string | Slot)[]>()

function partsOf(sentence: string): readonly (string | Slot)[] {
  const before = taken.get(sentence)
  if (before) return before
  const parts: (string | Slot)[] = []
  let end = 0
  for (const slot of sentence.matchAll(/\{(\w+)(?:\|([^|}]*)\|([^}]*))?\}/g)) {
    const [whole, name = '', one, many] = slot
    parts.push(sentence.slice(end, slot.index), { whole, name, one, many })
    end = slot.index + whole.length
  }
  parts.push(sentence.slice(end))
  taken.set(sentence, parts)
  return parts
}

/** Language of an Accept-Language header; Chinese unless English is preferred. */
export function negotiateLocale(header: string | null | undefined): Locale {
  const first = header?.split(',')[0]?.trim().toLowerCase()
  return first?.startsWith('en') ? 'en' : 'zh'
}

/** Whether a dynamic key exists; for keys made from data such as problem codes. */
export function hasMessage(key: string): key is MessageKey {
  return catalogues.zh.has(key)
}
