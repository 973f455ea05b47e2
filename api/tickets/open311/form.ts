/** The form of `POST /requests` as a draft ticket; what is wrong with it is collected, not thrown one by one. */
import type { MessageKey } from '../../../content/messages/index.ts'
import type { Content } from '../../../content/schema.ts'
import type { FieldError } from '../../platform/errors.ts'
import { fieldErrors } from '../../platform/http.ts'
import { TicketDraft } from '../model.ts'
import type { AttributeCode, Service } from './services.ts'

const DESCRIPTION_MAX = 4000

export interface ReadForm {
  draft: TicketDraft | undefined
  errors: FieldError[]
}

export function readForm(form: URLSearchParams, service: Service, content: Content): ReadForm {
  const errors: FieldError[] = []
  const fail = (path: string, code: string, message: MessageKey) => errors.push({ path, code, message })
  const place = placeOf(form, content, fail)
  const description = text(form, 'description')
  if (description && description.length > DESCRIPTION_MAX)
    errors.push({
      path: 'description',
      code: 'too-long',
      message: 'errors.field.tooLong',
      params: { max: DESCRIPTION_MAX },
    })
  const parsed = TicketDraft.safeParse(draftOf(form, service, place, description ?? service.name))
  if (!parsed.success) errors.push(...fieldErrors(parsed.error.issues))
  return { draft: parsed.success ? parsed.data : undefined, errors }
}

/** An empty value is the same as none. */
function text(form: URLSearchParams, name: string): string | undefined {
  const value = form.get(name)?.trim()
  return value === '' ? undefined : value
}

const attribute = (form: URLSearchParams, code: AttributeCode) => text(form, `attribute[${code}]`)

type Fail = (path: string, code: string, message: MessageKey) => void

/** One of `address_id` (a street of ours), `address_string`, `lat` with `long` (WGS84); the words are what stations work with. */
function placeOf(form: URLSearchParams, content: Content, fail: Fail): { text: string; street?: string } | undefined {
  const [id, words, lat, long] = ['address_id', 'address_string', 'lat', 'long'].map((name) => text(form, name))
  const street = id ? content.find.street.get(id)?.street : undefined
  if (id && !street) fail('address_id', 'choice', 'errors.open311.addressId')
  if ((lat === undefined) !== (long === undefined)) fail('lat', 'required', 'errors.open311.latLong')
  const point = lat && long ? pointOf(lat, long, fail) : undefined
  const parts = [words ?? street?.name, point].filter((part) => part !== undefined)
  if (parts.length === 0) {
    if (!id && lat === undefined && long === undefined) fail('address_string', 'required', 'errors.open311.location')
    return undefined
  }
  return { text: parts.join(' '), ...(street ? { street: street.id } : {}) }
}

function pointOf(lat: string, long: string, fail: Fail): string | undefined {
  const [north, east] = [Number(lat), Number(long)]
  const sane = Math.abs(north) <= 90 && Math.abs(east) <= 180
  if (!sane) {
    fail('lat', 'format', 'errors.open311.latLong')
    return undefined
  }
  return `(${north.toFixed(6)}, ${east.toFixed(6)} WGS84)`
}

function draftOf(form: URLSearchParams, service: Service, place: unknown, description: string): unknown {
  const media = text(form, 'media_url')
  const evidence = [attribute(form, 'evidence'), media].filter(Boolean).join('\n') || undefined
  const common = {
    kind: service.kind,
    narrative: service.kind === 'complaint' || !media ? description : `${description}\n${media}`,
    place,
    contact: {
      name: [text(form, 'last_name'), text(form, 'first_name')].filter(Boolean).join(' ') || undefined,
      phone: text(form, 'phone')?.replaceAll(' ', ''),
      email: text(form, 'email'),
      address: attribute(form, 'contact_address'),
      keepSecret: attribute(form, 'keep_secret') === 'yes',
    },
    source: { channel: 'open311' },
  }
  if (service.kind === 'consultation') return { ...common, question: description.slice(0, 2000) }
  if (service.kind === 'suggestion') return { ...common, subject: description.slice(0, 200) }
  const daily = attribute(form, 'for_daily_life')
  return {
    ...common,
    problem: service.problem,
    respondent: { name: attribute(form, 'respondent_name'), address: attribute(form, 'respondent_address') },
    purchase: {
      item: attribute(form, 'item'),
      amountYuan: yuan(attribute(form, 'amount_yuan')),
      boughtOn: attribute(form, 'bought_on')?.slice(0, 10),
      orderNumber: attribute(form, 'order_number'),
      ...(daily === undefined ? {} : { forDailyLife: daily === 'yes' }),
    },
    requests: [...form.getAll('attribute[requests][]'), ...form.getAll('attribute[requests]')].filter(Boolean),
    claimYuan: yuan(attribute(form, 'claim_yuan')),
    evidence,
  }
}

/** A number as clients write it, in the decimal form of a draft; anything else is left for the check to refuse. */
function yuan(value: string | undefined): string | undefined {
  if (value === undefined) return undefined
  return /^\d{1,12}(\.\d{1,2})?$/.test(value) ? Number(value).toFixed(2) : value
}
