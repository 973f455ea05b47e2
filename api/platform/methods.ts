/** Which methods an address takes, so that a wrong one is answered 405 instead of 404. */
export function methodsAt(routes: readonly { path: string; method: string }[], path: string): string[] {
  const methods = routes
    .filter((route) => route.method !== 'ALL' && patternOf(route.path).test(path))
    .map((route) => route.method)
  return [...new Set(methods)]
}

function patternOf(routePath: string): RegExp {
  const source = routePath
    .split('/')
    .map((part) => (part.startsWith(':') ? '[^/]+' : part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')))
  return new RegExp(`^${source.join('/')}$`)
}
