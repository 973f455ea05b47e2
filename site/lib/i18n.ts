/** Language of a page, and its sentences. */
import type { AstroGlobal } from 'astro'
import { LANGUAGE_TAGS, type Locale, type MessageKey, type MessageParams, t } from '../../content/messages/index.ts'
import { paths } from './paths.ts'

/** What every page starts with: `const { locale, say, to, api } = useSite(Astro)`. */
export function useSite(astro: Pick<AstroGlobal, 'locals'>) {
  const { locale } = astro.locals
  return {
    locale,
    say: (key: MessageKey, params?: MessageParams) => t(locale, key, params),
    to: paths(locale),
    api: astro.locals.client(locale).api,
  }
}

export const htmlLang = (locale: Locale) => LANGUAGE_TAGS[locale]
/** Picks the reader's text of content written in both languages. */
export const pick = (locale: Locale, text: { zh: string; en: string }) => text[locale]
