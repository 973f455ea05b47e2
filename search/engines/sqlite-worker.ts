/** Thread of the SQLite engine: opens the file, answers one call after another. */
import { parentPort, workerData } from 'node:worker_threads'
import { createWordCutter } from '../language/words.ts'
import { loadModel, type RankingModel } from '../ranking/model.ts'
import { createRecentAnswers } from './recent-answers.ts'
import { ColumnTables } from './sqlite-columns.ts'
import type { Call, Notice, Reply, Request, WorkerSettings } from './sqlite-protocol.ts'
import { runQuery, runSelect } from './sqlite-query.ts'
import { Rankers } from './sqlite-rankers.ts'
import { openStore, type Store } from './sqlite-store.ts'
import { applyChange, beginRebuild, commitRebuild, fillRebuild } from './sqlite-write.ts'

const settings = workerData as WorkerSettings
const words = createWordCutter(settings.root)
const store: Store = openStore(settings.file)
let loaded: RankingModel | undefined
const model = () => {
  loaded ??= loadModel(settings.root)
  return loaded
}
const tools = { words, model }
const notice = (reading: boolean) => parentPort?.postMessage({ reading } satisfies Notice)
const rankers = new Rankers(store, model, notice)
const columns = new ColumnTables(store, notice)
const reading = { words, rankers, columns }
const recent = createRecentAnswers(store)

function answer(call: Call): unknown {
  switch (call.op) {
    case 'query':
      return recent(JSON.stringify([call.index.name, call.query]), () =>
        runQuery(store, reading, call.index, call.query),
      )
    case 'select':
      return runSelect(store, reading, call.index, call.query, call.field)
    case 'apply':
      return applyChange(store, tools, call.index, call.change)
    case 'begin':
      return beginRebuild(store, call.index)
    case 'fill':
      return fillRebuild(store, tools, call.index, call.generation, call.documents)
    case 'commit':
      return commitRebuild(store, call.index, call.generation)
    case 'stats':
      setImmediate(() => {
        rankers.warm(call.index)
        columns.warm(call.index)
      })
      return store.stats(call.index)
    case 'close':
      return store.close()
    default:
      return call satisfies never
  }
}

parentPort?.on('message', ({ id, call }: Request) => {
  let reply: Reply
  try {
    reply = { id, answer: answer(call) ?? null }
  } catch (error) {
    reply = { id, error: error instanceof Error ? (error.stack ?? error.message) : String(error) }
  }
  parentPort?.postMessage(reply)
})

notice(false)
