/**
 * Two shops in one story become two matters: each keeps its own sentences, because a trader may read what is told of it
 * and nothing of another. A further shop is only seen where the words themselves add it (又在…, 另一家…).
 */
import type { TicketDraft } from '../tickets/model.ts'
import { clausesOf } from './local/clauses.ts'
import { normalise } from './local/normalise.ts'
import { respondentFacts } from './local/respondent.ts'
import type { Understanding } from './local/understand.ts'
import { inputOf } from './pipeline/reading.ts'
import type { Work } from './pipeline/work.ts'

export interface SeveralShops {
  first: Understanding
  later: TicketDraft[][]
}

/** A clause that adds something further. */
const ADDS =
  /^[^，,。]{0,10}?(?:另外|还有|此外|后来|接着|然后|第二家|第[二三]个店|另一家|另外一家|又在|又去|又到|也在|再[去到]|同时在)|^\s?(?:and |then |also |later )?(?:i )?(?:also|another|second|after that|then)\b/i
/** Speaks of the shop already named. */
const SAME = /他们|她们|它们|这家|那家店(?:还|也)|该店|该公司|同一家|them\b|they\b|the same/i
const SHORTEST_NAME = 3
/** Said of all of them. */
const OF_BOTH = /^(?:两家|两个店|这两家|都|全部|一共|both|all of)|(?:两家|两个店).{0,4}都/
/** In a conversation about one shop: the next message is about another. */
const ANOTHER =
  /(?:还|再|另|也).{0,3}(?:要|想|有).{0,8}(?:另一家|另外一家|别的店|第二家|一家店)|(?:another|different|second) (?:shop|store|restaurant)/i

interface Part {
  name: string
  /** First clause of it. */
  from: number
}

export function severalShops(work: Work, reading: Understanding): SeveralShops | undefined {
  if (!reading.drafts.some(({ kind }) => kind === 'complaint' || kind === 'report')) return undefined
  return work.before.drafts.length > 0 ? anotherShop(work, reading) : twoInOne(work)
}

/** A whole message about another shop: what is known of the first stays as it is. */
function anotherShop(work: Work, reading: Understanding): SeveralShops | undefined {
  if (!ANOTHER.test(work.message)) return undefined
  const input = inputOf(work)
  const told = input.messages.map((text, at) => (at === input.messages.length - 1 ? text : ''))
  const other = work.ports.engine.read({ ...input, messages: told, previous: { drafts: [], asked: null } })
  const known = work.before.drafts.map(nameOf)
  const fresh = other.drafts.filter((draft) => nameOf(draft) !== undefined && !known.includes(nameOf(draft)))
  if (fresh.length === 0) return undefined
  return { first: { ...reading, drafts: work.before.drafts, intents: other.intents }, later: [fresh] }
}

function twoInOne(work: Work): SeveralShops | undefined {
  const { message } = work
  const clauses = clausesOf(message)
  const parts = partsOf(clauses.map(({ text }) => text))
  if (parts.length < 2) return undefined
  const input = inputOf(work)
  const readings = parts.map((_, index) => {
    const others = clauses.filter(({ text }, at) => ownerOf(parts, at) !== index && !OF_BOTH.test(text.trim()))
    // Blanks keep every other character at its place, so that values still point at their words.
    const blanked = others.reduce(
      (text, { start, end }) => `${text.slice(0, start)}${' '.repeat(end - start)}${text.slice(end)}`,
      message,
    )
    const understood = work.ports.engine.read({ ...input, messages: [...input.messages.slice(0, -1), blanked] })
    return { ...understood, drafts: understood.drafts.map(withoutBlanks) }
  })
  const [first, ...later] = readings
  const disputes = readings.every(({ drafts }) => drafts.some((draft) => nameOf(draft) !== undefined))
  return first && disputes ? { first, later: later.map(({ drafts }) => drafts) } : undefined
}

/** Where each named shop begins; a name within another is the same shop. */
function partsOf(clauses: readonly string[]): Part[] {
  const parts: Part[] = []
  for (const [from, clause] of clauses.entries()) {
    const { text, lower } = normalise(clause)
    const name = respondentFacts(text, lower).find(({ path }) => path === 'respondent.name')?.value
    if (typeof name !== 'string' || parts.some((part) => part.name.includes(name) || name.includes(part.name))) continue
    if (name.length < SHORTEST_NAME || (parts.length > 0 && SAME.test(clause))) continue
    if (parts.length === 0 || ADDS.test(clause.trim())) parts.push({ name, from: parts.length === 0 ? 0 : from })
  }
  return parts
}

const ownerOf = (parts: readonly Part[], clause: number): number =>
  parts.reduce((owner, part, index) => (part.from <= clause ? index : owner), 0)

const nameOf = (draft: TicketDraft): string | undefined =>
  draft.kind === 'complaint' || draft.kind === 'report' ? (draft.respondent.name ?? draft.respondent.shop) : undefined

const tidy = (text: string): string =>
  text
    .replace(/[ ]{2,}[，,。；;]?/g, '')
    .replace(/^[\s，,。；;]+/, '')
    .trim()

function withoutBlanks(draft: TicketDraft): TicketDraft {
  const narrative = tidy(draft.narrative) || draft.narrative
  if (draft.kind !== 'report' || draft.allegation === undefined) return { ...draft, narrative }
  return { ...draft, narrative, allegation: tidy(draft.allegation) || draft.allegation }
}
