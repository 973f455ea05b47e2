/**
 * Every sentence the product says, zh written first, en a full edition. One file per area and language;
 * a missing key fails the type check here, an unused one fails tests/invariants/messages.test.ts.
 */
import enAssistant from './en/assistant.json' with { type: 'json' }
import enCommon from './en/common.json' with { type: 'json' }
import enDesk from './en/desk.json' with { type: 'json' }
import enDisclosures from './en/disclosures.json' with { type: 'json' }
import enErrors from './en/errors.json' with { type: 'json' }
import enImports from './en/imports.json' with { type: 'json' }
import enLicences from './en/licences.json' with { type: 'json' }
import enPages from './en/pages.json' with { type: 'json' }
import enRegulations from './en/regulations.json' with { type: 'json' }
import enTickets from './en/tickets.json' with { type: 'json' }
import zhAssistant from './zh/assistant.json' with { type: 'json' }
import zhCommon from './zh/common.json' with { type: 'json' }
import zhDesk from './zh/desk.json' with { type: 'json' }
import zhDisclosures from './zh/disclosures.json' with { type: 'json' }
import zhErrors from './zh/errors.json' with { type: 'json' }
import zhImports from './zh/imports.json' with { type: 'json' }
import zhLicences from './zh/licences.json' with { type: 'json' }
import zhPages from './zh/pages.json' with { type: 'json' }
import zhRegulations from './zh/regulations.json' with { type: 'json' }
import zhTickets from './zh/tickets.json' with { type: 'json' }

const zh = {
  assistant: zhAssistant,
  common: zhCommon,
  desk: zhDesk,
  errors: zhErrors,
  pages: zhPages,
  regulations: zhRegulations,
  disclosures: zhDisclosures,
  imports: zhImports,
  licences: zhLicences,
  tickets: zhTickets,
}
type Catalogue = typeof zh
const en: { [A in keyof Catalogue]: { [K in keyof Catalogue[A]]: string } } = {
  assistant: enAssistant,
  common: enCommon,
  desk: enDesk,
  errors: enErrors,
  pages: enPages,
  regulations: enRegulations,
  disclosures: enDisclosures,
  imports: enImports,
  licences: enLicences,
  tickets: enTickets,
}

export const LOCALES = ['zh', 'en'] as const
export type Locale = (typeof LOCALES)[number]
/** As HTML, feeds and files name the language (BCP 47). */
export const LANGUAGE_TAGS = { zh: 'zh-CN', en: 'en' } as const satisfies Record<Locale, string>
/** `area.key` of every sentence. */
export type MessageKey = { [A in keyof Catalogue]: `${A}.${keyof Catalogue[A] & string}` }[keyof Catalogue]
export type MessageParams = Record<string, string | number>

const catalogues: Record<Locale, Record<string, Record<string, string>>> = { zh, en }

/**
 * The sentence of `key` in `locale`. `{name}` is replaced by a parameter; `{count|one|many}` picks a form by number.
 */
export function t(locale: Locale, key: MessageKey, params: MessageParams = {}): string {
  const dot = key.indexOf('.')
  const sentence = catalogues[locale][key.slice(0, dot)]?.[key.slice(dot + 1)]
  if (sentence === undefined) throw new Error(`message ${key} is missing in ${locale}`)
  if (!sentence.includes('{')) return sentence
  return sentence.replace(/\{(\w+)(?:\|([^|}]*)\|([^}]*))?\}/g, (whole, name: string, one?: string, many?: string) => {
    const value = params[name]
    if (value === undefined) return whole
    if (one === undefined) return String(value)
    return Number(value) === 1 ? one : (many ?? '')
  })
}

/** Language of an Accept-Language header; Chinese unless English is preferred. */
export function negotiateLocale(header: string | null | undefined): Locale {
  const first = header?.split(',')[0]?.trim().toLowerCase()
  return first?.startsWith('en') ? 'en' : 'zh'
}

/** Whether a dynamic key exists; for keys made from data such as problem codes. */
export function hasMessage(key: string): key is MessageKey {
  const dot = key.indexOf('.')
  return catalogues.zh[key.slice(0, dot)]?.[key.slice(dot + 1)] !== undefined
}
