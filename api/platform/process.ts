/** The built site holds its own copy of this code: the start hands over and takes back through well-known slots of the process. */
const OPEN = Symbol.for('yichuang.open')
const CLOSE = Symbol.for('yichuang.close')
type Work = () => Promise<void>
type Slots = { [OPEN]?: Work[]; [CLOSE]?: Work[] }

/** For what a server does before its first visitor, and a build or a command never. */
export const onProcessOpen = (open: Work): void => add(OPEN, open)
export const onProcessClose = (close: Work): void => add(CLOSE, close)

/** What fails here is done when it is first needed. */
export const openProcess = (): Promise<void> => runAll(OPEN)
export const closeProcess = (): Promise<void> => runAll(CLOSE)

function add(slot: keyof Slots, work: Work): void {
  const slots = globalThis as Slots
  slots[slot] = [...(slots[slot] ?? []), work]
}

async function runAll(slot: keyof Slots): Promise<void> {
  await Promise.allSettled(((globalThis as Slots)[slot] ?? []).map((work) => work()))
}
