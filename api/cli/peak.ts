/** The most memory this process has held (VmHWM), for the benches. */
import fs from 'node:fs'

const STATUS = '/proc/self/status'
const FORGET = '/proc/self/clear_refs'
const MB = 1024 * 1024

/** MB since the start or `forgetPeak`; what it holds now where the system does not say. */
export function peakMb(): number {
  const found = fs.existsSync(STATUS) ? /VmHWM:\s+(\d+) kB/.exec(fs.readFileSync(STATUS, 'utf8')) : null
  return found ? Number(found[1]) / 1024 : process.memoryUsage().rss / MB
}

export function forgetPeak(): void {
  if (!fs.existsSync(FORGET)) return
  try {
    fs.writeFileSync(FORGET, '5')
  } catch {
    // Not ours to reset: the peak then counts from the start of the process.
  }
}
