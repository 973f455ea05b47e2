/** Guards of every test file: no undeclared console output, no network beyond loopback. */
import { afterAll, afterEach } from 'vitest'
import { takeUnexpectedOutput, watchConsole } from './console.ts'
import { installNetworkGuard, takeNetworkAttempts } from './network-guard.ts'

watchConsole()
installNetworkGuard()

const check = () => {
  const output = takeUnexpectedOutput()
  const hosts = takeNetworkAttempts()
  if (hosts.length > 0) throw new Error(`network call beyond loopback: ${hosts.join(', ')}`)
  if (output.length > 0)
    throw new Error(`unexpected console output (declare it with expectOutput):\n${output.join('\n')}`)
}

afterEach(check)
afterAll(check)
