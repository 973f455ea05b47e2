/** The built site holds its own copy of this code: the start hands over and takes back through one well-known slot of the process. */
const SLOT = Symbol.for('yichuang.close')
type Slot = { [SLOT]?: (() => Promise<void>)[] }

export function onProcessClose(close: () => Promise<void>): void {
  const slot = globalThis as Slot
  slot[SLOT] ??= []
  slot[SLOT].push(close)
}

export async function closeProcess(): Promise<void> {
  await Promise.allSettled(((globalThis as Slot)[SLOT] ?? []).map((close) => close()))
}
