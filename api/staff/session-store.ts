/** Sessions that still open something. */
import { and, desc, eq, gt, isNull, or } from 'drizzle-orm'
import type { Deps } from '../deps.ts'
import { deviceName } from './device-name.ts'
import type { ListedSession } from './model.ts'
import { staffSessions } from './tables.ts'

export const idleMs = ({ content }: Deps) => content.staffAccess.session.idleMinutes * 60_000

/** @param here id of the session that asks, when it is one of them */
export async function livingSessions(deps: Deps, userId: string, here: string | null): Promise<ListedSession[]> {
  const now = deps.clock.now()
  const { seenAt } = staffSessions
  const rows = await deps.db
    .select()
    .from(staffSessions)
    .where(
      and(
        eq(staffSessions.userId, userId),
        gt(staffSessions.expiresAt, now),
        or(isNull(seenAt), gt(seenAt, new Date(now.getTime() - idleMs(deps)))),
      ),
    )
    .orderBy(desc(staffSessions.createdAt))
  return rows.map((row) => ({
    id: row.id,
    device: deviceName(row.userAgent),
    startedAt: row.createdAt.toISOString(),
    seenAt: row.seenAt?.toISOString() ?? null,
    endsAt: row.expiresAt.toISOString(),
    here: row.id === here,
  }))
}
