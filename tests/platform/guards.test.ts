/** The guards of the test run themselves. */
import net from 'node:net'
import { expect, test } from 'vitest'
import { expectOutput, takeUnexpectedOutput } from '../harness/console.ts'
import { takeNetworkAttempts } from '../harness/network-guard.ts'

test.each(['https://example.com/', 'http://93.184.216.34/'])('fetch of %s fails and is noticed', async (address) => {
  await expect(fetch(address)).rejects.toThrow()
  expect(takeNetworkAttempts()).toHaveLength(1)
})

test('a raw socket beyond loopback fails and is noticed', () => {
  expect(() => net.connect(443, 'example.com')).toThrow('only loopback')
  expect(() => net.connect({ host: '192.0.2.1', port: 80 })).toThrow('only loopback')
  expect(takeNetworkAttempts()).toEqual(['example.com', '192.0.2.1'])
})

test('console output is noticed unless declared', () => {
  expectOutput(/meant/)
  // biome-ignore lint/suspicious/noConsole: the guard is what is tested.
  console.warn('this is meant')
  // biome-ignore lint/suspicious/noConsole: the guard is what is tested.
  console.error('this is not: %d', 1)
  expect(takeUnexpectedOutput()).toEqual(['console.error: this is not: 1'])
})
