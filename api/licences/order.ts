/** What comes before what, and what can go on side by side. Pure. */

export interface Ordered {
  id: string
  /** Steps of the same plan that must be finished before. */
  dependsOn: string[]
  /** Steps of one stage (1, 2, …) can go on at the same time. */
  stage: number
}

/**
 * Steps after everything they wait for, otherwise in the order given; what is not in the plan is not waited for,
 * but what that waits for is.
 *
 * @throws Error when a step waits for itself
 */
export function inOrder(steps: readonly { id: string; after: readonly string[] }[]): Ordered[] {
  const byId = new Map(steps.map((step) => [step.id, step]))
  const done = new Map<string, Ordered>()
  const place = (id: string, path: readonly string[]): void => {
    const step = byId.get(id)
    if (!step || done.has(id)) return
    if (path.includes(id)) throw new Error(`${id} waits for itself: ${path.join(' → ')}`)
    const dependsOn = [...new Set(step.after)].filter((each) => byId.has(each) && each !== id)
    for (const each of dependsOn) place(each, [...path, id])
    const stage = 1 + Math.max(0, ...dependsOn.map((each) => done.get(each)?.stage ?? 0))
    done.set(id, { id, dependsOn, stage })
  }
  for (const { id } of steps) place(id, [])
  return [...done.values()]
}
