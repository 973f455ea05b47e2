/** Tasks of the scripted Meilisearch: accepted at once, done in order a little later, failed ones kept with their reason. */
import { Refused } from './meilisearch-index.ts'

/** A task is done this long after it was accepted. */
const TASK_MS = 2

export interface Task {
  uid: number
  indexUid: string | null
  status: 'enqueued' | 'succeeded' | 'failed'
  type: string
  error: { message: string; code: string; type: string; link: string } | null
  enqueuedAt: string
}

export function createTasks() {
  const tasks: Task[] = []
  let queue = Promise.resolve()
  /** What the server answers when it accepts one. */
  const enqueue = (type: string, indexUid: string | null, work: () => void) => {
    const enqueuedAt = new Date().toISOString()
    const task: Task = { uid: tasks.length, indexUid, status: 'enqueued', type, error: null, enqueuedAt }
    tasks.push(task)
    queue = queue.then(async () => {
      await new Promise((resolve) => setTimeout(resolve, TASK_MS))
      try {
        work()
        task.status = 'succeeded'
      } catch (error) {
        task.status = 'failed'
        task.error = { ...bodyOf(error), type: 'invalid_request', link: '' }
      }
    })
    return { taskUid: task.uid, indexUid, status: task.status, type, enqueuedAt }
  }
  return { tasks, enqueue }
}

export function bodyOf(error: unknown): { message: string; code: string } {
  return {
    message: error instanceof Error ? error.message : String(error),
    code: error instanceof Refused ? error.code : 'bad_request',
  }
}
