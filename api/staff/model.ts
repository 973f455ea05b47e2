/** What the desk's own routes take and give. Not part of the public OpenAPI document. */
import { z } from '@hono/zod-openapi'
import { PERMISSIONS, ROLE_NAMES } from './permissions.ts'

export const SignInBody = z.object({
  username: z.string().trim().toLowerCase().min(1).max(60),
  password: z.string().min(1).max(128),
})
/** A six-digit one-time code, or a backup code. */
export const CodeBody = z.object({ code: z.string().trim().min(6).max(20) })
export const PasswordBody = z.object({ password: z.string().min(1).max(128) })

export const SignedIn = z.object({ totpRequired: z.boolean() })
export const Enrolment = z.object({ secret: z.string(), url: z.string() })
export const BackupCodes = z.object({ backupCodes: z.array(z.string()) })

const person = {
  id: z.string(),
  username: z.string(),
  name: z.string(),
  title: z.string(),
  station: z.string().nullable(),
  section: z.string().nullable(),
  roles: z.array(z.enum(ROLE_NAMES)),
  certificateNumber: z.string().nullable(),
  demo: z.boolean(),
  /** Whether a one-time code is asked at sign-in. */
  totp: z.boolean(),
  /** The password came from somebody else: nothing but changing it is open. */
  passwordOwed: z.boolean(),
}

export const Me = z.object({
  ...person,
  /** Where they are told of tickets given to them. */
  mailAddress: z.string().nullable(),
  permissions: z.array(z.enum(PERMISSIONS)),
  /** True when nothing but enrolment is open until one-time codes are set up. */
  mustEnrol: z.boolean(),
})
export type Me = z.infer<typeof Me>

export const StaffMember = z.object({ ...person, disabled: z.boolean() })
export type StaffMember = z.infer<typeof StaffMember>

export const StaffList = z.object({ items: z.array(StaffMember), total: z.int() })

export const Colleague = z.object({ id: z.string(), name: z.string(), title: z.string() })
export type Colleague = z.infer<typeof Colleague>

export const Colleagues = z.object({ items: z.array(Colleague), total: z.int() })

/** One account for whoever manages accounts. */
export const ManagedStaff = StaffMember.extend({
  /** Whether the reader may change, reset or close it. */
  manageable: z.boolean(),
})
export type ManagedStaff = z.infer<typeof ManagedStaff>
export const IssuedLogin = z.object({ id: z.string(), username: z.string(), password: z.string() })

const Secret = z.string().min(1).max(128)
export const NewPassword = z.strictObject({ old: Secret, fresh: Secret, again: Secret })

/** Null or empty: no mails any more. */
export const NewMailAddress = z.strictObject({ address: z.union([z.email().max(200), z.literal('')]) })

export const ListedSession = z.object({
  id: z.string(),
  /** Browser and system by their own account; null when they name themselves nowhere. */
  device: z.string().nullable(),
  startedAt: z.string(),
  /** Last call, to the minute. */
  seenAt: z.string().nullable(),
  /** End of it whatever happens. */
  endsAt: z.string(),
  /** The one that asks. */
  here: z.boolean(),
})
export type ListedSession = z.infer<typeof ListedSession>
export const SessionList = z.object({ items: z.array(ListedSession) })

export const AccountSessions = SessionList.extend({ username: z.string(), name: z.string(), title: z.string() })
export type AccountSessions = z.infer<typeof AccountSessions>
