/** Ticks of a plan kept on the device, and a print button. Runs in the browser; boxes and printing work without it. */

/** Remembers every `data-tick` box under the business of `data-ticked`, and says how many are done. */
export function keepTicks(): void {
  const status = document.querySelector<HTMLElement>('[data-ticked]')
  const boxes = [...document.querySelectorAll<HTMLInputElement>('input[data-tick]')]
  if (!status || boxes.length === 0) return
  const key = `yichuang.ticks.${status.dataset['ticked'] ?? ''}`
  const done = new Set(stored(key))
  const show = () => {
    const count = boxes.filter((box) => box.checked).length
    const words = status.dataset['words'] ?? ''
    status.textContent = words.replace('{done}', String(count)).replace('{all}', String(boxes.length))
    status.hidden = count === 0
  }
  for (const box of boxes) {
    const id = box.dataset['tick'] ?? ''
    box.checked = done.has(id)
    box.addEventListener('change', () => {
      if (box.checked) done.add(id)
      else done.delete(id)
      keep(key, [...done])
      show()
    })
  }
  show()
}

/** Shows the `data-print` button, which opens the print dialogue. */
export function offerPrint(): void {
  const button = document.querySelector<HTMLButtonElement>('[data-print]')
  if (!button) return
  button.hidden = false
  button.addEventListener('click', () => print())
}

/** Nothing where the browser keeps nothing (private windows). */
function stored(key: string): string[] {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(key) ?? '[]')
    return Array.isArray(value) ? value.filter((each) => typeof each === 'string') : []
  } catch {
    return []
  }
}

function keep(key: string, ids: readonly string[]): void {
  try {
    localStorage.setItem(key, JSON.stringify(ids))
  } catch {
    // A full or closed store: the ticks hold until the page is left.
  }
}
