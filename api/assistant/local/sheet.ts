import { TicketDraft, type TicketKind } from '../../tickets/model.ts'
import { type Basis, COMMON_PATHS, type Fact, type FieldPath, PURCHASE_PATHS, RESPONDENT_PATHS } from './types.ts'

/** A value with the characters of the person's own words it comes from. */
export interface Entry {
  readonly value: unknown
  readonly provenance: { message: number; start: number; end: number; basis: Basis } | undefined
}

/** Everything understood so far, shared by the drafts of one conversation. */
export type Sheet = Map<FieldPath, Entry>

const FIELDS: Readonly<Record<TicketKind, readonly FieldPath[]>> = {
  complaint: [...COMMON_PATHS, ...RESPONDENT_PATHS, ...PURCHASE_PATHS],
  report: [...COMMON_PATHS, ...RESPONDENT_PATHS, 'allegation', 'anonymous', 'ongoing'],
  consultation: [...COMMON_PATHS, 'question'],
  help: [...COMMON_PATHS, 'subject'],
  suggestion: [...COMMON_PATHS, 'subject'],
  praise: [...COMMON_PATHS, 'subject'],
}

type Json = Record<string, unknown>
const isJson = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value)

const readPath = (draft: Json, path: FieldPath): unknown => {
  const [head = '', tail] = path.split('.')
  const value = draft[head]
  return tail === undefined ? value : isJson(value) ? value[tail] : undefined
}

const writePath = (draft: Json, path: FieldPath, value: unknown): void => {
  const [head = '', tail] = path.split('.')
  if (tail === undefined) draft[head] = value
  else draft[head] = { ...(isJson(draft[head]) ? draft[head] : {}), [tail]: value }
}

/** Values a draft has by default and nobody said. */
const isDefault = (path: FieldPath, value: unknown): boolean =>
  value === undefined ||
  (Array.isArray(value) && value.length === 0) ||
  (path === 'contact.wantsReply' && value === true) ||
  ((path === 'contact.keepSecret' || path === 'anonymous') && value === false)

/** Reads earlier drafts back. A value without provenance was typed by the person into the form: it counts as confirmed. */
export const sheetOf = (drafts: readonly TicketDraft[]): Sheet => {
  const sheet: Sheet = new Map()
  for (const draft of drafts) {
    for (const path of FIELDS[draft.kind]) {
      const value = readPath(draft, path)
      const provenance = draft.provenance?.[path]
      if (sheet.has(path) || (isDefault(path, value) && provenance === undefined)) continue
      sheet.set(path, { value, provenance })
    }
  }
  return sheet
}

const basisOf = (entry: Entry): Basis => entry.provenance?.basis ?? 'confirmed'

/**
 * Adds a fact. What the person confirmed or typed stays; the first thing said stays; a conclusion gives way to words.
 * `replace` is for explicit corrections and answers. Requests add up.
 */
export const addFact = (sheet: Sheet, fact: Fact, message: number, replace: boolean): void => {
  const old = sheet.get(fact.path)
  const entry: Entry = {
    value: fact.value,
    provenance: { message, start: fact.start, end: fact.end, basis: fact.basis },
  }
  if (old === undefined || replace) {
    sheet.set(fact.path, entry)
    return
  }
  if (basisOf(old) === 'confirmed') return
  if (fact.path === 'requests' && Array.isArray(old.value) && Array.isArray(fact.value)) {
    sheet.set(fact.path, { value: [...new Set([...old.value, ...fact.value])], provenance: old.provenance })
    return
  }
  if (basisOf(old) === 'inferred' && fact.basis === 'stated') sheet.set(fact.path, entry)
}

/** Builds one draft of a kind: the earlier draft's own fields stay, the sheet's fields are laid over it, bad values dropped. */
export const draftFrom = (
  sheet: Sheet,
  kind: TicketKind,
  narrative: string,
  earlier: TicketDraft | undefined,
): TicketDraft => {
  const draft: Json = { source: { channel: 'assistant' }, ...earlier, kind, narrative }
  const provenance: Json = {}
  for (const path of FIELDS[kind]) {
    const entry = sheet.get(path)
    if (entry === undefined) continue
    writePath(draft, path, entry.value)
    if (entry.provenance !== undefined) provenance[path] = entry.provenance
  }
  draft['provenance'] = provenance
  const checked = TicketDraft.safeParse(draft)
  if (checked.success) return checked.data
  for (const issue of checked.error.issues) dropPath(draft, issue.path)
  return TicketDraft.parse(draft)
}

const dropPath = (draft: Json, path: readonly PropertyKey[]): void => {
  const [head, tail] = path
  const inner = typeof head === 'string' ? draft[head] : undefined
  if (typeof head !== 'string') return
  if (head !== 'provenance' && typeof tail === 'string' && isJson(inner) && head !== 'place') {
    draft[head] = Object.fromEntries(Object.entries(inner).filter(([key]) => key !== tail))
  } else delete draft[head]
  const kept = isJson(draft['provenance']) ? draft['provenance'] : {}
  draft['provenance'] = Object.fromEntries(
    Object.entries(kept).filter(([key]) => key !== path.join('.') && !(head === 'place' && key.startsWith('place.'))),
  )
}
