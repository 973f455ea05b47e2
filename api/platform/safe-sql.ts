/** The driver, with its statements kept prepared and its transactions safe from connections that die under them. */
import type postgres from 'postgres'

/** Longer statements are made of lists whose length changes from call to call: no use in keeping them. */
const LONGEST_PREPARED = 4000
export const MOST_PARAMETERS = 64

type Client = postgres.Sql | postgres.TransactionSql
type Work = (tx: postgres.TransactionSql) => unknown
type Run = (...call: unknown[]) => Promise<unknown>
/** Options, if any, and the work. */
type Call = [...unknown[], Work]

/** Of one transaction. */
interface Life {
  /** Why nothing may be sent any more. */
  lost?: unknown
}

/**
 * Drizzle has every statement parsed and planned at every call, over two round trips. They are kept prepared on their
 * connection instead, so that statements sent together also travel together.
 *
 * A transaction whose connection has died sends nothing more, not even the driver's own rollback: written to the closed
 * connection it ends our process, and after a reconnection it would run outside the transaction
 * (https://github.com/porsager/postgres/issues/1208, https://github.com/porsager/postgres/pull/1215).
 */
export function safe<S extends Client>(sql: S, life?: Life): S {
  /** Sends a statement while there is a connection, and notes when it turns out that there is none any more. */
  const sent = <Q>(send: () => Q): Q => {
    if (life?.lost) throw life.lost
    const query = send()
    if (life) noteLoss(query, life)
    return query
  }
  const unsafe: typeof sql.unsafe = (text, parameters = [], options) => {
    const steady = /^\s*(select|with|insert|update|delete)\s/i.test(text) && text.length <= LONGEST_PREPARED
    const prepare = steady && parameters.length <= MOST_PARAMETERS
    return sent(() => sql.unsafe(text, parameters, { ...options, prepare }))
  }
  const own = {
    unsafe,
    begin: (...call: Call) => start(sql, 'begin', call, {}),
    savepoint: (...call: Call) => start(sql, 'savepoint', call, life ?? {}),
  }
  return new Proxy(sql, {
    get: (target, name) => Reflect.get(name in own ? own : target, name),
    apply: (target, self, parts) => sent(() => Reflect.apply(target as unknown as Run, self, parts)),
  })
}

function start(sql: Client, name: 'begin' | 'savepoint', call: Call, life: Life): Promise<unknown> {
  const work = call.at(-1) as Work
  const run = Reflect.get(sql, name) as Run
  const done = run(...call.slice(0, -1), (tx: postgres.TransactionSql) => untilLost(work, safe(tx, life), life))
  // Whatever ended it, also between two statements: nothing may follow.
  if (name === 'begin')
    done.catch((error: unknown) => {
      life.lost ??= error
    })
  return done
}

/** Never ends once the connection is lost: the driver then rejects the transaction by itself, and writes nothing. */
async function untilLost(work: Work, tx: postgres.TransactionSql, life: Life): Promise<unknown> {
  try {
    const value = await work(tx)
    const whole = Array.isArray(value) ? await Promise.all(value) : value
    return life.lost ? await NEVER : whole
  } catch (error) {
    if (life.lost) return NEVER
    throw error
  }
}

/** Fragments and names are no statements and are left alone. */
function noteLoss(query: unknown, life: Life): void {
  const statement = query as { reject?: (error: unknown) => void }
  const { reject } = statement
  if (!reject) return
  // At once, before anybody who waits for it goes on.
  statement.reject = (error) => {
    if (connectionLost(error)) life.lost = error
    reject(error)
  }
}

const NEVER = new Promise<never>(() => {})

const LOST = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'CONNECT_TIMEOUT',
  'CONNECTION_CLOSED',
  'CONNECTION_ENDED',
  'CONNECTION_DESTROYED',
  '57P01',
  '57P02',
  '57P03',
])

/** Whether an error, or what caused it, means that the connection to the database is gone. */
export function connectionLost(error: unknown): boolean {
  for (let at = error; at instanceof Error; at = at.cause) {
    if ('code' in at && typeof at.code === 'string' && LOST.has(at.code)) return true
    if ('severity' in at && (at.severity === 'FATAL' || at.severity === 'PANIC')) return true
  }
  return false
}
