/** Which law a decision means by a title. */
import { normalise } from '../../search/language/normalise.ts'
import type { Deps } from '../deps.ts'
import { titleKey } from './import/classify.ts'
import { lawNames } from './law-names.ts'

/**
 * By official title or short name (食品安全法). The whole title must be a name: 深圳经济特区产品质量管理条例 is not
 * 产品质量管理条例. National law first.
 */
export async function findCitedLaw(deps: Deps, title: string): Promise<string | null> {
  const law = (await lawNames(deps)).atEnd(title)
  return law && law.name === titleKey(normalise(title)) ? law.id : null
}
