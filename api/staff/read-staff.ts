/** The one query behind every look at staff records. */
import { asc, eq } from 'drizzle-orm'
import type { Queryable } from '../platform/database.ts'
import type { StaffMember } from './model.ts'
import { ROLE_NAMES } from './permissions.ts'
import { staff, staffUsers } from './tables.ts'

type Key = { id: string } | { username: string }

export async function readStaff(db: Queryable, key: Key): Promise<StaffMember | undefined> {
  const where = 'id' in key ? eq(staffUsers.id, key.id) : eq(staffUsers.username, key.username.toLowerCase())
  const [row] = await rows(db).where(where)
  return row && member(row)
}

export async function readAllStaff(db: Queryable): Promise<StaffMember[]> {
  return (await rows(db).orderBy(asc(staffUsers.username))).map(member)
}

function rows(db: Queryable) {
  return db
    .select({ account: staffUsers, record: staff })
    .from(staffUsers)
    .innerJoin(staff, eq(staff.id, staffUsers.id))
}

function member({ account, record }: Awaited<ReturnType<typeof rows>>[number]): StaffMember {
  return {
    id: account.id,
    username: account.username,
    name: account.name,
    title: record.title,
    station: record.station,
    section: record.section,
    roles: ROLE_NAMES.filter((role) => record.roles.includes(role)),
    certificateNumber: record.certificateNumber,
    demo: record.demo,
    totp: account.twoFactorEnabled,
    passwordOwed: record.passwordIssuedAt !== null,
    disabled: record.disabledAt !== null,
  }
}
