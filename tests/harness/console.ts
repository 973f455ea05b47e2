/** A test that prints something nobody expected fails; `expectOutput` declares what one test may print. */
import { format } from 'node:util'

const METHODS = ['log', 'info', 'warn', 'error', 'debug', 'trace'] as const
let printed: string[] = []
let expected: RegExp[] = []

export function watchConsole(): void {
  for (const method of METHODS) {
    console[method] = (...args: unknown[]) => {
      printed.push(`console.${method}: ${format(...args)}`)
    }
  }
}

/** Declares a line the current test is meant to print. */
export function expectOutput(pattern: RegExp): void {
  expected.push(pattern)
}

/** Undeclared lines since the last call; forgets both. */
export function takeUnexpectedOutput(): string[] {
  const unexpected = printed.filter((line) => !expected.some((pattern) => pattern.test(line)))
  printed = []
  expected = []
  return unexpected
}
