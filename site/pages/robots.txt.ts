/** What search engines may read, and where the site map is. */
import type { APIRoute } from 'astro'

const PRIVATE = ['/desk', '/tickets/receipt', '/tickets/new/', '/preferences']

export const GET: APIRoute = ({ locals }) => {
  const closed = PRIVATE.flatMap((path) => [`Disallow: ${path}`, `Disallow: /en${path}`])
  const lines = ['User-agent: *', ...closed, '', `Sitemap: ${locals.publicUrl}/sitemap.xml`, '']
  return new Response(lines.join('\n'), {
    headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'public, max-age=3600' },
  })
}
