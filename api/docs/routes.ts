/** The OpenAPI 3.1 document and a readable page of it, without scripts. */
import type { OpenAPIHono } from '@hono/zod-openapi'
import { html } from 'hono/html'
import { type ApiEnv, createRouter } from '../platform/http.ts'

export function docsRoutes(app: OpenAPIHono<ApiEnv>) {
  const document = () =>
    app.getOpenAPI31Document({
      openapi: '3.1.0',
      info: {
        title: '一窗 Yichuang',
        version: '1',
        description: 'Public interface of a market-supervision bureau. 市场监管局公开接口。',
      },
    })
  return createRouter()
    .get('/openapi.json', (c) => {
      c.header('cache-control', 'public, max-age=300')
      return c.json(document(), 200)
    })
    .get('/docs', (c) => {
      const { paths = {}, components } = document()
      const operations = Object.entries(paths).flatMap(([path, item]) =>
        Object.entries(item as Record<string, { summary?: string }>).map(([method, operation]) => ({
          path,
          method: method.toUpperCase(),
          summary: operation.summary ?? '',
        })),
      )
      return c.html(html`<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>API · 一窗 Yichuang</title></head>
<body><main><h1>API · 一窗 Yichuang</h1><p>OpenAPI 3.1: <a href="/api/openapi.json">/api/openapi.json</a></p>
<table><caption>Operations</caption><thead><tr><th scope="col">Method</th><th scope="col">Path</th><th scope="col">What for</th></tr></thead><tbody>
${operations.map((o) => html`<tr><td>${o.method}</td><td><code>/api${o.path.replace(/^\/api/, '')}</code></td><td>${o.summary}</td></tr>`)}
</tbody></table>
<h2 id="problems">Problems</h2><p>Every error is <code>application/problem+json</code> (RFC 9457).</p>
<h2>Schemas</h2>${Object.entries(components?.schemas ?? {}).map(([name, schema]) => html`<details><summary>${name}</summary><pre>${JSON.stringify(schema, null, 2)}</pre></details>`)}
</main></body></html>`)
    })
}
