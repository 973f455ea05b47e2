/** Every collection of the index and where its documents come from. A new collection is one line here. */
import { disclosureSource } from '../disclosures/search-source.ts'
import { enterpriseSource } from '../enterprises/search-source.ts'
import { articleSource, lawSource } from '../regulations/search-sources.ts'
import type { SearchSource } from './source.ts'

export const sources: readonly SearchSource[] = [lawSource, articleSource, disclosureSource, enterpriseSource]
