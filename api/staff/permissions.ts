/**
 * Who may do what at the desk. Three administrations stay in three hands (等保2.0 三权分立), and none of them works on
 * the bureau's business: system (accounts, assistant, outgoing mail), security (sessions, keys of outside senders),
 * audit (the log).
 */
import type { Context } from '../platform/context.ts'
import { Problem } from '../platform/errors.ts'

export const PERMISSIONS = [
  /** Read tickets within one's reach: own station or section, or all with `tickets.all`. */
  'tickets.read',
  'tickets.all',
  /** Send a ticket to a station or section (分送). */
  'tickets.dispatch',
  /** Put an officer in charge of a ticket within one's reach (指派承办人). */
  'tickets.assign',
  /** Act on a ticket of one's own station or section (办理). */
  'tickets.handle',
  /** Approve refusals, decide on recusals, reopen (审批). */
  'tickets.approve',
  /** What the rules leave to the head of the bureau: opening a case or not, longer verification, rewards (局负责人). */
  'tickets.lead',
  /** Call people back after the end, send work back for redoing (回访). */
  'tickets.call-back',
  /** Read the citizen's ratings (回访). */
  'tickets.rate-view',
  /** See who reported, on a case one works on (总局令第121号 §37). */
  'reports.identity',
  /** Enter and change a record before it is published (录入). */
  'disclosures.draft',
  /** Release records somebody else entered; correct, redact, take down (公示审批). */
  'disclosures.publish',
  /** Read and decide objections and requests for credit repair (异议、信用修复). */
  'disclosures.requests',
  /** Look at guides that readers or changed articles call out of date (核对指南). */
  'guides.review',
  /** Read the audit log (审计). */
  'audit.read',
  /** Open and close accounts, give fresh passwords (账号管理). */
  'staff.manage',
  /** End other people's sessions; keys of hotlines and other senders (安全管理). */
  'access.manage',
  /** Switches and limits of the assistant (助手开关和限额). */
  'assistant.manage',
] as const
export type Permission = (typeof PERMISSIONS)[number]

interface RoleRule {
  permissions: readonly Permission[]
  /** What the account must name. */
  needs: 'station' | 'section' | null
  /** May not be held together with any other role. */
  alone: boolean
}

const HANDLING = ['tickets.read', 'tickets.handle', 'reports.identity', 'disclosures.draft'] as const

/** Roles (岗位): clerk 受理员, officer 所员, chief 所长, section-officer 科室人员, publisher 公示审批员, head 局负责人, quality 回访员, auditor 审计管理员, admin 系统管理员, security 安全管理员. */
export const ROLES = {
  clerk: {
    permissions: ['tickets.read', 'tickets.all', 'tickets.dispatch', 'tickets.assign'],
    needs: null,
    alone: false,
  },
  officer: { permissions: HANDLING, needs: 'station', alone: false },
  chief: { permissions: [...HANDLING, 'tickets.assign', 'tickets.approve'], needs: 'station', alone: false },
  'section-officer': { permissions: HANDLING, needs: 'section', alone: false },
  publisher: {
    permissions: ['disclosures.draft', 'disclosures.publish', 'disclosures.requests', 'guides.review'],
    needs: 'section',
    alone: false,
  },
  head: {
    permissions: ['tickets.read', 'tickets.all', 'tickets.assign', 'tickets.approve', 'tickets.lead'],
    needs: null,
    alone: false,
  },
  quality: {
    permissions: ['tickets.read', 'tickets.all', 'tickets.rate-view', 'tickets.call-back'],
    needs: null,
    alone: false,
  },
  auditor: { permissions: ['audit.read'], needs: null, alone: true },
  admin: { permissions: ['staff.manage', 'assistant.manage'], needs: null, alone: true },
  security: { permissions: ['access.manage'], needs: null, alone: true },
} as const satisfies Record<string, RoleRule>
export type Role = keyof typeof ROLES
export const ROLE_NAMES = Object.keys(ROLES) as [Role, ...Role[]]

/**
 * Who gives and takes which roles at the desk (授权). The three administrations stand in no list: they are appointed on
 * the server, so that none of them makes, empties or takes over another.
 */
const GRANTS: Partial<Record<Role, readonly Role[]>> = {
  admin: ['clerk', 'officer', 'chief', 'section-officer', 'publisher', 'head', 'quality'],
}

export const grantableBy = (roles: readonly Role[]): readonly Role[] =>
  ROLE_NAMES.filter((role) => roles.some((own) => GRANTS[own]?.includes(role)))

export function permissionsOf(roles: readonly string[]): Permission[] {
  const granted = new Set(roles.flatMap((role) => (role in ROLES ? ROLES[role as Role].permissions : [])))
  return PERMISSIONS.filter((permission) => granted.has(permission))
}

/** Throws 403 unless the actor holds one of the permissions; the system's own jobs and commands hold all. */
export function demand(ctx: Context, ...anyOf: Permission[]): void {
  const { actor } = ctx
  if (actor.kind === 'system') return
  if (actor.kind === 'public') throw new Problem('unauthenticated')
  if (!anyOf.some((permission) => actor.permissions.includes(permission))) throw new Problem('forbidden')
}
