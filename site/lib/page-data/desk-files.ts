/** What the page of a ticket's files does with its two forms: add, and change who sees one. */
import type { ProblemBody } from '../../../api/platform/http.ts'
import { field, type openDesk } from '../desk.ts'
import { readPosted } from '../posted-form.ts'

type Desk = ReturnType<typeof openDesk>

export interface FilesTaken {
  done: 'added' | 'changed' | undefined
  /** A sentence for each file that was not taken. */
  refused: string[]
  /** Whom the files were to be shown. */
  show: string[]
  status: number
}

const ticked = (form: FormData, name: string) =>
  form.getAll(name).filter((value): value is 'citizen' | 'business' => value === 'citizen' || value === 'business')

export async function takeFiles({ api, site, say }: Desk, number: string, request: Request): Promise<FilesTaken> {
  const param = { number: encodeURIComponent(number) }
  const files = api.tickets[':number'].attachments
  // The boxes stand before the files in the form.
  const { form, refused, kept } = await readPosted(
    request,
    { api: site, say },
    {
      post: (sofar, header, init) => {
        const query = Object.fromEntries(ticked(sofar, 'show').map((who) => [who, '1' as const]))
        return files.$post({ param, query, header }, { init })
      },
    },
  )
  const id = field(form, 'id')
  if (!id) {
    const show = ticked(form, 'show')
    const lacking = kept === 0 && refused.length === 0 ? [say('errors.upload.none')] : refused
    return {
      done: lacking.length === 0 ? 'added' : undefined,
      refused: lacking,
      show,
      status: lacking.length ? 400 : 200,
    }
  }
  const show = ticked(form, `show.${id}`)
  const json = { citizen: show.includes('citizen'), business: show.includes('business') }
  const answer: Response = await files[':id'].audience.$put({ param: { ...param, id: encodeURIComponent(id) }, json })
  if (answer.ok) return { done: 'changed', refused: [], show: [], status: 200 }
  return { done: undefined, refused: [((await answer.json()) as ProblemBody).detail], show: [], status: answer.status }
}
