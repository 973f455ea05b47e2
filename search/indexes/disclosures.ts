/** Published records (公示信息): the full-text search, filters and facets of /disclosures. Masked text only. */
import { defineIndex } from '../engine.ts'

export type DisclosureDocument = {
  readonly id: string
  /** Order of arrival: what SQL is asked by. */
  readonly seq: number
  readonly partyName: string
  readonly uscc: string
  readonly documentNumber: string
  /** Name of the matter in both languages: breach, result or permit. */
  readonly matter: readonly string[]
  readonly text: string
  readonly authority: string
  readonly type: string
  readonly station: string
  readonly result: string
  readonly breach: string
  readonly penaltyKinds: readonly string[]
  readonly industry: string
  readonly topic: string
  /** Ids of laws cited, and of single articles as `FSL/124`. */
  readonly laws: readonly string[]
  /** Day of decision as a day number. */
  readonly decided: number
  /** Day of publication as a day number. */
  readonly published: number
  /** Yuan; 0 without a fine. */
  readonly fine: number
}

export const disclosures = defineIndex<DisclosureDocument>({
  name: 'disclosures',
  version: 3,
  searchable: { partyName: 3, documentNumber: 3, uscc: 2, matter: 2, authority: 0.5, text: 1 },
  lists: ['penaltyKinds', 'laws'],
  filterable: [
    'type',
    'station',
    'result',
    'breach',
    'penaltyKinds',
    'industry',
    'topic',
    'laws',
    'uscc',
    'decided',
    'fine',
  ],
  sortable: ['decided', 'published', 'fine', 'seq'],
  facets: ['type', 'station', 'result', 'breach', 'industry', 'topic', 'penaltyKinds'],
  columns: [
    'type',
    'station',
    'result',
    'breach',
    'penaltyKinds',
    'industry',
    'topic',
    'laws',
    'decided',
    'published',
    'fine',
    'seq',
  ],
  newest: 'decided',
})
