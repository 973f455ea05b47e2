/** Verb: laws by name, number or short name, with filters; those we explain first. */
import { dayNumber, type Filter } from '../../search/engine.ts'
import { laws as index } from '../../search/indexes/laws.ts'
import { parseQuery } from '../../search/language/query.ts'
import { chinaDate } from '../calendar/calendar.ts'
import type { Deps } from '../deps.ts'
import { orUnavailable } from '../search/open-search.ts'
import { lawNames } from './law-names.ts'
import { readLaws, summaryOf } from './law-store.ts'
import type { LawList, LawListQuery } from './model.ts'

export async function listLaws(deps: Deps, input: LawListQuery): Promise<LawList> {
  const day = input.asOf ?? chinaDate(deps.clock.now())
  const names = await lawNames(deps)
  const spelt = names.speller.correct(input.q)
  const { text, documentNumber, citations } = parseQuery(spelt?.sure ? spelt.text : input.q)
  const asked = input.q.trim() !== ''
  const meant =
    asked && input.offset === 0
      ? ((documentNumber && names.byNumber(documentNumber)) ??
        names.atEnd(citations[0]?.law ?? text.words)?.id ??
        names.begun(text.words)?.id)
      : undefined
  const { hits, total } = await orUnavailable(
    deps.search.query(index, {
      ...(asked ? { text: { ...text, enough: 0 } } : { sort: [{ field: 'prefer', descending: true }] }),
      filters: filtersOf(input, day),
      limit: input.limit,
      offset: input.offset,
    }),
  )
  const ids = [...new Set([...(meant ? [meant] : []), ...hits.map(({ document }) => document.id)])].slice(
    0,
    input.limit,
  )
  const items = (await readLaws(deps, ids)).map((law) => summaryOf(law, day))
  const seen = input.offset + input.limit
  const pairs = Object.entries({ ...input, offset: seen }).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, String(value)]],
  )
  return {
    items,
    total: Math.max(total, items.length),
    next: seen < total ? `/api/regulations?${new URLSearchParams(pairs)}` : null,
  }
}

function filtersOf({ level, region, topic, status }: LawListQuery, day: string): Filter[] {
  const today = dayNumber(day, 'past')
  const filters: Filter[] = []
  if (level) filters.push({ field: 'level', in: [level] })
  if (region) filters.push({ field: 'region', in: [region] })
  if (topic) filters.push({ field: 'topics', in: [topic] })
  if (status === 'in-force') filters.push({ field: 'from', to: today }, { field: 'to', from: today })
  if (status === 'not-yet') filters.push({ field: 'from', from: today + 1 })
  if (status === 'repealed' || status === 'amended') filters.push({ field: 'to', to: today - 1 })
  return filters
}
