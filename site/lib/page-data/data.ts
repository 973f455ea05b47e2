/** The page of the published data: views of …/dumps, /dictionary, /terms and /changes below /api/disclosures. */
import { formatNumber, formatTime } from '../format.ts'
import type { useSite } from '../i18n.ts'
import { inLocale } from '../paths.ts'

type Site = ReturnType<typeof useSite>
const CHANGES = 10

export async function dataPage(site: Site, publicUrl: string) {
  const { api, locale, to } = site
  const { disclosures } = api
  const [list, dumps, dictionary, terms, changes] = await Promise.all([
    disclosures.$get({ query: { limit: '1' } }),
    disclosures.dumps.$get(),
    disclosures.dictionary.$get().then((response) => response.json()),
    disclosures.terms.$get().then((response) => response.json()),
    disclosures.changes.$get({ query: { limit: String(CHANGES) } }),
  ])
  const counted = list.status === 200 ? await list.json() : undefined
  const made = dumps.status === 200 ? await dumps.json() : undefined
  return {
    today: terms.asOf,
    total: counted?.total ?? 0,
    types: (counted?.facets.type ?? []).map(({ value, name, count }) => ({
      name,
      count: formatNumber(locale, count),
      href: to.disclosures([['type', value]]),
    })),
    dumps: made && {
      madeAt: formatTime(locale, made.madeAt),
      items: made.items.map((item) => ({
        ...item,
        rows: formatNumber(locale, item.rows),
        size: sizeOf(site, item.bytes),
      })),
    },
    dictionary,
    terms,
    changes: (changes.status === 200 ? (await changes.json()).items : []).map((change) => ({
      ...change,
      href: inLocale(locale, change.url),
      when: formatTime(locale, change.at),
    })),
    curl: examplesFor(publicUrl),
  }
}

const MEGABYTE = 1024 * 1024

function sizeOf({ say, locale }: Site, bytes: number): string {
  return bytes < MEGABYTE
    ? say('disclosures.data.kilobytes', { size: formatNumber(locale, Math.ceil(bytes / 1024)) })
    : say('disclosures.data.megabytes', { size: formatNumber(locale, Math.round((bytes / MEGABYTE) * 10) / 10) })
}

/** Commands that work as they stand. */
const examplesFor = (publicUrl: string): string =>
  [
    `curl '${publicUrl}/api/disclosures?type=penalty&topic=food&fineMin=50000&from=2026-06-01'`,
    `curl -o fines.csv '${publicUrl}/api/disclosures/export?format=csv&type=penalty&topic=food&fineMin=50000'`,
    `curl '${publicUrl}/api/disclosures/comparison?type=penalty&topic=food&fineMin=50000&from=2026-06-01'`,
    `curl '${publicUrl}/api/disclosures/feed?format=atom&type=penalty'`,
    `curl -O '${publicUrl}/api/disclosures/dumps/disclosures.jsonl.gz'`,
  ].join('\n')
