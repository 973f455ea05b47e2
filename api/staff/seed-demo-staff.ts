/** Demo accounts (演示账号): the unified desk, nine stations, two sections and the three administrations. All recognisably invented. */
import { eq, inArray } from 'drizzle-orm'
import type { Deps } from '../deps.ts'
import { systemContext } from '../platform/context.ts'
import { createStaff } from './create-staff.ts'
import type { Role } from './permissions.ts'
import { readStaff } from './read-staff.ts'
import { resetPassword } from './reset-password.ts'
import { staff, staffUsers } from './tables.ts'

export interface DemoLogin {
  username: string
  password: string
  title: string
}

interface DemoPerson {
  username: string
  name: string
  roles: readonly Role[]
  post: string
  station?: string
  section?: string
}

const DESK: readonly DemoPerson[] = [
  { username: 'demo.desk', name: '演示·王某', roles: ['clerk'], post: '热线受理员', section: 'general' },
  {
    username: 'demo.publisher',
    name: '演示·钱某',
    roles: ['publisher'],
    post: '公示审批员',
    section: 'registration-credit',
  },
  { username: 'demo.head', name: '演示·何某', roles: ['head'], post: '局负责人' },
  { username: 'demo.quality', name: '演示·李某', roles: ['quality'], post: '回访员', section: 'general' },
  { username: 'demo.auditor', name: '演示·孙某', roles: ['auditor'], post: '审计管理员' },
  { username: 'demo.admin', name: '演示·周某', roles: ['admin'], post: '系统管理员' },
  { username: 'demo.security', name: '演示·许某', roles: ['security'], post: '安全管理员' },
  { username: 'demo.drugs', name: '演示·吴某', roles: ['section-officer'], post: '科员', section: 'drugs-devices' },
  { username: 'demo.price', name: '演示·郑某', roles: ['section-officer'], post: '科员', section: 'price-market' },
]
const OFFICERS = [
  '演示·冯某',
  '演示·陈某',
  '演示·褚某',
  '演示·卫某',
  '演示·蒋某',
  '演示·沈某',
  '演示·韩某',
  '演示·杨某',
  '演示·朱某',
]

/** Creates what is missing and gives every demo account a fresh password. @returns the log-ins, to be shown to the operator */
export async function seedDemoStaff(deps: Deps): Promise<DemoLogin[]> {
  const ctx = systemContext('seed-demo-staff')
  const logins: DemoLogin[] = []
  for (const person of demoPeople(deps)) {
    const title = titleOf(deps, person)
    const { username, name, roles, station = null, section = null } = person
    const known = await readStaff(deps.db, { username })
    if (known?.disabled) continue
    const certificateNumber = station === null ? null : `演示-${String(logins.length + 1).padStart(6, '0')}`
    const issued = known
      ? await resetPassword(deps, ctx, { username })
      : await createStaff(deps, ctx, {
          username,
          name,
          title,
          roles: [...roles],
          station,
          section,
          certificateNumber,
          demo: true,
        })
    logins.push({ username, password: issued.password, title })
  }
  return logins
}

/** Removes every demo account. @returns how many there were */
export async function clearDemoStaff(deps: Deps): Promise<number> {
  const ids = deps.db.select({ id: staff.id }).from(staff).where(eq(staff.demo, true))
  const gone = await deps.db.delete(staffUsers).where(inArray(staffUsers.id, ids)).returning({ id: staffUsers.id })
  return gone.length
}

/** One officer per station of the content, and a chief beside the first. */
function demoPeople(deps: Deps): DemoPerson[] {
  const officers = deps.content.stations.map(
    (station, i): DemoPerson => ({
      username: `demo.${station.id}`,
      name: OFFICERS[i % OFFICERS.length] ?? '演示·某某',
      roles: ['officer'],
      post: '所员',
      station: station.id,
    }),
  )
  const first = deps.content.stations[0]
  const chief: DemoPerson[] = first
    ? [{ username: 'demo.chief', name: '演示·赵某', roles: ['chief'], post: '所长', station: first.id }]
    : []
  return [...DESK.slice(0, 1), ...chief, ...officers, ...DESK.slice(1)]
}

function titleOf(deps: Deps, { station, section, post }: DemoPerson): string {
  const place = station
    ? deps.content.find.station.get(station)?.name.zh
    : section
      ? deps.content.find.section.get(section)?.name.zh
      : undefined
  return [place, post].filter(Boolean).join(' ')
}
