/** Which way the message goes when it is not for a ticket: a person, the progress of a ticket, a guide, another body. */
import { t } from '../../../content/messages/index.ts'
import { elsewhere } from '../elsewhere.ts'
import { licenceHandover } from '../licence-handover.ts'
import { asksForOffice } from '../local/office.ts'
import { takeAnswerBeside } from './answers-beside.ts'
import { canned } from './canned.ts'
import { noticeOf } from './notices.ts'
import { readingOf } from './reading.ts'
import type { Step, Work } from './work.ts'

export const route: Step = {
  name: 'route',
  does: 'sends to a person, to the progress of a ticket, to a guide or to another body; ends when it does',
  run: async (work) => {
    if (await takeAnswerBeside(work)) return
    const reading = readingOf(work)
    if (reading.wantsHuman) return toPerson(work)
    if (reading.withdrawn) return canned(work, 'withdrawn', [['assistant.withdrawn']], { drafts: [], asked: null })
    if (reading.statusQuery) return toStatus(work, reading.statusQuery)
    const [intent] = reading.intents
    if (work.before.drafts.length === 0 && asksForOffice(work.message.toLowerCase())) return toOffice(work)
    const none = reading.drafts.length === 0 && work.before.drafts.length === 0
    if (none && intent === 'licence') return toGuide(work)
    if (none && intent === 'out-of-scope') return toOtherBody(work)
    if (work.before.drafts.length === 0) toOtherPlace(work)
  },
}

function toPerson(work: Work): void {
  const { phone, officeHours } = work.ports.content.bureau
  const hours = officeHours[work.turn.locale]
  canned(work, 'human', [['assistant.human.turn', { phone, hours }]], { asked: 'call-back' })
}

/** The station named, else the bureau itself. */
function toOffice(work: Work): void {
  const { locale } = work.turn
  const { bureau, stations } = work.ports.content
  const station = stations.find(
    ({ name, streets }) =>
      work.message.includes(name.zh.slice(0, -'市场监督管理所'.length)) ||
      streets.some((street) => [street.name, ...street.aliases].some((each) => work.message.includes(each))),
  )
  const params = {
    name: (station ?? bureau).name[locale],
    phone: (station ?? bureau).phone,
    hours: (station?.hours ?? bureau.officeHours)[locale],
    address: (station ?? bureau).address[locale],
  }
  const links = [{ text: t(locale, 'assistant.link.offices'), url: '/offices' }]
  canned(work, 'answered', [['assistant.office', params]], { links })
}

/** With number and code the state is told here; the code does not stay in what is kept. */
async function toStatus(work: Work, { number, code }: { number?: string; code?: string }): Promise<void> {
  const links = [{ text: t(work.turn.locale, 'assistant.link.track'), url: trackUrl(number) }]
  if (!number) return canned(work, 'signposted', [['assistant.statusHow']], { links })
  const ticket = { number, url: trackUrl(number) }
  const sentence = code ? await work.ports.statusOf({ number, code }) : undefined
  if (code) work.message = work.message.replace(code, '＊'.repeat(code.length))
  if (sentence) canned(work, 'answered', [['assistant.statusIs', { number, sentence }]], { ticket, links })
  else if (code) canned(work, 'signposted', [['assistant.statusWrong']], { links })
  else canned(work, 'signposted', [['assistant.statusOf', { number }]], { ticket, links })
}

const trackUrl = (number: string | undefined) =>
  number === undefined ? '/tickets/track' : `/tickets/track?number=${encodeURIComponent(number)}`

function toGuide(work: Work): void {
  const { locale } = work.turn
  const found = licenceHandover(work.ports.content, work.message)
  if (!found) {
    const links = [{ text: t(locale, 'assistant.link.licences'), url: '/licences' }]
    canned(work, 'licence', [['assistant.licence']], { links })
    return
  }
  const business = found.title[locale]
  const links = [{ text: t(locale, 'assistant.link.guide', { business }), url: found.url }]
  const sentence = found.url.includes('?') ? 'assistant.licence.filled' : 'assistant.licence.guide'
  canned(work, 'licence', [[sentence, { business }]], { links })
}

/** Number and reason, and what may still be done here: the machine refuses nobody. */
function toOtherBody(work: Work): void {
  const { content } = work.ports
  const bodies = readingOf(work).notices.filter(({ code }) => code === 'other-body')
  work.notices = [...work.notices, ...bodies.map((notice) => noticeOf(content, work.turn.locale, notice))]
  const more = bodies.length > 0 ? 'assistant.outOfScope' : 'assistant.outOfScope.unsure'
  canned(work, 'signposted', [[more]], { asked: 'still-here' })
}

/** A shop in another district: where it belongs, and the draft kept for whoever wants it filed here all the same. */
function toOtherPlace(work: Work): void {
  const { locale } = work.turn
  const { content } = work.ports
  const { drafts } = readingOf(work)
  const place = elsewhere(content, work.message, drafts)
  if (!place) return
  const params = {
    place: place.name[locale],
    lines: content.jurisdiction.lines.join(t(locale, 'common.listSeparator')),
    district: content.bureau.district[locale],
  }
  const text = t(locale, place.near ? 'assistant.notice.other-district' : 'assistant.notice.other-city', params)
  work.notices.push({ code: 'other-district', text, number: content.jurisdiction.lines[0] ?? '' })
  work.understood = readingOf(work)
  canned(work, 'signposted', [['assistant.otherPlace.still', params]], { drafts, asked: 'still-here' })
}
