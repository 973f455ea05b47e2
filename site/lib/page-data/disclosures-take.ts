/** Everything a filter can be taken away as: files, feeds, the interface, figures. */
import type { useSite } from '../i18n.ts'
import type { Filters } from '../paths.ts'

/** Types that have a national layout (双公示). */
const LAYOUTS = ['penalty', 'permit']

export function takeAway({ say, to }: Pick<ReturnType<typeof useSite>, 'say' | 'to'>, filters: Filters) {
  const types = filters.filter(([name]) => name === 'type').map(([, value]) => value)
  const national = types.length === 1 && LAYOUTS.includes(types[0] ?? '')
  const feed = (format: 'atom' | 'json') => ({
    href: to.disclosureFeed(format, filters),
    label: say(`disclosures.feed.${format}`),
    type: format === 'atom' ? 'application/atom+xml' : 'application/feed+json',
  })
  return {
    files: [
      { href: to.disclosureExport(filters), label: say('disclosures.file.csv') },
      { href: to.disclosureExport(filters, 'xlsx'), label: say('disclosures.file.xlsx') },
      { href: to.disclosureExport(filters, 'jsonl'), label: say('disclosures.file.jsonl') },
      ...(national
        ? [{ href: to.disclosureExport(filters, 'shuanggongshi'), label: say('disclosures.file.shuanggongshi') }]
        : []),
    ],
    feeds: [feed('atom'), feed('json')],
    json: `/api/disclosures${filters.length === 0 ? '' : `?${new URLSearchParams(filters.map(([name, value]) => [name, value]))}`}`,
    figures: to.disclosureFigures(filters),
    filters,
  }
}
export type TakeAway = ReturnType<typeof takeAway>
