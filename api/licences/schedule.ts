/** By when each step is done at the latest by the limits of the law, and which chain decides about the end. Pure. */
import type { ServiceCard } from '../../content/schema-licences.ts'
import type { WorkCalendar } from '../calendar/calendar.ts'
import { dueOn, unitsBetween } from '../calendar/deadlines.ts'
import type { Ordered } from './order.ts'

export interface Dated {
  /** First day on which the step can begin when everything before took as long as it may. */
  beginOn: string
  /** Latest day by the statutory limit; null where no limit is set. */
  latestOn: string | null
  /** On the chain that decides about the last day (关键路径). */
  critical: boolean
}

export interface Schedule {
  dates: ReadonlyMap<string, Dated>
  /** Last day of the whole plan; null when no step has a limit. */
  latestOn: string | null
  /** Working days from the first day to the last, the first not counted. */
  workingDays: number
  /** True when a year is used whose holiday notice is not loaded. */
  provisional: boolean
}

/** @throws RangeError when a needed calendar year is not loaded */
export function schedule(
  steps: readonly Ordered[],
  cards: ReadonlyMap<string, ServiceCard>,
  startOn: string,
  calendar: WorkCalendar,
): Schedule {
  const ends = new Map<string, { beginOn: string; latestOn: string | null; endOn: string }>()
  let provisional = calendar.isProvisional(startOn)
  for (const { id, dependsOn } of steps) {
    const beginOn = [startOn, ...dependsOn.map((each) => ends.get(each)?.endOn ?? startOn)].sort().at(-1) ?? startOn
    const limit = cards.get(id)?.statutory ?? null
    const due = limit && dueOn({ from: beginOn, count: limit.count, unit: limit.unit, calendar })
    provisional ||= due?.provisional ?? false
    ends.set(id, { beginOn, latestOn: due?.dueOn ?? null, endOn: due?.dueOn ?? beginOn })
  }
  const last =
    [...ends.values()]
      .map(({ endOn }) => endOn)
      .sort()
      .at(-1) ?? startOn
  const limited = [...ends.values()].some(({ latestOn }) => latestOn !== null)
  const critical = chain(steps, ends, last)
  return {
    dates: new Map(
      [...ends].map(([id, { beginOn, latestOn }]) => [id, { beginOn, latestOn, critical: critical.has(id) }]),
    ),
    latestOn: limited ? last : null,
    workingDays: unitsBetween(startOn, last, 'working-day', calendar),
    provisional,
  }
}

type Ends = ReadonlyMap<string, { beginOn: string; latestOn: string | null; endOn: string }>

/** Steps with a limit that end on the last day, and those whose end lets them begin. */
function chain(steps: readonly Ordered[], ends: Ends, last: string): Set<string> {
  const onChain = new Set<string>()
  const wait = new Map(steps.map(({ id, dependsOn }) => [id, dependsOn]))
  const follow = (id: string): void => {
    const own = ends.get(id)
    if (!own || onChain.has(id)) return
    if (own.latestOn !== null) onChain.add(id)
    for (const before of wait.get(id) ?? []) if (ends.get(before)?.endOn === own.beginOn) follow(before)
  }
  for (const [id, { latestOn }] of ends) if (latestOn === last) follow(id)
  return onChain
}
