import { expect, test } from 'vitest'
import { seededRandom, systemRandom } from '../../api/platform/random.ts'
import { createVault } from '../../api/platform/vault.ts'

const keys = { fields: '1'.repeat(64), codes: '2'.repeat(64), sessions: '3'.repeat(64) }
const vault = createVault(keys, systemRandom)
const later = new Date('2026-12-01T00:00:00Z')
const now = new Date('2026-11-22T00:00:00Z')

const flip = (bytes: Buffer, at: number) => {
  const copy = Buffer.from(bytes)
  copy[at] = (copy[at] ?? 0) ^ 1
  return copy
}

test('what was sealed opens under its key and context', () => {
  const key = vault.newKey()
  const sealed = vault.seal(key, 'ticket:1', { name: '演示', list: [1] })
  expect(vault.open(key, 'ticket:1', sealed)).toEqual({ name: '演示', list: [1] })
  expect(sealed.toString('utf8')).not.toContain('演示')
  expect(vault.seal(key, 'ticket:1', 'same')).not.toEqual(vault.seal(key, 'ticket:1', 'same'))
})

test('one flipped bit anywhere does not open', () => {
  const key = vault.newKey()
  const sealed = vault.seal(key, 'ticket:1', 'text')
  for (let at = 0; at < sealed.length; at += 1) expect(() => vault.open(key, 'ticket:1', flip(sealed, at))).toThrow()
  for (let at = 0; at < key.length; at += 1) expect(() => vault.open(flip(key, at), 'ticket:1', sealed)).toThrow()
})

test('another place, another record’s key and another master key do not open', () => {
  const key = vault.newKey()
  const sealed = vault.seal(key, 'ticket:1', 'text')
  expect(() => vault.open(key, 'ticket:2', sealed)).toThrow()
  expect(() => vault.open(vault.newKey(), 'ticket:1', sealed)).toThrow()
  expect(() => createVault({ ...keys, fields: '4'.repeat(64) }, systemRandom).open(key, 'ticket:1', sealed)).toThrow()
})

test('query codes are derived, stable, differ by number and key, and have no look-alikes', () => {
  const codes = Array.from({ length: 2000 }, (_, index) => vault.queryCode(`GX-${index}`))
  expect(new Set(codes).size).toBe(codes.length)
  expect(codes.every((code) => /^[2-9A-HJKMNP-Z]{8}$/.test(code))).toBe(true)
  expect(vault.queryCode('GX-1')).toBe(createVault(keys, seededRandom('x')).queryCode('GX-1'))
  expect(vault.queryCode('GX-1')).not.toBe(
    createVault({ ...keys, codes: '5'.repeat(64) }, systemRandom).queryCode('GX-1'),
  )
})

test('a blind index finds the same value and gives nothing away', () => {
  expect(vault.blindIndex('phone', '13800000001')).toBe(vault.blindIndex('phone', '13800000001'))
  expect(vault.blindIndex('phone', '13800000001')).not.toBe(vault.blindIndex('id', '13800000001'))
  expect(vault.blindIndex('phone', '13800000001')).not.toContain('138')
})

test('a pass holds until its time, for its purpose, untouched', () => {
  const pass = vault.issuePass('receipt', { number: 'GX-1' }, later)
  expect(vault.readPass('receipt', pass, now)).toEqual({ number: 'GX-1' })
  expect(vault.readPass('receipt', pass, later)).toBeUndefined()
  expect(vault.readPass('track', pass, now)).toBeUndefined()
  const touched = flip(Buffer.from(pass, 'base64url'), 20).toString('base64url')
  expect(vault.readPass('receipt', touched, now)).toBeUndefined()
  for (const nonsense of ['', 'x', '../../etc', '你好', 'A'.repeat(5000)])
    expect(vault.readPass('receipt', nonsense, now)).toBeUndefined()
})
