/** The site map for search engines: an index of its parts. */
import type { APIRoute } from 'astro'
import { siteMapIndex } from '../lib/page-data/sitemap.ts'

export const GET: APIRoute = ({ locals }) =>
  new Response(siteMapIndex(locals.publicUrl), {
    headers: { 'content-type': 'application/xml; charset=utf-8', 'cache-control': 'public, max-age=3600' },
  })
