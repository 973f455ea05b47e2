/**
 * Single-key shortcuts of the desk (快捷键). They can be switched off (WCAG 2.1.4) and never work while something is being
 * typed. Runs in the browser; every one of them does what a link, a box or Tab does without it.
 */

const OFF = 'desk-keys-off'

/** Shows the list of keys and makes them work: `data-key` names the key of a link or field, `data-row` the lines j and k go through. */
export function offerKeys(): void {
  const list = document.querySelector<HTMLDetailsElement>('[data-keys]')
  const choice = list?.querySelector<HTMLInputElement>('input[type=checkbox]')
  if (!list || !choice) return
  list.hidden = false
  choice.checked = localStorage.getItem(OFF) === null
  choice.addEventListener('change', () => {
    if (choice.checked) localStorage.removeItem(OFF)
    else localStorage.setItem(OFF, '1')
  })
  document.addEventListener('keydown', (event) => {
    const { key, target, isComposing } = event
    if (!choice.checked || isComposing || event.ctrlKey || event.metaKey || event.altKey || isTyping(target)) return
    if (key === '?') {
      list.open = true
      list.querySelector('summary')?.focus()
    } else if (key === 'j' || key === 'k') move(key === 'j' ? 1 : -1)
    else if (key === 'x')
      rowOf(document.activeElement)?.querySelector<HTMLInputElement>('input[type=checkbox]')?.click()
    else if (!press(key)) return
    event.preventDefault()
  })
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  const box = target.closest('input, textarea, select, [contenteditable]')
  return box !== null && !(box instanceof HTMLInputElement && box.type === 'checkbox')
}

const rows = () => [...document.querySelectorAll<HTMLElement>('[data-row]')]
const rowOf = (element: Element | null) => element?.closest<HTMLElement>('[data-row]') ?? null

/** To the link of the next or previous line; from outside the list to its first. */
function move(by: 1 | -1): void {
  const all = rows()
  const here = rowOf(document.activeElement)
  const at = here ? all.indexOf(here) + by : 0
  all[at]?.querySelector<HTMLElement>('a')?.focus()
}

/** Follows the link, presses the button or goes into the field of this key. @returns whether there is one */
function press(key: string): boolean {
  const found = [...document.querySelectorAll<HTMLElement>('[data-key]')].find(
    (each) => each.dataset['key'] === key && each.offsetParent !== null,
  )
  if (!found) return false
  const box = found.matches('a, button') ? null : found.querySelector<HTMLElement>('input, textarea, select')
  if (box) box.focus()
  else found.click()
  return true
}
