/** `npm run dev`: the embedded defaults of the start, with Astro's development server in front. */
import { loadConfig } from '../platform/config.ts'
import { prepareDatabase } from './database.ts'
import { prepareEnvironment } from './environment.ts'

export async function dev(say: (line: string) => void): Promise<void> {
  const prepared = await prepareEnvironment(say)
  const config = loadConfig(process.env)
  await prepareDatabase(config, say)
  process.env['ASTRO_TELEMETRY_DISABLED'] = '1'
  const astro = await import('astro')
  const server = await astro.dev({ root: config.root, server: { host: config.host, port: config.port } })
  const end = () =>
    void server
      .stop()
      .then(() => prepared.release())
      .finally(() => process.exit(0))
  process.once('SIGINT', end)
  process.once('SIGTERM', end)
}
