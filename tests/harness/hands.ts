/** A reader's hands on a page: by pointer, or by Tab, Enter and Space alone. */
import type { Locator, Page } from 'playwright-core'
import { expect } from 'vitest'

export interface Hands {
  /** Follows a link, presses a button, opens a fold. */
  press(target: Locator): Promise<void>
  /** Replaces what stands in a box. */
  type(target: Locator, text: string): Promise<void>
  tick(target: Locator): Promise<void>
}

export const pointer: Hands = {
  press: (target) => target.click(),
  type: (target, text) => target.fill(text),
  tick: (target) => target.check(),
}

/** More stops than any page has. */
const STOPS = 200

/** Every stop on the way must show where the focus is. */
export function keyboard(page: Page): Hands {
  return {
    press: async (target) => {
      await reach(page, target)
      await page.keyboard.press('Enter')
    },
    // Tab selects what a one-line box holds, so that typing replaces it.
    type: async (target, text) => {
      await reach(page, target)
      await page.keyboard.insertText(text)
    },
    tick: async (target) => {
      await reach(page, target)
      if (!(await target.isChecked())) await page.keyboard.press('Space')
    },
  }
}

async function reach(page: Page, target: Locator): Promise<void> {
  for (let stop = 0; stop < STOPS; stop += 1) {
    await page.keyboard.press('Tab')
    const { there, unseen } = await target.evaluate((wanted) => {
      const at = document.activeElement ?? document.body
      // A choice shows it around its whole label.
      const marks = [at, at.closest('label') ?? at].map((each) => getComputedStyle(each))
      const box = at.getBoundingClientRect()
      const onScreen = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth
      const marked = marks.some((style) => style.outlineStyle !== 'none' && Number.parseFloat(style.outlineWidth) >= 2)
      // The stops inside a date are the browser's own, and so are their marks.
      const own = at === document.body || at.matches('input[type=date]')
      const fine = own || (onScreen && marked)
      return { there: at === wanted, unseen: fine ? '' : at.outerHTML.slice(0, 200) }
    })
    expect(unseen, `focus shows on ${page.url()}`).toBe('')
    if (there) return
  }
  throw new Error(`Tab does not lead to ${target} on ${page.url()}`)
}
