/**
 * What stands beside the conversation is drawn by the server alone. Here it is taken anew from the page: after an
 * answer, and whenever one of its own forms or links is used, so that nothing typed in the conversation is lost.
 */

/** Parts of the page that change with the conversation. */
const PARTS = ['beside', 'standing']

/** Takes the parts over from a page; the reader's place moves along. @returns whether the page had them */
export async function takeOver(response: Response): Promise<boolean> {
  const page = new DOMParser().parseFromString(await response.text(), 'text/html')
  if (!page.getElementById('beside')) return false
  for (const id of PARTS) {
    // The element itself stays: an open drawer stays open.
    const fresh = page.getElementById(id)
    if (fresh) document.getElementById(id)?.replaceChildren(...fresh.childNodes)
  }
  return true
}

/** Fetches the conversation's page and keeps its address, so that a reload comes back here. */
export async function refresh(address: string): Promise<void> {
  history.replaceState(null, '', address)
  await takeOver(await fetch(address))
}

/** Answers links and forms of these parts without leaving the page; on any trouble the browser does it the plain way. */
export function stayHere(): () => void {
  const visit = async (address: string, init: RequestInit, plainly: () => void) => {
    try {
      if (!(await takeOver(await fetch(address, init)))) return plainly()
      place()?.focus()
    } catch {
      plainly()
    }
  }
  const clicked = (event: MouseEvent) => {
    const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>('#beside a') : null
    const plain = event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey
    if (!link || !plain || event.defaultPrevented) return
    const { pathname, search, hash } = new URL(link.href)
    if (pathname !== location.pathname || search === '' || hash === '#message') return
    event.preventDefault()
    void visit(link.href, {}, () => location.assign(link.href))
  }
  const submitted = (event: SubmitEvent) => {
    const { target: form, submitter } = event
    if (!(form instanceof HTMLFormElement) || !form.closest('#beside') || event.defaultPrevented) return
    event.preventDefault()
    const body = new URLSearchParams()
    for (const [name, value] of new FormData(form, submitter)) if (typeof value === 'string') body.append(name, value)
    void visit(form.action, { method: 'POST', body }, () => form.submit())
  }
  document.addEventListener('click', clicked)
  document.addEventListener('submit', submitted)
  return () => {
    document.removeEventListener('click', clicked)
    document.removeEventListener('submit', submitted)
  }
}

/** Where the reader goes on: what was just made or changed, or the box that has opened. */
function place(): HTMLElement | null {
  const beside = document.getElementById('beside')
  const box = '.ticket__box [aria-invalid], .ticket__box .input, .ticket__box input:not([type=hidden])'
  return beside?.querySelector<HTMLElement>(box) ?? beside?.querySelector<HTMLElement>('[data-here]') ?? null
}
