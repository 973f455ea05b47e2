/** A posted step of the draft form → a merge patch for the API, or the fields that could not be understood. Pure. */
import type { TicketDraft } from '../../../api/tickets/model.ts'
import { UNKNOWN } from '../../../api/tickets/unknown-business.ts'
import type { MessageKey } from '../../../content/messages/index.ts'
import { line } from './tickets-fields.ts'
import { type FormStep, fieldsOf, stepsOf } from './tickets-steps.ts'

/** What stands in the boxes, by field path, word for word as typed. */
export type Typed = Record<string, string | string[] | undefined>
export type Patch = Record<string, unknown>

/** How the business can be told: a shop one can walk to, one on the internet, or not at all. */
export const WHERE = ['shop', 'online', 'unknown'] as const
export type Where = (typeof WHERE)[number]

export interface ReadForm {
  patch: Patch
  typed: Typed
  /** Fields that are not what they should be, each with its sentence. */
  wrong: { path: string; message: MessageKey }[]
}

export function readStep(draft: TicketDraft, step: FormStep, form: FormData): ReadForm {
  const fields = fieldsOf(draft.kind, step)
  const typed = typedIn(form)
  const wrong: ReadForm['wrong'] = []
  const read: Record<string, unknown> = {}
  for (const [path, schema] of Object.entries(fields)) {
    const parsed = schema.safeParse(path === 'requests' ? form.getAll(path).map(String) : typed[path])
    if (parsed.success) read[path] = parsed.data
    else wrong.push({ path, message: 'tickets.error.money' })
  }
  // Answers to what the sub-problem asks; which they are, the page knew when it was shown.
  for (const [path, value] of Object.entries(typed))
    if (step === 'facts' && /^details\.[a-z0-9-]{2,40}$/.test(path)) read[path] = line.parse(value)
  const patch = nest(read)
  if (step === 'business') settleBusiness(patch, draft, whereIn(form))
  // Who stays anonymous leaves nothing that names them.
  if (patch['anonymous'] === true) patch['contact'] = { name: null, phone: null, email: null, address: null }
  if ('place' in patch) patch['place'] = placePatch(patch['place'] as Patch, draft)
  for (const [whole, key] of [
    ['otherBody', 'body'],
    ['proxy', 'name'],
  ] as const) {
    if ((patch[whole] as Patch | undefined)?.[key] === null) patch[whole] = null
  }
  // A question asked here is the whole story; one distilled from a conversation is not.
  if (draft.kind === 'consultation' && step === 'facts' && draft.narrative === draft.question && patch['question'])
    patch['narrative'] = patch['question']
  return { patch, typed, wrong }
}

/** One field changed in place: its merge patch, or nothing when it could not be understood. */
export function readField(draft: TicketDraft, path: string, form: FormData): Patch | undefined {
  const schema = stepsOf(draft.kind)
    .flatMap((step) => (step === 'check' ? [] : [fieldsOf(draft.kind, step)[path]]))
    .find((each) => each !== undefined)
  const parsed = (schema ?? line).safeParse(path === 'requests' ? form.getAll(path).map(String) : typedIn(form)[path])
  if (!parsed.success) return undefined
  const patch = nest({ [path]: parsed.data })
  return path === 'place.text' ? { place: placePatch(patch['place'] as Patch, draft) } : patch
}

/** Every text of a form by its name; several values of one name as a list. */
export function typedIn(form: FormData): Typed {
  const typed: Typed = {}
  for (const name of new Set(form.keys())) {
    const values = form.getAll(name).map((value) => String(value).replaceAll('\0', ''))
    typed[name] = values.length > 1 || name === 'requests' ? values : values[0]
  }
  return typed
}

export const whereIn = (form: FormData): Where => WHERE.find((where) => where === form.get('where')) ?? 'shop'

/** What the other ways of telling the business asked for does not count; not knowing it never blocks. */
function settleBusiness(patch: Patch, draft: TicketDraft, where: Where): void {
  const respondent = patch['respondent'] as Patch
  const place = patch['place'] as Patch
  if (where === 'shop') Object.assign(respondent, { platform: null, shop: null, shopUrl: null })
  if (where === 'online') {
    delete patch['place']
    if ('respondent' in draft && draft.respondent.name === UNKNOWN.name) respondent['name'] = null
  }
  // Who knows only where it is has said which one it is.
  if (where === 'unknown' || (where === 'shop' && place['text'])) respondent['name'] ??= UNKNOWN.name
  if (where === 'unknown') place['text'] ??= UNKNOWN.place
}

/** A place written anew is looked up anew; street and station found for the old words must not stay. */
function placePatch(place: Patch, draft: TicketDraft): Patch | null {
  if (place['text'] === null) return null
  return place['text'] === draft.place?.text ? place : { ...place, street: null, station: null }
}

/** `{ 'contact.name': 'x' }` → `{ contact: { name: 'x' } }`. */
function nest(flat: Record<string, unknown>): Patch {
  const patch: Patch = {}
  for (const [path, value] of Object.entries(flat)) {
    const [head = path, tail] = path.split('.')
    if (tail === undefined) patch[head] = value
    else patch[head] = { ...(patch[head] as Patch | undefined), [tail]: value }
  }
  return patch
}
