import node from '@astrojs/node'
import preact from '@astrojs/preact'
import { defineConfig } from 'astro/config'

/** `npm run bench -- web` measures pages against a hello-world rendered by the same server; no other build has it. */
const benchmark = {
  name: 'benchmark',
  hooks: {
    'astro:config:setup': ({ injectRoute }) => {
      if (process.env.YICHUANG_BENCH !== '1') return
      injectRoute({ pattern: '/bench/hello', entrypoint: './tests/bench/hello.astro', prerender: false })
    },
  },
}

export default defineConfig({
  srcDir: './site',
  publicDir: './site/public',
  output: 'server',
  trailingSlash: 'never',
  // The server itself is ours (api/cli/portal-server.ts).
  adapter: node({ mode: 'middleware', bodySizeLimit: 100 * 1024 * 1024 }),
  integrations: [preact(), benchmark],
  session: false,
  markdown: { syntaxHighlight: false },
  devToolbar: { enabled: false },
  build: { inlineStylesheets: 'never', format: 'file' },
  security: {
    checkOrigin: true,
    csp: {
      directives: [
        "default-src 'self'",
        "img-src 'self' data:",
        "connect-src 'self'",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
      ],
    },
  },
})
