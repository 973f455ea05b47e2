/**
 * The reader's own choices (theme, text size, elder mode 适老版). They live in one cookie of plain words, set only
 * when something is chosen, and reach the pages as a small style sheet, so that pages stay the same bytes for everyone.
 */

export const PREFERENCES_COOKIE = 'prefs'
/** One year, in seconds. */
export const PREFERENCES_MAX_AGE = 365 * 24 * 3600

export const THEMES = ['auto', 'light', 'dark'] as const
export const SIZES = ['normal', 'large', 'larger'] as const
export const MODES = ['standard', 'elder'] as const

export interface Preferences {
  theme: (typeof THEMES)[number]
  size: (typeof SIZES)[number]
  mode: (typeof MODES)[number]
}

const KNOWN = { theme: THEMES, size: SIZES, mode: MODES }
/** What needs no cookie. */
const STANDARD: ReadonlySet<string> = new Set(['auto', 'normal', 'standard'])

/** Reads the cookie's words, for instance `dark.large`; unknown words are ignored. */
export function readPreferences(cookie: string | undefined): Preferences {
  const words = cookie?.split('.') ?? []
  const chosen = <T extends string>(known: readonly [T, ...T[]]) =>
    known.find((word) => words.includes(word)) ?? known[0]
  return { theme: chosen(THEMES), size: chosen(SIZES), mode: chosen(MODES) }
}

/** The cookie's words; empty when everything is standard, and the cookie then goes. */
export function writePreferences(preferences: Preferences): string {
  const { theme, size, mode } = preferences
  return [theme, size, mode].filter((word) => !STANDARD.has(word)).join('.')
}

/** The choices with those of a submitted form put in; what the form does not name stays. */
export function choose(before: Preferences, form: FormData): Preferences {
  const one = <K extends keyof Preferences>(name: K): Preferences[K] => {
    const value = form.get(name)
    const known: readonly string[] = KNOWN[name]
    return typeof value === 'string' && known.includes(value) ? (value as Preferences[K]) : before[name]
  }
  return { theme: one('theme'), size: one('size'), mode: one('mode') }
}

/** A path of this site to go back to; anything else becomes `fallback`. */
export function ownPath(back: FormDataEntryValue | null, fallback: string): string {
  if (typeof back !== 'string' || !back.startsWith('/')) return fallback
  const base = 'http://own.invalid'
  const url = URL.canParse(back, base) ? new URL(back, base) : null
  return url?.origin === base ? url.pathname + url.search : fallback
}

const THEME_RULES = {
  auto: '',
  light: ':root{color-scheme:light;--light:initial;--dark: }',
  dark: '@media screen{:root{color-scheme:dark;--light: ;--dark:initial}}',
}
const SIZE_RULES = { normal: '', large: 'html{font-size:118%}', larger: 'html{font-size:141%}' }
/** 22 px text, larger targets, plain faces, at most three choices a screen. */
const MODE_RULES = {
  standard: '.elder-only{display:none}',
  elder:
    'html{font-size:129.5%;scroll-padding-top:7rem}:root{--target:3rem;--song:var(--sans);--text-small:1rem;--ink-soft:var(--ink);--s4:2.5rem}.elder-hide{display:none}.standing{inset-block-start:5rem}' +
    // Lists of choices three at a time, the next three by the address's `#`; without :has() all of them simply stay.
    '.by-three:not(:has(>:target))>:nth-child(n+5){display:none}.by-three:has(>:target)>:not(:target,:target+*,:target+*+*,:target+*+*+*){display:none}' +
    '.elder-later:not(:target,:has(:target)),body:has(.elder-later:target,.elder-later :target) .elder-first{display:none}',
}
/** Elder mode starts at 22 px; a larger text chosen on top of it grows further. */
const ELDER_SIZE_RULES = { normal: '', large: 'html{font-size:141%}', larger: 'html{font-size:165%}' }

/** The style sheet of these choices: overrides, and the mark at what is chosen. */
export function stylesheetOf({ theme, size, mode }: Preferences): string {
  const sizes = mode === 'elder' ? ELDER_SIZE_RULES : SIZE_RULES
  const mark = [theme, size, mode].map((word) => `.choice-on-${word}`).join()
  return `${THEME_RULES[theme]}${MODE_RULES[mode]}${sizes[size]}${mark}{display:inline}`
}
