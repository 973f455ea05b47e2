/** Publication at the desk: drafts and their rehearsal, acts on published records, objections and repairs. Hidden from the public document. */
import { createRoute, z } from '@hono/zod-openapi'
import { chinaDate } from '../calendar/calendar.ts'
import type { Deps } from '../deps.ts'
import { createRouter } from '../platform/http.ts'
import { takes } from '../platform/openapi.ts'
import { requireStaff } from '../staff/guard.ts'
import { correctDisclosure, rehearseCorrection } from './correct-disclosure.ts'
import { DraftForm, draftForm } from './drafts/draft-form.ts'
import { DraftItem, DraftView, listDrafts, openDraft } from './drafts/list-drafts.ts'
import { DRAFT_MOVES, type DraftMove, moveDraft } from './drafts/move-draft.ts'
import { Rehearsal, rehearse } from './drafts/rehearse.ts'
import { releaseDraft } from './drafts/release-draft.ts'
import { saveDraft } from './drafts/save-draft.ts'
import { DRAFT_STATES } from './drafts/states.ts'
import { indexNow } from './index-now.ts'
import { Concealed } from './mask.ts'
import { DisclosureVersion, type RecordInput, WITHDRAWALS } from './model.ts'
import { DeskRecord, openRecord } from './open-record.ts'
import { redactDisclosure } from './redact-disclosure.ts'
import { republishDisclosure } from './republish-disclosure.ts'
import { Decision, decideRequest, RemedyInput } from './requests/decide-request.ts'
import { listRequests, openRequest } from './requests/desk-requests.ts'
import { DeskRequest, RequestItem } from './requests/model.ts'
import { REQUEST_STATES } from './requests/states.ts'
import { withdrawDisclosure } from './withdraw-disclosure.ts'

const gives = <S extends z.ZodType>(schema: S) => ({
  200: { description: 'OK', content: { 'application/json': { schema } } },
})
const Id = z.object({ id: z.uuid() })
const ByNumber = z.object({ number: z.string().min(1).max(40) })
const List = <S extends z.ZodType>(item: S) => z.object({ items: z.array(item), total: z.int() })
const Version = z.object({ version: z.int() })
const Words = z.string().trim().min(1).max(4000)

/** The record itself is checked by the verb, which knows the code tables. */
const Draft = z.strictObject({
  record: z.record(z.string(), z.unknown()),
  conceal: z.array(Concealed).max(30).default([]),
})
const Release = z.strictObject({
  version: z.int(),
  publishOn: z.iso.date().optional(),
  secrecyReviewed: z.boolean(),
  override: z.string().trim().max(1000).optional(),
})
const Released = z.object({
  state: z.enum(DRAFT_STATES),
  publishedId: z.string().optional(),
  scheduledOn: z.string().optional(),
})
const Act = z.discriminatedUnion('kind', [
  RemedyInput.options[0],
  RemedyInput.options[1],
  z.strictObject({ kind: z.literal('withdrawal'), withdrawal: z.enum(WITHDRAWALS), reason: Words }),
  RemedyInput.options[0].extend({ kind: z.literal('republication') }),
])
const Changed = z.strictObject({
  changes: z.record(z.string(), z.unknown()).default({}),
  detail: z.record(z.string(), z.unknown()).default({}),
})
const Difference = z.object({ changes: DisclosureVersion.shape.changes, lastDay: z.string().nullable() })

