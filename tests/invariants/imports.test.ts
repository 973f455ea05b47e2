/** Imports run down only: site → api → search → content. What each rule protects is in docs/decisions. */
import { describe, expect, test } from 'vitest'
import { importsOf, isTest, type Source, sources } from '../harness/sources.ts'

const LAYERS = ['site', 'api', 'search', 'content']
const files = sources(LAYERS, ['.ts', '.tsx', '.astro', '.mjs']).filter(
  (source) => !isTest(source) && !source.file.endsWith('.d.ts'),
)
const layerOf = (file: string) => LAYERS.indexOf(file.split('/')[0] ?? '')
const featureOf = (file: string) => /^api\/([^/]+)\//.exec(file)?.[1]
/** Folders of api that are no feature. */
const HOUSE = ['platform', 'cli', 'migrations']
const isRoutes = (file: string) => /(^|\/|-)routes\.ts$/.test(file)

/** `from → to` of every import a rule refuses. */
function refused(rule: (from: string, to: string) => boolean, among: readonly Source[] = files): string[] {
  return among.flatMap((source) =>
    importsOf(source)
      .filter((to) => rule(source.file, to))
      .map((to) => `${source.file} → ${to}`),
  )
}

test('the walk sees the house', () => {
  expect(files.length).toBeGreaterThan(60)
  expect(importsOf({ file: 'site/pages/x.astro', text: "---\nimport a from '../lib/a.ts'\n---\n<p/>" })).toEqual([
    'site/lib/a.ts',
  ])
})

describe('arrows', () => {
  test('site → api → search → content', () => {
    expect(refused((from, to) => layerOf(to) >= 0 && layerOf(to) < layerOf(from))).toEqual([])
  })
  test('content imports nothing of ours and no framework', () => {
    const allowed = /^(content\/|node:|zod$|yaml$|chinese-days$)/
    expect(refused((from, to) => from.startsWith('content/') && !allowed.test(to))).toEqual([])
  })
  test('no product code imports a test', () => {
    expect(refused((_, to) => to.startsWith('tests/'))).toEqual([])
  })
  test('platform knows no feature', () => {
    const allowed = /^(api\/platform\/|content\/messages\/)/
    expect(refused((from, to) => from.startsWith('api/platform/') && layerOf(to) >= 0 && !allowed.test(to))).toEqual([])
  })
  test('a feature reaches another through its verbs, never its tables or routes', () => {
    expect(
      refused((from, to) => {
        const [mine, theirs] = [featureOf(from), featureOf(to)]
        if (!mine || !theirs || mine === theirs || HOUSE.includes(theirs) || mine === 'cli') return false
        return to.endsWith('/tables.ts') || isRoutes(to)
      }),
    ).toEqual([])
  })
  test('the command line is nobody’s library', () => {
    expect(refused((from, to) => to.startsWith('api/cli/') && !from.startsWith('api/cli/'))).toEqual([])
  })
})

describe('tables', () => {
  test('no drizzle, driver or table in site, search, content or a route', () => {
    const storage = /^(drizzle-orm|postgres$|pg$)|\/tables\.ts$/
    expect(refused((from, to) => storage.test(to) && (!from.startsWith('api/') || isRoutes(from)))).toEqual([])
  })
  test('pages take types, models and the client from api; fetch.ts alone builds it', () => {
    const inner =
      /^api\/(app|deps|jobs)\.ts$|^api\/platform\/(database|deps|vault|config|process|audit|jobs)\.ts$|^api\/migrations\//
    expect(
      refused(
        (from, to) => from.startsWith('site/') && !['site/fetch.ts', 'site/env.d.ts'].includes(from) && inner.test(to),
      ),
    ).toEqual([])
  })
})
