/**
 * The staff cookie goes only where staff work is done. One cookie cannot name three paths, so each is set
 * three times, once per path; public pages and the public API never receive it.
 */
export const COOKIE_PREFIX = 'desk'
const PATHS = ['/desk', '/en/desk', '/api/desk'] as const

/** Copies of better-auth's `Set-Cookie` lines, one per desk path. */
export function scopedCookies(headers: Headers): string[] {
  return headers
    .getSetCookie()
    .flatMap((line) => PATHS.map((path) => line.replace(/;\s*path=[^;]*/i, `; Path=${path}`)))
}

/** Headers that carry only the named cookie of ours, whatever else the browser sent. */
export function onlyCookie(headers: Headers, name: string): Headers {
  const wanted = (headers.get('cookie') ?? '').split(/;\s*/).filter((pair) => {
    const key = pair.slice(0, pair.indexOf('='))
    return key === `${COOKIE_PREFIX}.${name}` || key === `__Secure-${COOKIE_PREFIX}.${name}`
  })
  return new Headers(wanted.length > 0 ? { cookie: wanted.join('; ') } : {})
}
