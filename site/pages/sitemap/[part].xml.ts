/** One part of the site map: standing pages, laws, or published records. */
import type { APIRoute } from 'astro'
import { addressesOf, PARTS, urlSet } from '../../lib/page-data/sitemap.ts'

export const GET: APIRoute = async ({ params, locals }) => {
  const part = PARTS.find((each) => each === params['part'])
  if (!part) return new Response(null, { status: 404 })
  const addresses = await addressesOf(locals.client(locals.locale).api, part)
  return new Response(urlSet(addresses, locals.publicUrl), {
    headers: { 'content-type': 'application/xml; charset=utf-8', 'cache-control': 'public, max-age=3600' },
  })
}
