/** Staff accounts. The first five tables are better-auth's (its field names are ours to keep); `staff` is the bureau's own record. */
import { boolean, index, integer, pgTable, text } from 'drizzle-orm/pg-core'
import { instant } from '../platform/tables.ts'

export const staffUsers = pgTable('staff_users', {
  id: text('id').primaryKey(),
  name: text('name').notNull(),
  /** better-auth wants one; ours is `<username>@staff.invalid` and never written to. */
  email: text('email').notNull().unique(),
  emailVerified: boolean('email_verified').notNull().default(false),
  image: text('image'),
  username: text('username').notNull().unique(),
  twoFactorEnabled: boolean('two_factor_enabled').notNull().default(false),
  createdAt: instant('created_at').notNull(),
  updatedAt: instant('updated_at').notNull(),
})

const userId = () =>
  text('user_id')
    .notNull()
    .references(() => staffUsers.id, { onDelete: 'cascade' })

export const staffSessions = pgTable(
  'staff_sessions',
  {
    id: text('id').primaryKey(),
    token: text('token').notNull().unique(),
    userId: userId(),
    /** End of the session whatever happens (absolute limit). */
    expiresAt: instant('expires_at').notNull(),
    /** Last call, to the minute (idle limit). */
    seenAt: instant('seen_at'),
    ipAddress: text('ip_address'),
    userAgent: text('user_agent'),
    createdAt: instant('created_at').notNull(),
    updatedAt: instant('updated_at').notNull(),
  },
  (t) => [index('staff_sessions_user').on(t.userId)],
)

/** Holds the password hash (scrypt); the token columns are required by better-auth and stay empty. */
export const staffAccounts = pgTable(
  'staff_accounts',
  {
    id: text('id').primaryKey(),
    accountId: text('account_id').notNull(),
    providerId: text('provider_id').notNull(),
    userId: userId(),
    password: text('password'),
    accessToken: text('access_token'),
    refreshToken: text('refresh_token'),
    idToken: text('id_token'),
    accessTokenExpiresAt: instant('access_token_expires_at'),
    refreshTokenExpiresAt: instant('refresh_token_expires_at'),
    scope: text('scope'),
    createdAt: instant('created_at').notNull(),
    updatedAt: instant('updated_at').notNull(),
  },
  (t) => [index('staff_accounts_user').on(t.userId)],
)

/** Pending second factors and their counters; short-lived. */
export const staffVerifications = pgTable(
  'staff_verifications',
  {
    id: text('id').primaryKey(),
    identifier: text('identifier').notNull(),
    value: text('value').notNull(),
    expiresAt: instant('expires_at').notNull(),
    createdAt: instant('created_at').notNull(),
    updatedAt: instant('updated_at').notNull(),
  },
  (t) => [index('staff_verifications_identifier').on(t.identifier)],
)

/** Secret of the one-time codes and the backup codes, encrypted under the session key. */
export const staffTwoFactors = pgTable(
  'staff_two_factors',
  {
    id: text('id').primaryKey(),
    userId: userId(),
    secret: text('secret').notNull(),
    backupCodes: text('backup_codes').notNull(),
    verified: boolean('verified').notNull().default(true),
    failedVerificationCount: integer('failed_verification_count').notNull().default(0),
    lockedUntil: instant('locked_until'),
  },
  (t) => [index('staff_two_factors_user').on(t.userId)],
)

/** What the bureau knows about an account (工作人员). */
export const staff = pgTable('staff', {
  id: text('id')
    .primaryKey()
    .references(() => staffUsers.id, { onDelete: 'cascade' }),
  title: text('title').notNull(),
  /** Station and section ids of content/bureau. */
  station: text('station'),
  section: text('section'),
  roles: text('roles').array().notNull(),
  /** Enforcement certificate (执法证号), where the person holds one. */
  certificateNumber: text('certificate_number'),
  /** Where the person wants to be told of what is given to them (工作邮箱); their own to set. */
  mailAddress: text('mail_address'),
  demo: boolean('demo').notNull().default(false),
  disabledAt: instant('disabled_at'),
  /** Since when a password somebody else gave waits to be replaced by one of the person's own (初始密码). */
  passwordIssuedAt: instant('password_issued_at'),
})
