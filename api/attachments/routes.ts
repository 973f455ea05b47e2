/** Files over HTTP. They come as they are (raw, or one part of a form) and go out so that no browser runs anything in them. */
import { Readable } from 'node:stream'
import { createRoute, z } from '@hono/zod-openapi'
import type { Deps } from '../deps.ts'
import { Problem } from '../platform/errors.ts'
import { createRouter } from '../platform/http.ts'
import { gives, NO_STORE, problem, takes } from '../platform/openapi.ts'
import { uploadIn } from '../platform/upload.ts'
import { requireStaff } from '../staff/guard.ts'
import { partyCodeOfPass } from '../tickets/party/issue-party-pass.ts'
import { codeOfPass } from '../tickets/passes.ts'
import { addAttachment } from './add-attachment.ts'
import { addEvidence } from './add-evidence.ts'
import { addPartyFile } from './add-party-file.ts'
import { disposition } from './clean-name.ts'
import type { HolderKey } from './find-holder.ts'
import { createLane } from './lane.ts'
import { AttachmentView, Audience, DeskAttachment } from './model.ts'
import { type OpenedFile, openAttachment, openDeskAttachment, openPartyAttachment } from './open-attachment.ts'
import { removeAttachment } from './remove-attachment.ts'
import { showEvidence } from './show-evidence.ts'

const bytes = { description: 'The file', content: { 'application/octet-stream': { schema: z.string() } } }

const Id = z.object({ id: z.uuid() })
const ByNumber = z.object({ number: z.string().min(1).max(40) })
const RAW_TYPES = /^(|application\/octet-stream|application\/pdf|image\/.+)$/
const ANY_TYPE = /^/
/** Whom an officer shows what is added; nobody unless said. */
const Shown = z.object({ citizen: z.literal('1').optional(), business: z.literal('1').optional() })
/** Whose file: a draft's by its conversation, a ticket's by its number and the code or pass in the head. */
const Whose = z.object({ conversation: z.uuid().optional(), ticket: z.string().min(1).max(40).optional() })
const Codes = z.object({ 'query-code': z.string().max(40).optional(), 'ticket-pass': z.string().max(400).optional() })
const Preview = z.object({ preview: z.literal('1').optional() })
/** The name of a raw upload, percent-encoded: a head carries ASCII only. */
const Named = Codes.extend({ 'file-name': z.string().max(2000).optional() })
const kept = {
  201: { description: 'Kept, without EXIF and place', content: { 'application/json': { schema: AttachmentView } } },
  400: problem,
  404: problem,
  409: problem,
  413: problem,
  415: problem,
  422: problem,
  429: problem,
}

const add = createRoute({
  method: 'post',
  path: '/attachments',
  summary:
    'Add one photo or paper (JPEG, PNG, HEIC, PDF, 10 MiB, nine at most) to a draft or an open ticket: as it is with the head File-Name (percent-encoded), or as the part `file` of a multipart form. Without `conversation` or `ticket` the id waits a day for the ticket whose `attachments` names it.',
  request: { query: Whose, headers: Named },
  responses: kept,
})
const open = createRoute({
  method: 'get',
  path: '/attachments/{id}',
  summary: 'A file of one’s own draft or ticket, or with `preview=1` its small picture',
  request: { params: Id, query: Whose.extend(Preview.shape), headers: Codes },
  responses: { 200: bytes, 404: problem, 409: problem, 429: problem },
})
const remove = createRoute({
  method: 'delete',
  path: '/attachments/{id}',
  summary: 'Take a file out of a draft; what has been filed stays',
  request: { params: Id, query: z.object({ conversation: z.uuid() }) },
  responses: { 204: { description: 'Gone' }, 400: problem, 404: problem },
})

const PartyCodes = z.object({
  'party-code': z.string().max(40).optional(),
  'party-pass': z.string().max(400).optional(),
})
const partyAdd = createRoute({
  method: 'post',
  path: '/party/{number}/attachments',
  summary:
    'Add one photo or paper to the answer of the business (JPEG, PNG, HEIC, PDF, 10 MiB, nine at most), while evidence is among its acts. Staff see it, the other side does not.',
  request: { params: ByNumber, headers: PartyCodes.extend({ 'file-name': z.string().max(2000).optional() }) },
  responses: kept,
})
const partyOpen = createRoute({
  method: 'get',
  path: '/party/{number}/attachments/{id}',
  summary: 'A file the business added or the bureau shows to it, or with `preview=1` its small picture',
  request: {
    params: ByNumber.extend(Id.shape),
    query: Preview,
    headers: PartyCodes,
  },
  responses: { 200: bytes, 404: problem, 409: problem, 429: problem },
})

