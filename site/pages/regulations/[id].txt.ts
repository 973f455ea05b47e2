/** The whole text of a law as plain text, without our notes. */
import type { APIRoute } from 'astro'
import { useSite } from '../../lib/i18n.ts'
import { statusTag } from '../../lib/page-data/regulations.ts'
import { lawFacts, lawPage } from '../../lib/page-data/regulations-law.ts'

export const GET: APIRoute = async ({ params, url, locals }) => {
  const response = {
    status: 200,
    statusText: '',
    headers: new Headers({ 'content-type': 'text/plain; charset=utf-8' }),
  }
  const site = useSite({ locals })
  const page = await lawPage({ url, response }, site, params['id'] ?? '', true)
  if (!page || page.day.problems.length > 0) {
    const reason = page?.day.problems[0]?.message ?? site.say('errors.title.not-found')
    return new Response(`${reason}\n`, { status: page ? 400 : 404, headers: response.headers })
  }
  return new Response(textOf(site, page, locals.publicUrl), response)
}

type LawPage = NonNullable<Awaited<ReturnType<typeof lawPage>>>

function textOf(site: ReturnType<typeof useSite>, { law, day }: LawPage, publicUrl: string): string {
  const { say, to } = site
  const status = statusTag(say, law.status).label
  let before = ''
  const articles = law.articles.flatMap(({ chapter, label, number, text }) => {
    const heading = chapter.join(' ')
    const fresh = heading !== before && heading !== ''
    before = heading
    const body = number === '' ? `${label}\n${text}` : `${label}　${text}`
    return fresh ? [heading, body] : [body]
  })
  return `${[
    say('regulations.textOf', { title: law.title, status }),
    lawFacts(site, law)
      .map(({ label, value }) => say('regulations.fact', { label, value }))
      .join('\n'),
    say('regulations.textSource', { url: publicUrl + to.regulation(law.id, { asOf: day.asOf }) }),
    ...(law.source === 'digest' ? [say('regulations.noText')] : []),
    ...(law.preamble === '' ? [] : [law.preamble]),
    ...articles,
  ].join('\n\n')}\n`
}
