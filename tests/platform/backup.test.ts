/** A backup brings everything back into an empty database: numbers, sealed texts, sequences, files. */
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { backUp, readManifest, restore } from '../../api/platform/backup.ts'
import { systemContext } from '../../api/platform/context.ts'
import { actOnTicket } from '../../api/tickets/act-on-ticket.ts'
import { complaintDraft } from '../factories/drafts.ts'
import { openApi } from '../harness/api.ts'

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'yc-backup-'))
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }))

const file = async (api: Awaited<ReturnType<typeof openApi>>) => {
  const response = await api.post('/api/tickets', complaintDraft())
  expect(response.status).toBe(201)
  return (await response.json()) as { number: string; queryCode: string }
}
const read = (api: Awaited<ReturnType<typeof openApi>>, receipt: { number: string; queryCode: string }) =>
  api.request(`/api/tickets/${receipt.number}`, { headers: { 'query-code': receipt.queryCode } })

test('a ticket filed before the backup reads the same after the restore', async () => {
  const before = await openApi()
  const receipt = await file(before)
  // A state that follows from others: what is restored is held against the machines, which come back with it.
  const step = { number: receipt.number, action: 'take', expectedState: 'dispatched' } as const
  await actOnTicket(before.deps, systemContext('test'), step)
  const told = await (await read(before, receipt)).json()
  const { dataDir, database, keys } = before.deps.config
  fs.mkdirSync(path.join(dataDir, 'files'), { recursive: true })
  fs.writeFileSync(path.join(dataDir, 'files', 'photo'), 'bytes')
  const target = path.join(folder, 'one')
  await backUp({
    ownerUrl: database.ownerUrl,
    dataDir,
    folder: target,
    keys,
    madeAt: before.clock.now(),
    say: () => {},
  })
  await before.close()

  const after = await openApi()
  const lost = await file(after)
  const { dataDir: newDir, database: newDatabase } = after.deps.config
  await restore({ ownerUrl: newDatabase.ownerUrl, dataDir: newDir, folder: target, say: () => {} })
  const again = await read(after, receipt)
  expect(again.status).toBe(200)
  expect(await again.json()).toEqual(told)
  expect(fs.readFileSync(path.join(newDir, 'files', 'photo'), 'utf8')).toBe('bytes')
  expect(readManifest(target).keys).toEqual(keys)
  // The sequence came back too: the next number follows the restored one and is not given twice.
  const next = await file(after)
  expect(next.number).not.toBe(receipt.number)
  expect(lost.number).toBe(receipt.number)
  await after.close()
})

test('a damaged backup changes nothing', async () => {
  const api = await openApi()
  const receipt = await file(api)
  const { dataDir, database, keys } = api.deps.config
  const target = path.join(folder, 'two')
  await backUp({ ownerUrl: database.ownerUrl, dataDir, folder: target, keys, madeAt: api.clock.now(), say: () => {} })
  const manifest = path.join(target, 'manifest.json')
  fs.writeFileSync(manifest, fs.readFileSync(manifest, 'utf8').replace(/"sha256": "\w/, '"sha256": "x'))
  await expect(restore({ ownerUrl: database.ownerUrl, dataDir, folder: target, say: () => {} })).rejects.toThrow(
    /damaged/,
  )
  expect((await read(api, receipt)).status).toBe(200)
  await api.close()
})
