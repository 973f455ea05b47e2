/** Whose account may be touched by whom: never one's own, never a role one may not give. */
import type { Deps } from '../deps.ts'
import type { Context } from '../platform/context.ts'
import { type FieldError, Problem } from '../platform/errors.ts'
import type { StaffMember } from './model.ts'
import { demand, grantableBy, ROLES, type Role } from './permissions.ts'
import { readStaff } from './read-staff.ts'

/** Roles the actor may give and take; all of them on the command line. */
export async function grantable(deps: Deps, { actor }: Context): Promise<readonly Role[]> {
  if (actor.kind === 'system') return Object.keys(ROLES) as Role[]
  const who = actor.kind === 'staff' ? await readStaff(deps.db, { id: actor.id }) : undefined
  return who ? grantableBy(who.roles) : []
}

export async function mayManage(deps: Deps, ctx: Context, who: Pick<StaffMember, 'id' | 'roles'>): Promise<boolean> {
  const { actor } = ctx
  if (actor.kind === 'staff' && actor.id === who.id) return false
  const own = await grantable(deps, ctx)
  return who.roles.every((role) => own.includes(role))
}

/** @throws Problem `forbidden` for one's own account and for one that holds a role the actor may not give */
export async function demandManages(deps: Deps, ctx: Context, who: Pick<StaffMember, 'id' | 'roles'>): Promise<void> {
  demand(ctx, 'staff.manage')
  if (await mayManage(deps, ctx, who)) return
  const own = ctx.actor.kind === 'staff' && ctx.actor.id === who.id
  throw new Problem('forbidden', { detail: own ? 'desk.staff.own' : 'desk.staff.notYours' })
}

interface Post {
  roles: readonly Role[]
  station: string | null
  section: string | null
}

/** Roles the actor may not give, that lack their station or section, or that may not be held together. */
export async function postErrors(deps: Deps, ctx: Context, who: Post): Promise<FieldError[]> {
  const errors: FieldError[] = []
  const known = { station: deps.content.find.station, section: deps.content.find.section }
  const own = await grantable(deps, ctx)
  if (who.roles.some((role) => !own.includes(role)))
    errors.push({ path: 'roles', code: 'choice', message: 'desk.staff.notGranted' })
  for (const place of ['station', 'section'] as const) {
    const id = who[place]
    if (id !== null && !known[place].has(id))
      errors.push({ path: place, code: 'choice', message: 'errors.field.choice' })
    if (id === null && who.roles.some((role) => ROLES[role].needs === place))
      errors.push({ path: place, code: 'required', message: 'errors.field.required' })
  }
  if (who.roles.length > 1 && who.roles.some((role) => ROLES[role].alone))
    errors.push({ path: 'roles', code: 'alone', message: 'desk.staff.alone' })
  return errors
}

/** When a password given by somebody else has to be replaced (初始密码); demo accounts made by the start keep theirs. */
export const issuedAt = ({ clock }: Deps, { actor }: Context, demo: boolean): Date | null =>
  demo && actor.kind === 'system' ? null : clock.now()
