/** Figures of the home page, each linked to the records behind it: a view of GET /api/figures. */
import type { Client } from '../../../api/client.ts'
import { formatNumber, formatShare, formatShort, formatYuan } from '../format.ts'
import type { useSite } from '../i18n.ts'
import { keptFor } from './kept.ts'

export interface FigureShown {
  label: string
  value: string
  unit?: string
  note?: string
  href: string
}

const FRESH_MS = 10_000
const readFigures = keptFor(FRESH_MS, async (api: Client['api']) => (await api.figures.$get()).json())

export async function loadFigures({
  locale,
  say,
  to,
  api,
}: ReturnType<typeof useSite>): Promise<{ demo: boolean; asOf: string; figures: FigureShown[] }> {
  const { items, demo, asOf } = await readFigures(api)
  const figures = items.map(({ id, value, unit, numerator, denominator, filter }): FigureShown => {
    const href = id === 'enterprises' ? to.enterprises() : to.disclosures(Object.entries(filter))
    const label = say(`disclosures.figure.${id}`)
    if (unit === 'share') {
      const share = formatShare(locale, Number(value))
      const note = say('disclosures.figure.share', {
        numerator: formatNumber(locale, numerator ?? 0),
        denominator: formatNumber(locale, denominator ?? 0),
      })
      return { label, value: share, note, href }
    }
    if (unit === 'yuan')
      return { label, ...shortYuan(locale, value, say('common.yuan')), note: formatYuan(locale, value), href }
    return { label, value: formatNumber(locale, Number(value)), href }
  })
  return { demo, asOf, figures }
}

/** `557.5万` and its unit, `¥5.6m`: a large sum at a glance. */
function shortYuan(locale: 'zh' | 'en', yuan: string, unit: string): Pick<FigureShown, 'value' | 'unit'> {
  const short = formatShort(locale, Number(yuan))
  return locale === 'zh' ? { value: short, unit } : { value: `¥${short}` }
}
