/** Child of a start: brings the database and the search to where the program expects them, and takes with it the memory that needs. */
import { loadConfig } from '../platform/config.ts'
import { prepareDatabase } from './database.ts'

// Whoever asked for it is gone.
const abandoned = () => process.exit(1)
process.once('disconnect', abandoned)
try {
  await prepareDatabase(loadConfig(process.env), (line) => process.send?.({ line }))
} catch (error) {
  process.send?.({ failed: error instanceof Error ? (error.stack ?? error.message) : String(error) })
  process.exitCode = 1
}
process.off('disconnect', abandoned)
process.disconnect?.()
