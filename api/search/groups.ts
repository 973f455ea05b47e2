/** The headings of the one box (GET /api/search), in the order shown. A feature joins with one line here. */
import { disclosureGroup } from '../disclosures/search-source.ts'
import { enterpriseGroup } from '../enterprises/search-source.ts'
import { licenceGroup } from '../licences/search-group.ts'
import { powerGroup } from '../powers/search-group.ts'
import { articleGroup, lawGroup } from '../regulations/search-groups.ts'
import type { SearchGroup } from './source.ts'

export const groups: readonly SearchGroup[] = [
  lawGroup,
  articleGroup,
  disclosureGroup,
  enterpriseGroup,
  licenceGroup,
  powerGroup,
]