export function deskDisclosureRoutes(deps: Deps) {
  const drafting = requireStaff(deps, 'disclosures.draft')
  const publishing = requireStaff(deps, 'disclosures.publish')
  const deciding = requireStaff(deps, 'disclosures.requests')
  const base = '/desk/disclosures'
  const hidden = { hide: true } as const
  const drafts = createRoute({
    ...hidden,
    method: 'get',
    path: `${base}/drafts`,
    middleware: drafting,
    responses: gives(List(DraftItem)),
  })
  const form = createRoute({
    ...hidden,
    method: 'get',
    path: `${base}/form`,
    middleware: drafting,
    responses: gives(DraftForm),
  })
  const enter = createRoute({
    ...hidden,
    method: 'post',
    path: `${base}/drafts`,
    middleware: drafting,
    request: { body: takes(Draft) },
    responses: gives(Version.extend({ id: z.string() })),
  })
  const open = createRoute({
    ...hidden,
    method: 'get',
    path: `${base}/drafts/{id}`,
    middleware: drafting,
    request: { params: Id },
    responses: gives(DraftView),
  })
  const change = createRoute({
    ...hidden,
    method: 'post',
    path: `${base}/drafts/{id}`,
    middleware: drafting,
    request: { params: Id, body: takes(Draft.extend({ version: z.int() })) },
    responses: gives(Version.extend({ id: z.string() })),
  })
  const rehearsal = createRoute({
    ...hidden,
    method: 'get',
    path: `${base}/drafts/{id}/rehearsal`,
    middleware: drafting,
    request: { params: Id },
    responses: gives(Rehearsal),
  })
  const release = createRoute({
    ...hidden,
    method: 'post',
    path: `${base}/drafts/{id}/release`,
    middleware: publishing,
    request: { params: Id, body: takes(Release) },
    responses: gives(Released),
  })
  const move = createRoute({
    ...hidden,
    method: 'post',
    path: `${base}/drafts/{id}/moves`,
    middleware: drafting,
    request: {
      params: Id,
      body: takes(Version.extend({ move: z.enum(Object.keys(DRAFT_MOVES) as [DraftMove, ...DraftMove[]]) })),
    },
    responses: gives(Version.extend({ state: z.enum(DRAFT_STATES) })),
  })
  const record = createRoute({
    ...hidden,
    method: 'get',
    path: `${base}/records/{id}`,
    middleware: publishing,
    request: { params: Id },
    responses: gives(DeskRecord),
  })
  const difference = createRoute({
    ...hidden,
    method: 'post',
    path: `${base}/records/{id}/difference`,
    middleware: publishing,
    request: { params: Id, body: takes(Changed) },
    responses: gives(Difference),
  })
  const act = createRoute({
    ...hidden,
    method: 'post',
    path: `${base}/records/{id}/acts`,
    middleware: publishing,
    request: { params: Id, body: takes(Act) },
    responses: gives(z.object({ kind: z.string() })),
  })
  const requests = createRoute({
    ...hidden,
    method: 'get',
    path: `${base}/requests`,
    middleware: deciding,
    request: {
      query: z.object({
        over: z.stringbool().optional(),
        limit: z.coerce.number().int().min(1).max(100).default(50),
        offset: z.coerce.number().int().min(0).max(100_000).default(0),
      }),
    },
    responses: gives(List(RequestItem)),
  })
  const request = createRoute({
    ...hidden,
    method: 'get',
    path: `${base}/requests/{number}`,
    middleware: deciding,
    request: { params: ByNumber },
    responses: gives(DeskRequest),
  })
  const decide = createRoute({
    ...hidden,
    method: 'post',
    path: `${base}/requests/{number}/decision`,
    middleware: deciding,
    request: { params: ByNumber, body: takes(Decision) },
    responses: gives(Version.extend({ state: z.enum(REQUEST_STATES) })),
  })
  const handed = ({ record, conceal }: z.infer<typeof Draft>) => ({ record: record as RecordInput, conceal })

  return createRouter()
    .openapi(drafts, async (c) => c.json(await listDrafts(deps, c.get('ctx')), 200))
    .openapi(form, (c) => c.json(draftForm(deps, c.get('ctx'), chinaDate(deps.clock.now())), 200))
    .openapi(enter, async (c) => c.json(await saveDraft(deps, c.get('ctx'), handed(c.req.valid('json'))), 200))
    .openapi(open, async (c) => c.json(await openDraft(deps, c.get('ctx'), c.req.valid('param').id), 200))
    .openapi(change, async (c) => {
      const { version, ...draft } = c.req.valid('json')
      const of = { id: c.req.valid('param').id, version }
      return c.json(await saveDraft(deps, c.get('ctx'), { ...handed(draft), of }), 200)
    })
    .openapi(rehearsal, async (c) => c.json(await rehearse(deps, c.get('ctx'), c.req.valid('param').id), 200))
    .openapi(release, async (c) => {
      const done = await releaseDraft(deps, c.get('ctx'), { ...c.req.valid('param'), ...c.req.valid('json') })
      await indexNow(deps)
      return c.json(done, 200)
    })
    .openapi(move, async (c) =>
      c.json(await moveDraft(deps, c.get('ctx'), { ...c.req.valid('param'), ...c.req.valid('json') }), 200),
    )
    .openapi(record, async (c) => c.json(await openRecord(deps, c.get('ctx'), c.req.valid('param').id), 200))
    .openapi(difference, async (c) =>
      c.json(await rehearseCorrection(deps, c.get('ctx'), { ...c.req.valid('param'), ...c.req.valid('json') }), 200),
    )
    .openapi(act, async (c) => {
      const { id } = c.req.valid('param')
      const input = c.req.valid('json')
      const { kind, reason } = input
      const ctx = c.get('ctx')
      if (input.kind === 'correction' || input.kind === 'republication') {
        const { recordVersion: version, changes, detail } = input
        const change = input.kind === 'correction' ? correctDisclosure : republishDisclosure
        await change(deps, ctx, { id, version, changes, detail, reason })
      } else if (input.kind === 'redaction') {
        const { recordVersion: version, texts } = input
        await redactDisclosure(deps, ctx, { id, version, texts, reason })
      } else {
        await withdrawDisclosure(deps, ctx, { id, kind: input.withdrawal, reason })
      }
      await indexNow(deps)
      return c.json({ kind }, 200)
    })
    .openapi(requests, async (c) => c.json(await listRequests(deps, c.get('ctx'), c.req.valid('query')), 200))
    .openapi(request, async (c) => c.json(await openRequest(deps, c.get('ctx'), c.req.valid('param').number), 200))
    .openapi(decide, async (c) => {
      const done = await decideRequest(deps, c.get('ctx'), c.req.valid('param').number, c.req.valid('json'))
      await indexNow(deps)
      return c.json(done, 200)
    })
}
