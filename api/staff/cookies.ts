/**
 * The staff cookie goes only where staff work is done. One cookie cannot name three paths, so each is set
 * three times, once per path; public pages and the public API never receive it.
 */
export const COOKIE_PREFIX = 'desk'
const LONGEST_NAME = 300
const PATHS = ['/desk', '/en/desk', '/api/desk'] as const

/** Copies of better-auth's `Set-Cookie` lines, one per desk path. */
export function scopedCookies(headers: Headers): string[] {
  return headers
    .getSetCookie()
    .flatMap((line) => PATHS.map((path) => line.replace(/;\s*path=[^;]*/i, `; Path=${path}`)))
}

/** Headers that carry only the name of the browser. */
export function onlyBrowser(headers: Headers): Headers {
  return new Headers({ 'user-agent': (headers.get('user-agent') ?? '').slice(0, LONGEST_NAME) })
}

/** Headers that carry only the named cookie of ours and the name of the browser, whatever else was sent. */
export function onlyCookie(headers: Headers, name: string): Headers {
  const wanted = (headers.get('cookie') ?? '').split(/;\s*/).filter((pair) => {
    const key = pair.slice(0, pair.indexOf('='))
    return key === `${COOKIE_PREFIX}.${name}` || key === `__Secure-${COOKIE_PREFIX}.${name}`
  })
  const only = onlyBrowser(headers)
  if (wanted.length > 0) only.set('cookie', wanted.join('; '))
  return only
}
