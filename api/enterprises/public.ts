/** The only place where a business becomes something to show. */
import type { Locale } from '../../content/messages/index.ts'
import type { Deps } from '../deps.ts'
import type { Enterprise } from './model.ts'
import type { EnterpriseRow } from './tables.ts'

export function enterpriseView({ content }: Pick<Deps, 'content'>, locale: Locale, row: EnterpriseRow): Enterprise {
  const { enterpriseCategories, enterpriseStatuses, industries } = content.disclosures.find.code
  const category = enterpriseCategories.get(row.category)
  const status = enterpriseStatuses.get(row.status)
  const { uscc, legacyNumber, name, industry, address, station, establishedOn, demo } = row
  return {
    uscc,
    legacyNumber,
    name,
    category: row.category,
    categoryName: category?.title[locale] ?? row.category,
    status: row.status,
    statusName: status?.title[locale] ?? row.status,
    trading: status?.trading ?? false,
    industry: industry === null ? null : { id: industry, name: industries.get(industry)?.title[locale] ?? industry },
    address,
    station,
    stationName: station === null ? null : (content.find.station.get(station)?.name[locale] ?? station),
    establishedOn,
    representative: category?.hideRepresentative === false ? row.representative : null,
    demo,
    url: `/enterprises/${uscc}`,
  }
}
