/** First content at every start: our notes on laws into the library, and a search that holds what the database holds. */
import type { Deps } from '../deps.ts'
import { systemContext } from '../platform/context.ts'
import { countPowers } from '../powers/count-powers.ts'
import { importPowers } from '../powers/import-powers.ts'
import { bundledList, readListFile } from '../powers/read-list-file.ts'
import { linkStoredLaws } from '../regulations/link-laws.ts'
import { storeDigests } from '../regulations/store-digests.ts'
import { applyOutbox } from '../search/outbox.ts'
import { ensureIndexes } from '../search/rebuild.ts'

export async function prepareContent(deps: Deps, say: (line: string) => void): Promise<void> {
  const written = await storeDigests(deps, systemContext('first-content'))
  if (written.length > 0) say(`法律通俗说明 ${written.length} 部 / plain-language notes on ${written.length} laws`)
  const linked = await linkStoredLaws(deps)
  if (linked > 0) say(`法律目录与引用 ${linked} 个版本 / contents and citations of ${linked} versions`)
  if ((await countPowers(deps)) === 0) {
    const { lines } = readListFile(bundledList(deps.config.root))
    const { added } = await importPowers(deps, systemContext('first-content'), lines)
    say(`权责清单 ${added} 条（起草稿） / ${added} drafted powers`)
  }
  await ensureIndexes(deps, (collection, documents) => say(`搜索 ${collection}: ${documents} / search built`))
  await applyOutbox(deps)
}
