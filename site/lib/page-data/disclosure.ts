/** One published record with its versions, or the notice in its place: views of GET /api/disclosures/{id} and …/versions. */
import type { AstroGlobal } from 'astro'
import type { Disclosure, DisclosureVersion, WithdrawnNotice } from '../../../api/disclosures/model.ts'
import { formatDate, formatYuan } from '../format.ts'
import type { useSite } from '../i18n.ts'

type Site = ReturnType<typeof useSite>

export type DisclosurePage =
  | { kind: 'record'; record: Disclosure; versions: DisclosureVersion[] }
  | { kind: 'withdrawn'; notice: WithdrawnNotice }

export async function disclosurePage(
  astro: Pick<AstroGlobal, 'params' | 'response'>,
  { api }: Site,
): Promise<DisclosurePage | undefined> {
  const param = { id: encodeURIComponent(astro.params['id'] ?? '') }
  const response = await api.disclosures[':id'].$get({ param })
  if (response.status === 410) {
    astro.response.status = 410
    return { kind: 'withdrawn', notice: (await response.json()).notice }
  }
  if (response.status !== 200) return undefined
  const record = await response.json()
  if (record.version === 1) return { kind: 'record', record, versions: [] }
  const answer = await api.disclosures[':id'].versions.$get({ param })
  return { kind: 'record', record, versions: answer.status === 200 ? (await answer.json()).items : [] }
}

/** The facts every type has, in the order of a decision. */
export function commonRows(
  { locale, say }: Pick<Site, 'locale' | 'say'>,
  record: Disclosure,
): { label: string; value: string }[] {
  const yuan = (sum: string | null) => (sum === null ? null : formatYuan(locale, sum))
  const rows: [string, string | null][] = [
    [say('disclosures.field.partyName'), record.party.name],
    [say('disclosures.field.partyCategory'), record.party.categoryName],
    [say('disclosures.field.uscc'), record.party.uscc],
    [say('disclosures.field.documentNumber'), record.documentNumber],
    [say('disclosures.field.decidedOn'), formatDate(locale, record.decidedOn)],
    [say('disclosures.field.authority'), record.authority],
    [say('disclosures.field.station'), record.stationName],
    [say('disclosures.field.breach'), record.breach?.name ?? null],
    [
      say('disclosures.field.penaltyKinds'),
      record.penaltyKinds.map(({ name }) => name).join(say('disclosures.comma')) || null,
    ],
    [say('disclosures.fine'), yuan(record.fineYuan)],
    [say('disclosures.confiscated'), yuan(record.confiscatedYuan)],
    [say('disclosures.field.topic'), record.topic?.name ?? null],
    [say('disclosures.field.industry'), record.industry?.name ?? null],
    [say('disclosures.field.result'), record.type === 'penalty' ? null : record.resultName],
  ]
  return rows.flatMap(([label, value]) => (value === null ? [] : [{ label, value }]))
}

/**
 * The picture shown where a record is shared: its type and the bureau, never the party. Other sites keep pictures for
 * months, and what is taken down here must not live on there.
 */
export const shareImageOf = ({ type }: Disclosure, locale: Site['locale']): string => `/share/${type}-${locale}.png`

/** The record in schema.org's words. */
export function recordData(record: Disclosure, address: string): Record<string, unknown> {
  return {
    '@type': 'Report',
    name: record.title,
    description: record.summary,
    url: address,
    identifier: record.documentNumber ?? record.id,
    datePublished: record.publishedOn,
    dateCreated: record.decidedOn,
    ...(record.withdrawOn ? { expires: record.withdrawOn } : {}),
    version: record.version,
    publisher: { '@type': 'GovernmentOrganization', name: record.authority },
    about: {
      '@type': 'Organization',
      name: record.party.name,
      ...(record.party.uscc ? { taxID: record.party.uscc } : {}),
    },
  }
}
