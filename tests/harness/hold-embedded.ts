/** A process that needs the embedded database of a folder until it is told to end; tests kill it in every way. */
import { startEmbedded } from '../../api/platform/embedded-postgres.ts'

const [dataDir = ''] = process.argv.slice(2)
const said: string[] = []
const server = await startEmbedded({ dataDir, settings: ['fsync=off'], say: (line) => said.push(line) })
process.once('SIGTERM', () => void server.release().then(() => process.exit(0)))
// Listening to its parent keeps it alive when PostgreSQL is killed under it.
process.once('disconnect', () => process.exit(1))
process.send?.({ port: server.port, url: server.url('owner'), said })
