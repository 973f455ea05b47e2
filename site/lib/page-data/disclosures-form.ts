/** The conditions of the list of published records, as FilterForm.astro shows them. */
import type { ProblemBody } from '../../../api/platform/http.ts'
import type { FilterField } from '../forms.ts'
import type { useSite } from '../i18n.ts'

type Site = ReturnType<typeof useSite>
/** Names and values as they stand in the address. */
export type Given = readonly (readonly [name: string, value: string])[]

interface Counted {
  value: string
  name: string
  count: number
}

/** Facets chosen from in the form; types are links above it. */
const CHOICES = ['topic', 'industry', 'station', 'breach', 'result'] as const
const SORTS = ['', 'relevance', '-date', 'date', '-fine', 'fine'] as const
/** Conditions that come with a link and have no field. */
const KEPT = ['type', 'penaltyKind', 'law', 'uscc']

/** What a list answer says of its own conditions. */
export interface Counts {
  facets: Record<(typeof CHOICES)[number], readonly Counted[]>
  applied: readonly { param: string; value: string; label: string }[]
}

/** @param counts of the list under the right conditions; the choices are empty without it */
export function formOf({ say }: Site, given: Given, right: Given, counts: Counts | undefined) {
  const value = (name: string) => given.find(([each]) => each === name)?.[1]
  const own = (name: string, kind: 'date' | 'money', label: string): FilterField => ({
    name,
    kind,
    label,
    value: value(name),
  })
  const choices = CHOICES.map((name): FilterField => {
    const chosen = right.filter(([each]) => each === name).map(([, each]) => each)
    const options = counts ? optionsOf(say('disclosures.any'), name, chosen, counts) : []
    return { name, label: say(`disclosures.column.${name}`), kind: 'select', value: chosen[0], options }
  })
  const sort: FilterField = {
    name: 'sort',
    label: say('disclosures.sort'),
    kind: 'select',
    value: right.find(([name]) => name === 'sort')?.[1],
    options: SORTS.map((each) => ({ value: each, label: say(`disclosures.sort.${each === '' ? 'usual' : each}`) })),
  }
  const fields = [
    ...choices,
    own('from', 'date', say('disclosures.from')),
    own('to', 'date', say('disclosures.to')),
    own('fineMin', 'money', say('disclosures.fineMin')),
    own('fineMax', 'money', say('disclosures.fineMax')),
    sort,
  ]
  return {
    q: value('q'),
    fields,
    kept: right.filter(([name]) => KEPT.includes(name)),
    /** Names an error summary can link to. */
    names: ['q', ...fields.map(({ name }) => name)],
  }
}

/** What is left when the conditions a problem names are taken away. */
export const withoutWrong = (given: Given, { errors = [] }: ProblemBody): Given =>
  given.filter(([name]) => name !== 'page' && errors.every(({ path }) => path.split('.')[0] !== name))

/** Choices with their counts; what is chosen stays a choice even when nothing is left of it. */
function optionsOf(any: string, param: (typeof CHOICES)[number], chosen: readonly string[], counts: Counts) {
  const counted = counts.facets[param]
  const missing = chosen.filter((value) => !counted.some((each) => each.value === value))
  const names = missing.map((value) => ({
    value,
    label: counts.applied.find((part) => part.param === param && part.value === value)?.label ?? value,
  }))
  return [
    { value: '', label: any },
    ...names,
    ...counted.map(({ value, name, count }) => ({ value, label: `${name} (${count})` })),
  ]
}
