/** Buttons that copy a text of the page. Runs in the browser; the text can be selected without them. */

/** How long the button says that it is done, in milliseconds. */
const DONE_MS = 2500

/** Shows every `data-copy` button, whose value is the id of the element it copies; none where the browser cannot copy. */
export function offerCopy(): void {
  if (!('clipboard' in navigator)) return
  for (const button of document.querySelectorAll<HTMLButtonElement>('button[data-copy]')) {
    const { copy = '', done = '' } = button.dataset
    const label = button.textContent
    button.hidden = false
    button.addEventListener('click', async () => {
      const lines = [...(document.getElementById(copy)?.children ?? [])].map((line) => line.textContent.trim())
      await navigator.clipboard.writeText(lines.join('\n'))
      button.textContent = done
      setTimeout(() => {
        button.textContent = label
      }, DONE_MS)
    })
  }
}
