/** The site map for search engines: an index of its files. */
import type { APIRoute } from 'astro'
import { siteMapFiles, siteMapIndex } from '../lib/page-data/sitemap.ts'

export const GET: APIRoute = async ({ locals }) =>
  new Response(siteMapIndex(await siteMapFiles(locals.client(locals.locale).api), locals.publicUrl), {
    headers: { 'content-type': 'application/xml; charset=utf-8', 'cache-control': 'public, max-age=3600' },
  })
