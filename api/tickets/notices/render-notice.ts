/** A template and the facts of a ticket as a document (告知文书), in one language. Pure. */
import { type Locale, t } from '../../../content/messages/index.ts'
import type { Content, NoticeTemplate } from '../../../content/schema.ts'
import { articleInForce, basisOf } from '../basis.ts'
import type { NoticeDocument, NoticeId } from './model.ts'

/** What a document may say; an absent field leaves its paragraph out. */
export type NoticeFacts = Readonly<Record<string, string | undefined>>

export interface NoticeMatter {
  number: string
  addressee: string
  facts: NoticeFacts
  unit: string
  phone: string
  issuedOn: string
  /** Chooses the version of the articles. */
  receivedOn: string
}

/** The version of a template for a document issued on a day. @throws RangeError when the content has none */
export function templateFor(content: Content, id: NoticeId, on: string): NoticeTemplate {
  const found = content.notices.find((each) => each.id === id && each.from <= on && (each.to === null || on <= each.to))
  if (!found) throw new RangeError(`No version of the notice ${id} is in force on ${on}; add one to rules/notices.yaml`)
  return found
}

/** Required fields a matter does not have; a document with a gap is never issued. */
export function lackingFields(template: NoticeTemplate, facts: NoticeFacts): string[] {
  return template.fields.filter((name) => !facts[name])
}

export function renderNotice(
  content: Content,
  locale: Locale,
  template: NoticeTemplate,
  { number, addressee, facts, unit, phone, issuedOn, receivedOn }: NoticeMatter,
): NoticeDocument {
  const fill = (text: string) => text.replace(/\{(\w+)\}/g, (_, name: string) => facts[name] ?? '')
  const complete = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].every(([, name]) => facts[name ?? ''])
  const body = template.body.map((paragraph) => paragraph[locale]).filter(complete)
  // What a paragraph says already is not listed once more.
  const listed = template.fields.filter((name) => !body.some((text) => text.includes(`{${name}}`)))
  return {
    title: template.title[locale],
    number,
    addressee,
    paragraphs: body.map(fill),
    facts: listed.map((name) => ({
      label: t(locale, `tickets.noticeField.${name as 'terms'}`),
      value: facts[name] ?? '',
    })),
    basis: template.basis
      .filter((citation) => articleInForce(citation, receivedOn))
      .map(({ law, article, item }) => {
        const place = basisOf(content, locale, { law, article: article ?? null, item })
        return t(locale, 'common.citationLabel', { law: place.law, label: place.article })
      }),
    routes: template.routes ? content.routes.map((route) => route.text[locale]) : [],
    unit,
    phone,
    bureau: content.bureau.name[locale],
    issuedOn,
    marks: template.marks.map((mark) => mark[locale]),
  }
}
