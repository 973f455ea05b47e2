/** Opens an account (新建账号). The password is made here, told once to whoever created the account, and kept only as a hash. */
import { z } from '@hono/zod-openapi'
import type { Deps } from '../deps.ts'
import { audit } from '../platform/audit.ts'
import type { Context } from '../platform/context.ts'
import { Problem } from '../platform/errors.ts'
import { fieldErrors } from '../platform/http.ts'
import { USERNAME } from './auth.ts'
import { issuedAt, postErrors } from './manage.ts'
import { freshPassword } from './password.ts'
import { demand, ROLE_NAMES } from './permissions.ts'
import { readStaff } from './read-staff.ts'
import { staff, staffAccounts, staffUsers } from './tables.ts'

export const NewStaff = z.object({
  username: z.string().trim().toLowerCase().regex(USERNAME),
  name: z.string().trim().min(1).max(60),
  title: z.string().trim().min(1).max(80),
  roles: z.array(z.enum(ROLE_NAMES)).min(1),
  station: z.string().nullable().default(null),
  section: z.string().nullable().default(null),
  certificateNumber: z.string().trim().min(1).max(40).nullable().default(null),
  demo: z.boolean().default(false),
})

export interface IssuedLogin {
  id: string
  username: string
  password: string
}

export async function createStaff(deps: Deps, ctx: Context, input: z.input<typeof NewStaff>): Promise<IssuedLogin> {
  demand(ctx, 'staff.manage')
  const parsed = NewStaff.safeParse(input)
  if (!parsed.success) throw new Problem('invalid', { errors: fieldErrors(parsed.error.issues) })
  const { username, name, ...record } = parsed.data
  const wrong = await postErrors(deps, ctx, parsed.data)
  if (wrong.length > 0) throw new Problem('invalid', { errors: wrong })
  if (await readStaff(deps.db, { username })) throw taken()

  const id = deps.random.uuid()
  const password = freshPassword(deps.random)
  const now = deps.clock.now()
  const stamps = { createdAt: now, updatedAt: now }
  const hash = await deps.staffAuth.hashPassword(password)
  await deps.db.transaction(async (tx) => {
    const made = await tx
      .insert(staffUsers)
      .values({ id, name, username, email: `${username}@staff.invalid`, ...stamps })
      .onConflictDoNothing()
      .returning({ id: staffUsers.id })
    if (made.length === 0) throw taken()
    await tx.insert(staffAccounts).values({
      id: deps.random.uuid(),
      accountId: id,
      providerId: 'credential',
      userId: id,
      password: hash,
      ...stamps,
    })
    await tx.insert(staff).values({ id, ...record, passwordIssuedAt: issuedAt(deps, ctx, record.demo) })
    await audit(deps, tx, ctx, {
      action: 'staff.created',
      entity: 'staff',
      entityId: id,
      after: { roles: record.roles, station: record.station, section: record.section },
    })
  })
  return { id, username, password }
}

const taken = () =>
  new Problem('conflict', {
    detail: 'desk.staff.taken',
    errors: [{ path: 'username', code: 'taken', message: 'desk.staff.taken' }],
  })
