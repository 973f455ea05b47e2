/** What the application's role may not do, and writes that must happen once. */
import { eq, sql } from 'drizzle-orm'
import postgres from 'postgres'
import { beforeAll, describe, expect, test } from 'vitest'
import { audit } from '../../api/platform/audit.ts'
import { fixedClock } from '../../api/platform/clock.ts'
import { systemContext } from '../../api/platform/context.ts'
import { migrateDatabase } from '../../api/platform/database.ts'
import { once } from '../../api/platform/idempotency.ts'
import { createReadLimiter, spend } from '../../api/platform/rate-limit.ts'
import { auditLog, dataKeys, idempotencyKeys, rateLimits } from '../../api/platform/tables.ts'
import { NOW, openApi, type TestApi } from '../harness/api.ts'

const clock = fixedClock(NOW)
let api: TestApi
beforeAll(async () => {
  api = await openApi({ clock, config: { rateLimitFactor: 1 } })
  return api.close
})

const ctx = systemContext('test')
const code = (wanted: string) => expect.objectContaining({ code: wanted })

describe('audit', () => {
  const entry = { action: 'test.done', entity: 'thing', entityId: '1', after: { state: 'done' } }

  test('rows carry who, what and when, and live or die with the change', async () => {
    const { deps } = api
    await deps.db.transaction((tx) => audit(deps, tx, ctx, entry))
    await expect(
      deps.db.transaction(async (tx) => {
        await audit(deps, tx, ctx, { ...entry, entityId: '2' })
        throw new Error('the change fails')
      }),
    ).rejects.toThrow('the change fails')
    const rows = await deps.db.select().from(auditLog).where(eq(auditLog.entity, 'thing'))
    expect(rows).toEqual([
      expect.objectContaining({
        entityId: '1',
        actorKind: 'system',
        actorId: 'test',
        at: clock.now(),
        requestId: 'job:test',
      }),
    ])
  })

  test.each([
    "update audit_log set reason = 'x'",
    'delete from audit_log',
    'truncate audit_log',
    'drop table audit_log',
    'alter table audit_log disable trigger all',
    'grant update on audit_log to current_user',
  ])('the application role may not: %s', async (statement) => {
    const granted = statement.startsWith('grant')
    // PostgreSQL answers a grant by a non-owner with a warning and does nothing.
    const attempt = api.deps.sql.unsafe(statement)
    await (granted ? attempt : expect(attempt).rejects.toMatchObject({ code: '42501' }))
    await expect(api.deps.sql.unsafe("update audit_log set reason = 'x'")).rejects.toMatchObject({ code: '42501' })
  })

  test('migrating again changes nothing of that', async () => {
    await migrateDatabase(process.cwd(), api.database.ownerUrl, api.database.appUrl)
    await expect(api.deps.sql`delete from audit_log`).rejects.toMatchObject({ code: '42501' })
  })

  test('two processes may migrate at once', async () => {
    await Promise.all([1, 2, 3].map(() => migrateDatabase(process.cwd(), api.database.ownerUrl, api.database.appUrl)))
  })
})

describe('idempotency', () => {
  const call = { scope: 'test', key: 'key-00000001', body: { a: 1 } }

  test('the same key and body run once, also at the same time, and get the same answer', async () => {
    let runs = 0
    const attempt = () =>
      once(api.deps, call, async () => {
        runs += 1
        return { code: 'ABC', run: runs }
      })
    const answers = await Promise.all(Array.from({ length: 4 }, attempt))
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)
    expect(await attempt()).toEqual({ code: 'ABC', run: 1 })
    expect(runs).toBe(1)
  })

  test('another body under the same key is a conflict', async () => {
    await expect(once(api.deps, { ...call, body: { a: 2 } }, async () => 'never')).rejects.toEqual(code('conflict'))
  })

  test('another operation may use the same key', async () => {
    expect(await once(api.deps, { ...call, scope: 'other', body: 'x' }, async () => 'fresh')).toBe('fresh')
  })

  test('a call that failed left nothing behind and may be repeated', async () => {
    const failing = { ...call, key: 'key-00000002' }
    await expect(once(api.deps, failing, async () => Promise.reject(new Error('no')))).rejects.toThrow('no')
    expect(await once(api.deps, failing, async () => 'second try')).toBe('second try')
  })

  test('the stored answer is sealed', async () => {
    await once(api.deps, { ...call, key: 'key-00000003' }, async () => 'QUERYCODE')
    const [row] = await api.deps.db.select().from(idempotencyKeys).where(eq(idempotencyKeys.key, 'key-00000003'))
    expect(row?.answer?.toString('latin1')).not.toContain('QUERYCODE')
  })

  test.each(['short', 'has a space in it', '键键键键键键键键', 'x'.repeat(201)])(
    'a key of the wrong form is refused: %s',
    async (key) => {
      await expect(once(api.deps, { ...call, key }, async () => 'never')).rejects.toEqual(code('invalid'))
    },
  )

  test('without a key every call runs', async () => {
    let runs = 0
    const run = async () => (runs += 1)
    await once(api.deps, { scope: 'test', key: undefined, body: 1 }, run)
    expect(await once(api.deps, { scope: 'test', key: undefined, body: 1 }, run)).toBe(2)
  })
})

