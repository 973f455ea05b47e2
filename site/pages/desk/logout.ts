/** POST ends the session; an address typed by hand only leads back to the desk. */
import type { APIContext, APIRoute } from 'astro'
import { away, openDesk } from '../../lib/desk.ts'

export const POST: APIRoute = async (context: APIContext) => {
  const { api, to } = openDesk(context)
  const answer = await api.logout.$post({ json: {} })
  return away(to.deskLogin(), answer.headers.getSetCookie())
}

export const GET: APIRoute = (context: APIContext) => away(openDesk(context).to.desk())
