/** A correction by form: every field of the record as it is shown now, any number of them put right at once. */
import type { DraftForm } from '../../../api/disclosures/drafts/draft-form.ts'
import type { DisclosureVersion } from '../../../api/disclosures/model.ts'
import type { DeskRecord } from '../../../api/disclosures/open-record.ts'
import type { openDesk } from '../desk.ts'
import { type DraftField, draftBody, draftFields, postedValues, type Values, valuesOf } from './desk-draft.ts'

type Desk = ReturnType<typeof openDesk>

/** What a correction would change. */
export interface Difference {
  changes: DisclosureVersion['changes']
  lastDay: string | null
}

export interface Correction {
  fields: DraftField[]
  /** Whether the form was sent with changes, so that its fields stay in sight. */
  touched: boolean
  changes: Record<string, unknown>
  detail: Record<string, unknown>
}

/** @returns undefined where the reader may not correct */
export async function correctionOf(
  { api, say }: Desk,
  record: DeskRecord,
  form: FormData | undefined,
): Promise<Correction | undefined> {
  const answer = await api.disclosures.form.$get()
  if (!answer.ok) return undefined
  const offered = await answer.json()
  const { type } = record
  const now = valuesOf({ record: record.record, conceal: [] })
  const typed = form?.has('partyName') ? postedValues(form, type) : now
  const { changes, detail } = changedIn(offered, type, now, typed)
  return {
    // Who is shown by role is added with a redaction or a new draft, not here.
    fields: draftFields({ say }, offered, type, typed).filter(({ path }) => path !== 'conceal'),
    touched: Object.keys(changes).length + Object.keys(detail).length > 0,
    changes,
    detail,
  }
}

/** Fields that read otherwise; an emptied one is null. */
function changedIn(form: DraftForm, type: DeskRecord['type'], now: Values, typed: Values) {
  const [before, after] = [draftBody(form, type, now).record, draftBody(form, type, typed).record]
  const { detail: oldDetail, ...old } = before as Record<string, unknown> & { detail: Record<string, unknown> }
  const { detail: newDetail, ...fresh } = after as Record<string, unknown> & { detail: Record<string, unknown> }
  return { changes: unlike(old, fresh), detail: unlike(oldDetail, newDetail) }
}

function unlike(old: Record<string, unknown>, fresh: Record<string, unknown>): Record<string, unknown> {
  const names = [...new Set([...Object.keys(old), ...Object.keys(fresh)])]
  return Object.fromEntries(
    names.flatMap((name) => (same(old[name], fresh[name]) ? [] : [[name, fresh[name] ?? null]])),
  )
}

/** Line ends, blanks around and the zeros of a sum come from the form, not from the corrector. */
function same(one: unknown, other: unknown): boolean {
  const plain = (value: unknown) => {
    const text = JSON.stringify(value ?? null).replaceAll('\\r\\n', '\\n')
    return text.replace(/^"\s*|\s*"$/g, '').replace(/^(\d+)\.00$/, '$1')
  }
  return plain(one) === plain(other)
}

export async function differenceOf(
  { api }: Desk,
  id: string,
  { changes, detail }: Correction,
): Promise<Difference | Response> {
  const answer = await api.disclosures.records[':id'].difference.$post({
    param: { id: encodeURIComponent(id) },
    json: { changes, detail },
  })
  return answer.ok ? await answer.json() : (answer as unknown as Response)
}
