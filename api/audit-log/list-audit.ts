/** Verb: who did what, when, to what, newest first (审计日志): for the audit administrator alone. Nothing here can change a row. */
import { and, desc, eq, gte, like, lt, type SQL, sql } from 'drizzle-orm'
import { addDays } from '../calendar/calendar.ts'
import type { Deps } from '../deps.ts'
import type { Context } from '../platform/context.ts'
import { auditLog } from '../platform/tables.ts'
import { demand } from '../staff/permissions.ts'
import { readAllStaff, readStaff } from '../staff/read-staff.ts'
import { type AuditPage, type AuditQuery, AuditRow } from './model.ts'

const Kind = AuditRow.shape.actorKind
const Values = AuditRow.shape.before

export async function listAudit(deps: Deps, ctx: Context, query: AuditQuery): Promise<AuditPage> {
  demand(ctx, 'audit.read')
  const { who, limit } = query
  const person = who ? await readStaff(deps.db, { username: who }) : undefined
  if (who && !person) return { items: [], next: null }
  const where = [...conditions(query), ...(person ? [eq(auditLog.actorId, person.id)] : [])]
  const [found, colleagues] = await Promise.all([
    deps.db
      .select()
      .from(auditLog)
      .where(and(...where))
      .orderBy(desc(auditLog.at), desc(auditLog.id))
      .limit(limit + 1),
    readAllStaff(deps.db),
  ])
  const names = new Map(colleagues.map((each) => [each.id, each]))
  const items = found.slice(0, limit).map(({ at, actorKind, actorId, before, after, ...row }) => {
    const colleague = names.get(actorId ?? '')
    return {
      ...row,
      at: at.toISOString(),
      actorKind: Kind.parse(actorKind),
      actor: colleague?.username ?? actorId,
      actorName: colleague?.name ?? null,
      before: Values.parse(before),
      after: Values.parse(after),
    }
  })
  return { items, next: found.length > limit ? (items.at(-1)?.id ?? null) : null }
}

function conditions({ action, about, from, to, before }: AuditQuery): SQL[] {
  const { at, id } = auditLog
  return [
    ...(action ? [like(auditLog.action, `${action}%`)] : []),
    ...(about ? [eq(auditLog.entityId, about)] : []),
    ...(from ? [gte(at, midnight(from))] : []),
    ...(to ? [lt(at, midnight(addDays(to, 1)))] : []),
    ...(before ? [sql`(${at}, ${id}) < (select l.at, l.id from audit_log l where l.id = ${before})`] : []),
  ]
}

/** Beginning of a day in China. */
const midnight = (day: string) => new Date(`${day}T00:00:00+08:00`)