export function attachmentRoutes(deps: Deps) {
  const lane = createLane()
  const keyOf = (
    { conversation, ticket }: z.infer<typeof Whose>,
    { 'query-code': code, 'ticket-pass': pass }: z.infer<typeof Codes>,
  ): HolderKey | undefined => {
    if (conversation !== undefined) return { conversationId: conversation }
    if (ticket === undefined) return undefined
    return { ticket: { number: ticket, code: pass === undefined ? code : codeOfPass(deps, ticket, pass) } }
  }
  const partyKey = (number: string, { 'party-code': code, 'party-pass': pass }: z.infer<typeof PartyCodes>) => ({
    number,
    code: pass === undefined ? code : partyCodeOfPass(deps, number, pass),
  })
  const deskOpen = createRoute({
    method: 'get',
    path: '/desk/tickets/{number}/attachments/{id}',
    hide: true,
    middleware: requireStaff(deps, 'tickets.read'),
    request: { params: ByNumber.extend(Id.shape), query: Preview },
    responses: { 200: bytes },
  })
  const deskAdd = createRoute({
    ...{ method: 'post', path: '/desk/tickets/{number}/attachments', hide: true },
    middleware: requireStaff(deps, ['tickets.handle', 'tickets.dispatch']),
    request: { params: ByNumber, query: Shown, headers: z.object({ 'file-name': z.string().max(2000).optional() }) },
    responses: { 201: gives(DeskAttachment, 'Kept') },
  })
  const deskShow = createRoute({
    ...{ method: 'put', path: '/desk/tickets/{number}/attachments/{id}/audience', hide: true },
    middleware: requireStaff(deps, ['tickets.handle', 'tickets.dispatch']),
    request: { params: ByNumber.extend(Id.shape), body: takes(Audience) },
    responses: { 200: gives(DeskAttachment, 'Who sees it now') },
  })
  return createRouter()
    .openapi(deskAdd, async (c) => {
      const { citizen, business } = c.req.valid('query')
      const audience = { citizen: citizen === '1', business: business === '1' }
      // Whoever gets here came from our own pages: what it really is, is seen from its bytes.
      const upload = await uploadIn(c, ANY_TYPE)
      const added = await addEvidence(deps, lane, c.get('ctx'), { ...c.req.valid('param'), audience, ...upload })
      return c.json(added, 201, NO_STORE)
    })
    .openapi(deskShow, async (c) => {
      const input = { ...c.req.valid('param'), audience: c.req.valid('json') }
      return c.json(await showEvidence(deps, c.get('ctx'), input), 200, NO_STORE)
    })
    .openapi(partyAdd, async (c) => {
      const key = partyKey(c.req.valid('param').number, c.req.valid('header'))
      const upload = await uploadIn(c, RAW_TYPES)
      return c.json(await addPartyFile(deps, lane, c.get('ctx'), { key, ...upload }), 201, NO_STORE)
    })
    .openapi(partyOpen, async (c) => {
      const { number, id } = c.req.valid('param')
      const key = partyKey(number, c.req.valid('header'))
      const which = { key, id, preview: c.req.valid('query').preview === '1' }
      return sent(await openPartyAttachment(deps, c.get('ctx'), which)) as never
    })
    .openapi(add, async (c) => {
      const key = keyOf(c.req.valid('query'), c.req.valid('header'))
      const upload = await uploadIn(c, RAW_TYPES)
      return c.json(await addAttachment(deps, lane, c.get('ctx'), { key, ...upload }), 201, NO_STORE)
    })
    .openapi(open, async (c) => {
      const key = keyOf(c.req.valid('query'), c.req.valid('header'))
      if (!key) throw new Problem('not-found')
      const which = { id: c.req.valid('param').id, preview: c.req.valid('query').preview === '1' }
      return sent(await openAttachment(deps, c.get('ctx'), { key, ...which })) as never
    })
    .openapi(remove, async (c) => {
      const { conversation: conversationId } = c.req.valid('query')
      await removeAttachment(deps, { id: c.req.valid('param').id, conversationId })
      return c.body(null, 204)
    })
    .openapi(deskOpen, async (c) => {
      const which = { ...c.req.valid('param'), preview: c.req.valid('query').preview === '1' }
      return sent(await openDeskAttachment(deps, c.get('ctx'), which)) as never
    })
}

function sent({ view, preview, content }: OpenedFile): Response {
  const picture = view.type === 'image/jpeg' || view.type === 'image/png'
  return new Response(Readable.toWeb(Readable.from(content)) as ReadableStream<Uint8Array>, {
    headers: {
      'content-type': preview ? 'image/jpeg' : view.type,
      'content-disposition': disposition(preview || picture ? 'inline' : 'attachment', view.name),
      'content-security-policy': "sandbox; default-src 'none'",
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, no-store',
    },
  })
}
