/** The page of one draft at the desk: entering, changing, rehearsing, releasing. Views of /api/desk/disclosures/drafts. */
import type { AstroGlobal } from 'astro'
import type { DraftView } from '../../../api/disclosures/drafts/list-drafts.ts'
import { DRAFT_MOVES, type DraftMove } from '../../../api/disclosures/drafts/move-draft.ts'
import type { Rehearsal } from '../../../api/disclosures/drafts/rehearse.ts'
import { field, type openDesk, type Refusal } from '../desk.ts'
import type { FieldProblem } from '../forms.ts'
import { type DraftField, draftBody, draftFields, freshValues, postedValues, readType, valuesOf } from './desk-draft.ts'

type Desk = ReturnType<typeof openDesk>
type Page = Pick<AstroGlobal, 'request' | 'url' | 'params'>

export interface DraftPage {
  fields: DraftField[]
  type: NonNullable<ReturnType<typeof readType>>
  draft: DraftView | undefined
  rehearsal: Rehearsal | undefined
  refused: (Refusal & { status: number }) | undefined
  /** Where to go once something is done. */
  away: string | undefined
}

const refusalOf = async (answer: { status: number; json(): Promise<unknown> }) => {
  const problem = (await answer.json()) as { detail: string; errors?: FieldProblem[] }
  // Choices of a wrong conceal line carry its number; the form has one field for all.
  const problems = (problem.errors ?? []).map(({ path, message }) => ({
    path: path
      .replace(/^record\./, '')
      .replace(/^(laws|conceal)\..*$/, '$1')
      .replace(/\.\d+$/, ''),
    message,
  }))
  return { status: answer.status, detail: problem.detail, problems }
}

/** A new record of the type the address names. */
export async function newDraft({ api, say, to }: Desk, page: Page): Promise<DraftPage | undefined> {
  const type = readType(page.url.searchParams.get('type'))
  const form = await api.disclosures.form.$get()
  if (!type || !form.ok) return undefined
  const offered = await form.json()
  const posted = page.request.method === 'POST' ? await page.request.formData() : undefined
  const values = posted ? postedValues(posted, type) : freshValues(offered)
  const shown = { type, draft: undefined, rehearsal: undefined, refused: undefined, away: undefined }
  const fields = draftFields({ say }, offered, type, values)
  if (!posted) return { ...shown, fields }
  const answer = await api.disclosures.drafts.$post({ json: draftBody(offered, type, values) })
  if (answer.ok) return { ...shown, fields, away: to.deskDraft((await answer.json()).id, 'saved') }
  return { ...shown, fields, refused: await refusalOf(answer) }
}

/** One draft: GET shows it with its rehearsal, POST changes, releases or moves it. */
export async function draftPage(desk: Desk, page: Page): Promise<DraftPage | (Refusal & { status: number })> {
  const { api, say } = desk
  const id = page.params['id'] ?? ''
  const param = { id: encodeURIComponent(id) }
  const [found, form] = await Promise.all([api.disclosures.drafts[':id'].$get({ param }), api.disclosures.form.$get()])
  if (!found.ok || !form.ok) return refusalOf(found.ok ? form : found)
  const [draft, offered] = [await found.json(), await form.json()]
  const posted = page.request.method === 'POST' ? await page.request.formData() : undefined
  const act = posted ? field(posted, 'act') : ''
  const values = posted && act === 'save' ? postedValues(posted, draft.type) : valuesOf(draft)
  const done = posted ? await actOn(desk, draft, act, posted, draftBody(offered, draft.type, values)) : undefined
  const rehearsed = await api.disclosures.drafts[':id'].rehearsal.$get({ param })
  return {
    type: draft.type,
    draft,
    fields: draftFields({ say }, offered, draft.type, values),
    rehearsal: rehearsed.ok ? await rehearsed.json() : undefined,
    refused: typeof done === 'string' ? undefined : done,
    away: typeof done === 'string' ? done : undefined,
  }
}

async function actOn(
  { api, to }: Desk,
  { id, version }: DraftView,
  act: string,
  form: FormData,
  body: ReturnType<typeof draftBody>,
): Promise<string | (Refusal & { status: number })> {
  const param = { id: encodeURIComponent(id) }
  const seen = Number(field(form, 'version')) || version
  if (act === 'save') {
    const answer = await api.disclosures.drafts[':id'].$post({ param, json: { ...body, version: seen } })
    return answer.ok ? to.deskDraft(id, 'saved') : refusalOf(answer)
  }
  if (act === 'release') {
    const publishOn = field(form, 'publishOn')
    const override = field(form, 'override').trim()
    const json = {
      version: seen,
      secrecyReviewed: field(form, 'secrecyReviewed') === 'yes',
      ...(publishOn ? { publishOn } : {}),
      ...(override ? { override } : {}),
    }
    const answer = await api.disclosures.drafts[':id'].release.$post({ param, json })
    if (!answer.ok) return refusalOf(answer)
    const { publishedId } = await answer.json()
    return publishedId ? to.deskRecord(publishedId, 'published') : to.deskDraft(id, 'scheduled')
  }
  if (act in DRAFT_MOVES) {
    const json = { version: seen, move: act as DraftMove }
    const answer = await api.disclosures.drafts[':id'].moves.$post({ param, json })
    return answer.ok ? to.deskDisclosures({ done: act }) : refusalOf(answer)
  }
  return to.deskDraft(id)
}
