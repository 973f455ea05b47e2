/** Sentences of the calculators in both languages, days written as people write them. Pure. */
import { type Locale, type MessageKey, t } from '../../../content/messages/index.ts'
import type { Localised } from '../../../content/schema.ts'
import type { Citation } from '../../../content/schema-rules.ts'

/** A parameter: words as they are, a day as `{ day }`, text in both languages as it is. */
type Value = string | number | { day: string } | Localised

export interface Line {
  text: Localised
  basis: Citation[]
}

/** What a calculator found: one sentence, the days in it, and how it got there. */
export interface Calculated {
  verdict: Localised
  /** `good`: fine; `attention`: something to do; `bad`: not possible or too late. */
  tone: 'good' | 'attention' | 'bad'
  dates: { what: Localised; on: string }[]
  working: Line[]
}

export function inBoth(key: MessageKey, params: Readonly<Record<string, Value>> = {}): Localised {
  return { zh: inOne('zh', key, params), en: inOne('en', key, params) }
}

export const line = (
  key: MessageKey,
  params: Readonly<Record<string, Value>>,
  ...basis: readonly Citation[]
): Line => ({
  text: inBoth(key, params),
  basis: [...basis],
})

function inOne(locale: Locale, key: MessageKey, params: Readonly<Record<string, Value>>): string {
  const words = Object.entries(params).map(([name, value]) => {
    if (typeof value !== 'object') return [name, value] as const
    return [name, 'day' in value ? dayWords(locale, value.day) : value[locale]] as const
  })
  return t(locale, key, Object.fromEntries(words))
}

/** 2026年6月30日, in English 30 June 2026. */
function dayWords(locale: Locale, day: string): string {
  const options = { year: 'numeric', month: 'long', day: 'numeric', timeZone: 'UTC' } as const
  return new Intl.DateTimeFormat(locale === 'zh' ? 'zh-CN' : 'en-GB', options).format(new Date(`${day}T00:00:00Z`))
}
