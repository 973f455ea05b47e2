/** The desk's API in process, in the name of demo staff: `const desk = await openDesk(api, ['demo.publisher'])`. */
import { sql } from 'drizzle-orm'
import { seedDemoStaff } from '../../api/staff/seed-demo-staff.ts'
import type { TestApi } from './api.ts'

export interface Answer {
  status: number
  // biome-ignore lint/suspicious/noExplicitAny: what comes back is what the tests look at
  body: any
}

export async function openDesk(api: TestApi, usernames: readonly string[]) {
  const cookies = new Map<string, string>()
  for (const { username, password } of await seedDemoStaff(api.deps)) {
    if (!usernames.includes(username)) continue
    const response = await api.post('/api/desk/login', { username, password }, { 'sec-fetch-site': 'same-origin' })
    cookies.set(
      username,
      response.headers
        .getSetCookie()
        .map((each) => each.split(';')[0])
        .join('; '),
    )
  }
  const headers = (who: string) => ({ cookie: cookies.get(who) ?? '', 'sec-fetch-site': 'same-origin' })
  const answer = async (response: Response): Promise<Answer> => ({
    status: response.status,
    body: await response.json(),
  })
  return {
    headers,
    get: async (who: string, path: string) => answer(await api.request(`/api/desk${path}`, { headers: headers(who) })),
    post: async (who: string, path: string, body: unknown) =>
      answer(await api.post(`/api/desk${path}`, body, headers(who))),
    put: async (who: string, path: string, body: unknown) =>
      answer(
        await api.request(`/api/desk${path}`, {
          method: 'PUT',
          body: JSON.stringify(body),
          headers: { 'content-type': 'application/json', ...headers(who) },
        }),
      ),
    remove: async (who: string, path: string) =>
      api.request(`/api/desk${path}`, { method: 'DELETE', headers: headers(who) }),
    /** For what answers without a body. */
    send: async (who: string, path: string, body: unknown) => api.post(`/api/desk${path}`, body, headers(who)),
    /** After the clock was moved: nobody is signed out for having been idle meanwhile. */
    stayAwake: async (instant: string) => {
      await api.deps.db.execute(sql`update staff_sessions set seen_at = ${instant}::timestamptz`)
    },
  }
}
