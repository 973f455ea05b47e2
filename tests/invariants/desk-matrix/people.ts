/** One account of every role, signed in; and the sessions nobody should get in with. */
import { sql } from 'drizzle-orm'
import { systemContext } from '../../../api/platform/context.ts'
import { createStaff } from '../../../api/staff/create-staff.ts'
import { disableStaff } from '../../../api/staff/disable-staff.ts'
import { NOW, type TestApi } from '../../harness/api.ts'
import { MATRIX_ROLES, type MatrixRole } from './tables.ts'

export const OWN_STATION = 'shunhualu'
export const OTHER_STATION = 'suncun'
export const OWN_SECTION = 'price-market'

/** A role's ticket lies with its own unit, or elsewhere; roles without a unit see both alike. */
export type Place = 'own' | 'other'
export const unitOf = (role: MatrixRole, place: Place): { station: string } | { section: string } => {
  if (place === 'other') return { station: OTHER_STATION }
  return role === 'section-officer' ? { section: OWN_SECTION } : { station: OWN_STATION }
}

export interface People {
  /** Cookie header of a role's session. */
  cookie: Record<MatrixRole, string>
  id: Record<MatrixRole, string>
  password: Record<MatrixRole, string>
  /** Cookie headers of sessions that no longer open anything, by what ended them. */
  ended: Record<string, string>
}

export async function signIn(api: TestApi, username: string, password: string): Promise<string> {
  const response = await api.post('/api/desk/login', { username, password }, { 'sec-fetch-site': 'same-origin' })
  if (response.status !== 200) throw new Error(`${username}: ${response.status} ${await response.text()}`)
  return response.headers
    .getSetCookie()
    .map((each) => each.split(';')[0])
    .join('; ')
}

export async function matrixPeople(api: TestApi): Promise<People> {
  const ctx = systemContext('desk-matrix')
  const open = async (username: string, role: MatrixRole) => {
    const station = role === 'officer' || role === 'chief' ? OWN_STATION : null
    const section = role === 'section-officer' ? OWN_SECTION : role === 'publisher' ? 'registration-credit' : null
    const person = { username, name: '演示', title: '演示', roles: [role], station, section, demo: true }
    const { id, password } = await createStaff(api.deps, ctx, person)
    return { id, password, cookie: await signIn(api, username, password) }
  }
  const opened = await Promise.all(
    MATRIX_ROLES.map(async (role) => [role, await open(`matrix.${role.replace('-', '.')}`, role)] as const),
  )
  const per = <K extends 'id' | 'password' | 'cookie'>(key: K) =>
    Object.fromEntries(opened.map(([role, person]) => [role, person[key]])) as Record<MatrixRole, string>
  const [past, idle, closed] = await Promise.all(
    ['expired', 'idle', 'closed'].map((how) => open(`matrix.${how}`, 'clerk')),
  )
  const { db } = api.deps
  await db.execute(sql`update staff_sessions set expires_at = now() - interval '1 minute' where user_id = ${past?.id}`)
  await db.execute(
    sql`update staff_sessions set seen_at = ${NOW}::timestamptz - interval '3 hours' where user_id = ${idle?.id}`,
  )
  // Not through the verb, which would end the session as well: the closed account alone must be enough.
  await db.execute(sql`update staff set disabled_at = now() where id = ${closed?.id}`)
  const gone = await open('matrix.gone', 'admin')
  await disableStaff(api.deps, ctx, { username: 'matrix.gone', reason: '演示' })
  const cookie = per('cookie')
  return {
    cookie,
    id: per('id'),
    password: per('password'),
    ended: {
      nobody: '',
      'an expired session': past?.cookie ?? '',
      'a session left idle': idle?.cookie ?? '',
      'a closed account': closed?.cookie ?? '',
      'an account closed by the verb': gone.cookie,
      'a made-up cookie': cookie.admin.replace(/=[^;]{8}/g, '=AAAAAAAA'),
    },
  }
}