describe('rate limits', () => {
  const limit = { name: 'test', max: 5, windowSeconds: 60 }

  test('exactly `max` of many simultaneous calls pass; the rest learn how long to wait', async () => {
    const results = await Promise.allSettled(Array.from({ length: 12 }, () => spend(api.deps, limit, '192.0.2.1')))
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(5)
    await expect(spend(api.deps, limit, '192.0.2.1')).rejects.toMatchObject({
      code: 'too-many-requests',
      options: { retryAfterSeconds: 60 },
    })
    await spend(api.deps, limit, '192.0.2.2')
    clock.set('2026-11-22T10:01:00+08:00')
    await spend(api.deps, limit, '192.0.2.1')
  })

  test('the address itself is not kept', async () => {
    const rows = await api.deps.db.select().from(rateLimits)
    expect(rows.length).toBeGreaterThan(0)
    expect(JSON.stringify(rows)).not.toContain('192.0.2')
  })

  test('public reads count per process', () => {
    const check = createReadLimiter(api.deps, limit)
    for (let call = 0; call < 5; call += 1) check('a')
    expect(() => check('a')).toThrow(code('too-many-requests'))
    check('b')
    clock.set('2026-11-22T10:05:00+08:00')
    check('a')
  })
})

test('destroying a data key destroys what was sealed under it', async () => {
  const { deps } = api
  const id = deps.random.uuid()
  const wrapped = deps.vault.newKey()
  await deps.db.insert(dataKeys).values({ id, wrapped })
  const sealed = deps.vault.seal(wrapped, 'thing:1', 'personal')
  const [kept] = await deps.db.select().from(dataKeys).where(eq(dataKeys.id, id))
  expect(deps.vault.open(kept?.wrapped ?? Buffer.alloc(0), 'thing:1', sealed)).toBe('personal')
  await deps.db.delete(dataKeys).where(eq(dataKeys.id, id))
  expect(await deps.db.execute(sql`select 1 from data_keys where id = ${id}`)).toHaveLength(0)
})

test('the server is PostgreSQL 15 or newer', async () => {
  const owner = postgres(api.database.ownerUrl, { max: 1 })
  const [row] = await owner<{ version: string }[]>`select current_setting('server_version_num') as version`
  await owner.end()
  expect(Number(row?.version)).toBeGreaterThanOrEqual(150_000)
})

describe('a transaction whose connection dies', () => {
  const entry = { action: 'test.cut', entity: 'cut', entityId: '1' }
  const rows = () => api.deps.db.select().from(auditLog).where(eq(auditLog.entity, 'cut'))
  /** Ends the connection while it sleeps, and waits until the server has let go of it. */
  const cut = async (pid: number) => {
    for (let ended = 0; ended === 0; )
      ended = (
        await api.deps.sql`
          select pg_terminate_backend(pid) from pg_stat_activity where pid = ${pid} and query like '%pg_sleep%'`
      ).length
    for (let left = 1; left > 0; ) left = (await api.deps.sql`select 1 from pg_stat_activity where pid = ${pid}`).length
  }

  test('rejects, leaves nothing, and does not end the process with the driver’s rollback', async () => {
    const work = api.deps.db.transaction(async (tx) => {
      await audit(api.deps, tx, ctx, entry)
      const [row] = await tx.execute<{ pid: number }>(sql`select pg_backend_pid() as pid`)
      await Promise.all([tx.execute(sql`select pg_sleep(60)`), cut(row?.pid ?? 0)])
    })
    await expect(work).rejects.toThrow()
    expect(await rows()).toEqual([])
  })

  test('sends nothing more, not even over the next connection', async () => {
    const work = api.deps.sql.begin(async (tx) => {
      const [row] = await tx`select pg_backend_pid() as pid`
      await Promise.allSettled([tx`select pg_sleep(60)`, cut(row?.['pid'])])
      const late = { id: api.deps.random.uuid(), at: clock.now().toISOString() }
      for (let again = 0; again < 5; again += 1)
        await tx`
          insert into audit_log (id, at, actor_kind, action, entity, entity_id)
          values (${late.id}, ${late.at}, 'system', 'test.cut', 'cut', '2')`.catch(() => api.deps.sql`select 1`)
    })
    await expect(work).rejects.toThrow()
    expect(await rows()).toEqual([])
  })

  test('an error of another server is not taken for one of the database', async () => {
    const refused = Object.assign(new Error('refused'), { code: 'ECONNREFUSED' })
    await expect(
      api.deps.db.transaction(async () => {
        throw refused
      }),
    ).rejects.toBe(refused)
  })
})
