/** The part of Meilisearch's filter language the portal writes: IN, NOT IN, comparisons, AND. */

export interface Condition {
  fields: string[]
  holds(document: Record<string, unknown>): boolean
}

const TOKEN = /"(?:[^"\\]|\\.)*"|[[\],]|>=|<=|!=|=|>|<|[^\s[\],=<>!]+/g

/** @throws Error when it is none the real server would take */
export function parseFilter(text: string): Condition {
  const tokens = text.match(TOKEN) ?? []
  const next = () => {
    const token = tokens.shift()
    if (token === undefined) throw new Error(`The filter ends too early: ${text}`)
    return token
  }
  const expect = (wanted: string) => {
    const token = next()
    if (token !== wanted) throw new Error(`${wanted} expected, ${token} found: ${text}`)
  }
  const conditions: Condition[] = []
  do {
    const field = next()
    const operator = next()
    if (operator === 'NOT') expect('IN')
    conditions.push(
      operator === 'IN' || operator === 'NOT'
        ? among(field, listOf(next, expect), operator === 'NOT')
        : compared(field, operator, textOf(next())),
    )
    if (tokens.length > 0) expect('AND')
  } while (tokens.length > 0)
  return {
    fields: conditions.flatMap(({ fields }) => fields),
    holds: (document) => conditions.every(({ holds }) => holds(document)),
  }
}

function listOf(next: () => string, expect: (wanted: string) => void): string[] {
  expect('[')
  const values: string[] = []
  for (let token = next(); token !== ']'; token = next()) if (token !== ',') values.push(textOf(token))
  return values
}

const textOf = (token: string) => (token.startsWith('"') ? token.slice(1, -1).replace(/\\(.)/g, '$1') : token)

function among(field: string, values: readonly string[], negate: boolean): Condition {
  const wanted = new Set(values)
  return {
    fields: [field],
    holds: (document) => [document[field]].flat().some((value) => wanted.has(String(value))) !== negate,
  }
}

function compared(field: string, operator: string, value: string): Condition {
  const limit = Number(value)
  return {
    fields: [field],
    holds: (document) =>
      [document[field]].flat().some((each) => {
        if (operator === '=') return String(each) === value
        if (operator === '!=') return String(each) !== value
        if (typeof each !== 'number') return false
        return operator === '>='
          ? each >= limit
          : operator === '<='
            ? each <= limit
            : operator === '>'
              ? each > limit
              : each < limit
      }),
  }
}
