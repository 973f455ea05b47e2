/** Filters of the port as conditions on the columns table `c`. */
import type { Filter, IndexDefinition } from '../engine.ts'
import type { Tables } from './sqlite-store.ts'

export interface Condition {
  sql: string
  values: (string | number)[]
}

/** @throws Error when the field is not declared filterable: a mistake of the program, not of the reader */
export function conditionOf(index: IndexDefinition, tables: Tables, filter: Filter): Condition {
  const { field } = filter
  if (field !== 'id' && !index.filterable.includes(field)) throw new Error(`${index.name}.${field} is not filterable`)
  if ('from' in filter || 'to' in filter) {
    const { from = Number.MIN_SAFE_INTEGER, to = Number.MAX_SAFE_INTEGER } = filter
    return { sql: `c."${field}" between ? and ?`, values: [from, to] }
  }
  const negate = 'notIn' in filter
  const wanted = ('notIn' in filter ? filter.notIn : 'in' in filter ? filter.in : []).map((value) =>
    typeof value === 'boolean' ? Number(value) : value,
  )
  const marks = wanted.map(() => '?').join(', ')
  const inside =
    index.columns.includes(field) && index.lists.includes(field)
      ? `exists (select 1 from json_each(c."${field}") where value in (${marks}))`
      : index.lists.includes(field)
        ? `c.rowid in (select row from ${tables.values} where field = '${field}' and value in (${marks}))`
        : `c."${field}" in (${marks})`
  return { sql: negate ? `not coalesce(${inside}, 0)` : inside, values: wanted }
}

export function allOf(conditions: readonly Condition[]): Condition {
  return {
    sql: conditions.length > 0 ? conditions.map(({ sql }) => `(${sql})`).join(' and ') : '1',
    values: conditions.flatMap(({ values }) => values),
  }
}
