/**
 * The only file that speaks better-auth. Its HTTP handler is never mounted: our routes call these few functions,
 * so sign-up, password recovery and every other endpoint of the library have no address at all.
 */
import { betterAuth } from 'better-auth'
import { drizzleAdapter } from 'better-auth/adapters/drizzle'
import { APIError } from 'better-auth/api'
import { hashPassword, verifyPassword } from 'better-auth/crypto'
import { twoFactor, username } from 'better-auth/plugins'
import type { StaffAccess } from '../../content/schema.ts'
import type { PlatformDeps } from '../platform/deps.ts'
import { COOKIE_PREFIX, onlyBrowser, onlyCookie, scopedCookies } from './cookies.ts'
import { staffAccounts, staffSessions, staffTwoFactors, staffUsers, staffVerifications } from './tables.ts'

const CODE_SECONDS = 10 * 60
const ISSUER = '一窗 Yichuang'
export const USERNAME = /^[a-z][a-z0-9.]{2,29}$/

export interface StaffAuth {
  /** null when the user name or the password is wrong. With `next: 'code'` no session exists yet. The session keeps the name of the browser. */
  signIn(
    headers: Headers,
    username: string,
    password: string,
  ): Promise<{ next: 'session' | 'code'; cookies: string[] } | null>
  /** Second step with a one-time code or a backup code; `expired` when the first step has to be done again. */
  enterCode(
    headers: Headers,
    code: string,
  ): Promise<{ userId: string; cookies: string[] } | 'wrong' | 'locked' | 'expired'>
  signOut(headers: Headers): Promise<string[]>
  /** The session a cookie proves; past its absolute limit there is none. */
  session(headers: Headers): Promise<{ sessionId: string; userId: string } | null>
  /** Begins enrolment; null when the password is wrong, `enrolled` when codes are already in use. */
  beginTotp(headers: Headers, password: string): Promise<{ secret: string; url: string } | 'enrolled' | null>
  /** Ends enrolment; null when the code is wrong. The session is renewed. */
  confirmTotp(headers: Headers, code: string): Promise<{ backupCodes: string[]; cookies: string[] } | null>
  hashPassword(password: string): Promise<string>
  verifyPassword(hash: string, password: string): Promise<boolean>
}

export function createStaffAuth(deps: PlatformDeps, rules: StaffAccess): StaffAuth {
  const { api } = betterAuth(options(deps, rules))
  return {
    signIn: (headers, name, password) =>
      orElse(
        [
          'INVALID_USERNAME_OR_PASSWORD',
          'INVALID_USERNAME',
          'USERNAME_TOO_SHORT',
          'USERNAME_TOO_LONG',
          'PASSWORD_TOO_LONG',
        ],
        null,
        async () => {
          const { headers: answered, response } = await api.signInUsername({
            body: { username: name, password },
            headers: onlyBrowser(headers),
            returnHeaders: true,
          })
          return {
            next: response && 'twoFactorRedirect' in response ? 'code' : 'session',
            cookies: scopedCookies(answered),
          } as const
        },
      ),
    enterCode: async (headers, code) => {
      const call = { body: { code }, headers: onlyCookie(headers, 'two_factor'), returnHeaders: true } as const
      try {
        const answer = /^\d{6}$/.test(code) ? await api.verifyTOTP(call) : await api.verifyBackupCode(call)
        return { userId: answer.response.user.id, cookies: scopedCookies(answer.headers) }
      } catch (error) {
        return codeRefusal(error)
      }
    },
    signOut: async (headers) => scopedCookies((await api.signOut({ headers, returnHeaders: true })).headers),
    session: async (headers) => {
      const found = await api.getSession({ headers })
      return found && { sessionId: found.session.id, userId: found.user.id }
    },
    beginTotp: (headers, password) =>
      orElse(['TOTP_ALREADY_ENABLED'], 'enrolled' as const, () =>
        orElse(['INVALID_PASSWORD', 'PASSWORD_TOO_LONG'], null, async () => {
          const answer = await api.enableTwoFactor({ body: { password, method: 'totp' }, headers })
          const account = (await api.getSession({ headers }))?.user.username ?? ''
          return 'totpURI' in answer && answer.totpURI ? labelled(answer.totpURI, account) : null
        }),
      ),
    confirmTotp: (headers, code) =>
      orElse(['INVALID_CODE', 'TOTP_NOT_ENABLED'], null, async () => {
        const answer = await api.verifyTOTP({ body: { code }, headers, returnHeaders: true })
        const { backupCodes } = await api.viewBackupCodes({ body: { userId: answer.response.user.id } })
        return { backupCodes, cookies: scopedCookies(answer.headers) }
      }),
    hashPassword,
    verifyPassword: (hash, password) => verifyPassword({ hash, password }),
  }
}

function options(deps: PlatformDeps, { password, session, lockout }: StaffAccess) {
  return {
    appName: ISSUER,
    baseURL: deps.config.publicUrl,
    secret: deps.config.keys.sessions,
    database: drizzleAdapter(deps.db, {
      provider: 'pg',
      schema: {
        user: staffUsers,
        session: staffSessions,
        account: staffAccounts,
        verification: staffVerifications,
        twoFactor: staffTwoFactors,
      },
    }),
    emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength: password.minLength },
    session: { expiresIn: session.hours * 60 * 60, disableSessionRefresh: true },
    plugins: [
      username({ displayUsername: false, usernameValidator: (name: string) => USERNAME.test(name) }),
      twoFactor({
        issuer: ISSUER,
        twoFactorCookieMaxAge: CODE_SECONDS,
        accountLockout: { maxFailedAttempts: lockout.codes, durationSeconds: lockout.minutes * 60 },
      }),
    ],
    advanced: {
      cookiePrefix: COOKIE_PREFIX,
      useSecureCookies: deps.config.production,
      defaultCookieAttributes: { sameSite: 'lax', httpOnly: true },
      database: { generateId: () => deps.random.uuid() },
      ipAddress: { disableIpTracking: true },
    },
    // Never consulted without the HTTP handler; ours count in Postgres (platform/rate-limit.ts).
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    logger: {
      level: 'error',
      log: (_level: string, message: string) => deps.log.error({ part: 'staff-auth' }, message),
    },
  } as const satisfies Parameters<typeof betterAuth>[0]
}

/** The library labels a secret with the e-mail address; an app should show the user name. */
function labelled(uri: string, account: string): { secret: string; url: string } {
  const secret = new URL(uri).searchParams.get('secret') ?? ''
  const query = new URLSearchParams({ secret, issuer: ISSUER, digits: '6', period: '30' })
  return { secret, url: `otpauth://totp/${encodeURIComponent(`${ISSUER}:${account}`)}?${query}` }
}

const EXPIRED = ['INVALID_TWO_FACTOR_COOKIE', 'TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE']

function codeRefusal(error: unknown): 'wrong' | 'locked' | 'expired' {
  const code = codeOf(error)
  if (code === 'ACCOUNT_TEMPORARILY_LOCKED') return 'locked'
  if (code !== undefined && EXPIRED.includes(code)) return 'expired'
  if (code === 'INVALID_CODE' || code === 'INVALID_BACKUP_CODE') return 'wrong'
  throw error
}

function codeOf(error: unknown): string | undefined {
  return error instanceof APIError ? error.body?.code : undefined
}

async function orElse<T, E>(codes: readonly string[], answer: E, run: () => Promise<T>): Promise<T | E> {
  try {
    return await run()
  } catch (error) {
    if (codes.includes(codeOf(error) ?? '')) return answer
    throw error
  }
}
