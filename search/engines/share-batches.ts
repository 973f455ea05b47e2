/** One stream of batches read by two at the same pace, so that neither has to be kept in memory. */

export interface Share<T> extends AsyncIterable<T> {
  /** This reader wants no more; the other goes on alone. */
  return(): void
}

export function share<T>(source: AsyncIterable<T>): [Share<T>, Share<T>] {
  const iterator = source[Symbol.asyncIterator]()
  const gone = [false, false]
  /** Who already has the step that is current. */
  const taken = [false, false]
  let step: Promise<IteratorResult<T>> | undefined
  let waiting: (() => void)[] = []
  const wake = () => {
    const woken = waiting
    waiting = []
    for (const each of woken) each()
  }
  const next = async (me: 0 | 1): Promise<IteratorResult<T>> => {
    const other = 1 - me
    while (taken[me] && !gone[other] && !taken[other]) await new Promise<void>((resolve) => waiting.push(resolve))
    if (step === undefined || taken[me]) {
      step = iterator.next()
      taken.fill(false)
    }
    taken[me] = true
    wake()
    return step
  }
  const reader = (me: 0 | 1): Share<T> => ({
    [Symbol.asyncIterator]: () => ({ next: () => next(me) }),
    return: () => {
      gone[me] = true
      wake()
      if (gone[1 - me]) void iterator.return?.()
    },
  })
  return [reader(0), reader(1)]
}
