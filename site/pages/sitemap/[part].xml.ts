/** One file of the site map: standing pages, laws, or published records. */
import type { APIRoute } from 'astro'
import { addressesOf, urlSet } from '../../lib/page-data/sitemap.ts'

export const GET: APIRoute = async ({ params, locals }) => {
  const addresses = await addressesOf(locals.client(locals.locale).api, params['part'] ?? '')
  if (!addresses) return new Response(null, { status: 404 })
  return new Response(urlSet(addresses, locals.publicUrl), {
    headers: { 'content-type': 'application/xml; charset=utf-8', 'cache-control': 'public, max-age=3600' },
  })
}
