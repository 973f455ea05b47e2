/**
 * Which unit a ticket goes to: duty before territory (职能优先于属地), otherwise the unified desk (统一接收机构). Pure;
 * a person at the desk may always send it elsewhere. The decision names the step that made it.
 */
import type { Content } from '../../content/schema.ts'
import { type AddressConfidence, addressConfidence } from './address/address-confidence.ts'
import { addressParser } from './address/parse-address.ts'
import type { TicketDraft } from './model.ts'

export const ROUTE_RULES = ['function', 'street', 'station', 'alias', 'narrative', 'desk'] as const
export type RouteRule = (typeof ROUTE_RULES)[number]

/** Section that receives and dispatches everything nobody else is sure to own; an id of content/bureau/sections.yaml. */
export const UNIFIED_DESK = 'general'

export interface Route {
  /** Exactly one of station and section is set. */
  station: string | null
  section: string | null
  /** Street recognised, also when a section decides. */
  street: string | null
  rule: RouteRule
  /** A person should look at the place again. */
  needsReview: boolean
}

export function routeOf(draft: TicketDraft, content: Content): Route {
  const territory = territoryOf(draft, content)
  const override = draft.problem
    ? content.sections.find((section) => section.overrides.includes(draft.problem ?? ''))
    : undefined
  if (override)
    return {
      station: null,
      section: override.id,
      street: territory?.street ?? null,
      rule: 'function',
      needsReview: false,
    }
  if (territory) return { ...territory, section: null }
  return { station: null, section: UNIFIED_DESK, street: null, rule: 'desk', needsReview: true }
}

interface Territory {
  station: string
  street: string | null
  rule: RouteRule
  needsReview: boolean
}

function territoryOf(draft: TicketDraft, content: Content): Territory | undefined {
  const street = draft.place?.street ? content.find.street.get(draft.place.street) : undefined
  if (street) return { station: street.station.id, street: street.street.id, rule: 'street', needsReview: false }
  const station = draft.place?.station ? content.find.station.get(draft.place.station) : undefined
  if (station) return { station: station.id, street: null, rule: 'station', needsReview: false }
  const business = draft.kind === 'complaint' || draft.kind === 'report' ? draft.respondent : {}
  const places = [draft.place?.text, business.address, business.platformShownAddress]
  const said = [...places, business.name, business.shop]
  const found =
    byAlias(said.filter(Boolean).join('\n'), content, 'alias') ?? byAlias(draft.narrative, content, 'narrative')
  // The same road may run through another county, which the address then names.
  return (
    found && {
      ...found,
      needsReview:
        found.needsReview ||
        places.some((place) => namesElsewhere(place, content) || confidenceOf(place, content)?.low === true),
    }
  )
}

const parsers = new WeakMap<Content['jurisdiction'], ReturnType<typeof addressParser>>()

function parserOf({ jurisdiction, addresses }: Content): ReturnType<typeof addressParser> {
  const known = parsers.get(jurisdiction)
  if (known) return known
  const parse = addressParser(addresses, [jurisdiction.city.zh, ...jurisdiction.cities])
  parsers.set(jurisdiction, parse)
  return parse
}

/** How sure the reading of an address is; nothing where none is told. */
export function confidenceOf(place: string | undefined, content: Content): AddressConfidence | undefined {
  return place ? addressConfidence(content.addresses, place, parserOf(content)(place)) : undefined
}

/** Whether an address names another county of the city, or another city (管辖). */
function namesElsewhere(place: string | undefined, content: Content): boolean {
  if (!place) return false
  const { city, areas, own } = content.jurisdiction
  if (own.some((name) => place.includes(name))) return false
  const address = parserOf(content)(place)
  if (areas.some(({ name }) => name.zh === address.district)) return true
  return address.city !== undefined && !city.zh.startsWith(address.city)
}

interface Alias {
  alias: string
  station: string
  street: string
  sure: boolean
}

const aliases = new WeakMap<Content, Alias[]>()

/** Every name a street of ours goes by, longest first. */
function aliasesOf(content: Content): Alias[] {
  const known = aliases.get(content)
  if (known) return known
  const { stations, bureau } = content
  const all = stations.flatMap((station) =>
    station.streets.flatMap((street) =>
      [street.name, street.nameEn, ...street.aliases, ...street.demoAliases].map((alias) => ({
        alias,
        station: station.id,
        street: street.id,
        sure: !street.demoAliases.includes(alias) || bureau.demo,
      })),
    ),
  )
  all.sort((a, b) => b.alias.length - a.alias.length)
  aliases.set(content, all)
  return all
}

/** The longest name wins, because 舜华路 also stands in 舜华路街道; names of two stations in one text need a person. */
function byAlias(text: string, content: Content, rule: 'alias' | 'narrative'): Territory | undefined {
  const hits = aliasesOf(content).filter(({ alias }) => text.includes(alias))
  const [best] = hits
  if (!best) return undefined
  const contested = hits.some((hit) => hit.station !== best.station)
  return {
    station: best.station,
    street: best.street,
    rule,
    needsReview: rule === 'narrative' || contested || !best.sure,
  }
}
