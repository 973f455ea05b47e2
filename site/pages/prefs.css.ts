/** The reader's choices as a small style sheet; every page links it, so the pages are the same for everyone. */
import type { APIRoute } from 'astro'
import { PREFERENCES_COOKIE, readPreferences, stylesheetOf } from '../lib/preferences.ts'

export const GET: APIRoute = ({ cookies }) =>
  new Response(stylesheetOf(readPreferences(cookies.get(PREFERENCES_COOKIE)?.value)), {
    headers: { 'content-type': 'text/css; charset=utf-8', 'cache-control': 'private, no-cache', vary: 'Cookie' },
  })
