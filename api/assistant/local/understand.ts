import { TICKET_KINDS, type TicketDraft, type TicketKind } from '../../tickets/model.ts'
import { readReply } from './correct.ts'
import { extractFacts, READ_LIMIT } from './extract.ts'
import { wantedBy } from './fragments.ts'
import { readIntent } from './intent.ts'
import type { Lexicon } from './lexicon.ts'
import { languageOf, looksLikeInjection, wantsHuman } from './manner.ts'
import { type Normalised, normalise } from './normalise.ts'
import { problemFacts } from './problem.ts'
import { droppedRequests } from './requests.ts'
import { addFact, draftFrom, type Sheet, sheetOf } from './sheet.ts'
import { type StatusQuery, statusQuery } from './status.ts'
import { simplified } from './traditional.ts'
import { type Fact, FIELD_PATHS, type FieldPath, type Intent, type Language, type Notice } from './types.ts'

/** What the engine is given. */
export interface UnderstandInput {
  /** Every message of the person in this conversation, oldest first; provenance counts into this list. */
  readonly messages: readonly string[]
  /** State after the message before the last. Left out: every message is read from the start. */
  readonly previous?: {
    readonly drafts: readonly TicketDraft[]
    /** The one field we just asked for; a path the engine does not fill is ignored. */
    readonly asked?: string | null | undefined
    /** How many messages are already in `drafts`; default: all but the last, none while there is no draft. */
    readonly folded?: number
  }
  /** Calendar day in Asia/Shanghai, `YYYY-MM-DD`. */
  readonly today: string
  readonly lexicon: Lexicon
  /** Language of the page; decides when the words do not. */
  readonly locale?: string
}

/** What the engine understood. */
export interface Understanding {
  /** Strongest first; complaint before report; `intents[0]` is the contract's `intent`. */
  intents: Intent[]
  drafts: TicketDraft[]
  notices: Notice[]
  /** The person gave up the matter (撤回): `drafts` is empty and earlier words count no more. */
  readonly withdrawn: boolean
  /** Bare yes or no in the last message; on yes the field asked about is now `confirmed`. */
  readonly confirmation?: 'yes' | 'no'
  readonly statusQuery?: StatusQuery
  readonly wantsHuman: boolean
  readonly language: Language
}

interface State {
  sheet: Sheet
  kinds: TicketKind[]
  narrative: string
  intents: readonly Intent[]
  notices: Notice[]
  withdrawn: boolean
  confirmation: 'yes' | 'no' | undefined
}

const isKind = (intent: Intent): intent is TicketKind => TICKET_KINDS.some((kind) => kind === intent)
const isDispute = (intent: Intent): boolean => intent === 'complaint' || intent === 'report'

/** Joins what the person wanted before with what this message wants. */
const mergeIntents = (
  before: readonly TicketKind[],
  now: readonly Intent[],
): { intents: Intent[]; kinds: TicketKind[] } => {
  const disputes = TICKET_KINDS.filter((kind) => isDispute(kind) && (before.includes(kind) || now.includes(kind)))
  const first = now[0] ?? 'chat'
  const urgent: Intent[] = first === 'emergency' ? ['emergency'] : []
  const rest = now.filter((intent) => intent !== 'emergency' && intent !== 'chat')
  if (before.length === 0) return { intents: [...now], kinds: rest.filter(isKind) }
  if (rest.length === 0) return { intents: [...urgent, ...before], kinds: [...before] }
  if (before.some(isDispute)) {
    const aside = rest.filter((intent) => !isDispute(intent))
    return { intents: [...urgent, ...aside, ...disputes], kinds: disputes }
  }
  const kinds = rest.filter(isKind)
  return { intents: [...urgent, ...rest], kinds: kinds.length > 0 ? kinds : [...before] }
}

/** The person's own words on what it is about; for kinds that have one such field. */
const wordsFact = (kind: TicketKind, message: Normalised): Fact | undefined => {
  const path =
    kind === 'report'
      ? 'allegation'
      : kind === 'consultation'
        ? 'question'
        : kind === 'complaint'
          ? undefined
          : 'subject'
  if (path === undefined) return undefined
  const text = message.text.trim()
  const limit = path === 'subject' ? 60 : 2000
  const cut =
    path === 'subject' ? (/^.{1,60}?(?=[。!?\n]|$)/s.exec(text)?.[0] ?? text.slice(0, limit)) : text.slice(0, limit)
  const start = message.text.indexOf(cut)
  return cut.length < 2 ? undefined : { path, value: cut, start, end: start + cut.length, basis: 'stated' }
}

const knownSums = (sheet: Sheet): { 'purchase.amountYuan'?: string; claimYuan?: string } => {
  const amount = sheet.get('purchase.amountYuan')?.value
  const claim = sheet.get('claimYuan')?.value
  return {
    ...(typeof amount === 'string' ? { 'purchase.amountYuan': amount } : {}),
    ...(typeof claim === 'string' ? { claimYuan: claim } : {}),
  }
}

const applyChange = (state: State, change: 'withdraw' | 'report' | 'complaint'): void => {
  if (change === 'withdraw') {
    Object.assign(state, { sheet: new Map(), kinds: [], narrative: '', intents: ['chat'], withdrawn: true })
    return
  }
  state.kinds = [change]
  state.intents = [change]
}

const confirmAsked = (sheet: Sheet, asked: FieldPath | undefined): void => {
  const entry = asked === undefined ? undefined : sheet.get(asked)
  if (asked === undefined || entry?.provenance === undefined) return
  sheet.set(asked, { value: entry.value, provenance: { ...entry.provenance, basis: 'confirmed' } })
}

/** A value that is a piece of the message keeps the characters the person wrote (traditional ones too). */
const ownWords = (message: Normalised, fact: Fact): string => {
  const words = message.wordsAt(fact)
  const simple = message.text.slice(fact.start, fact.end)
  return [...words].map(simplified).join('') === simple ? words : simple
}

const put = (state: State, message: Normalised, index: number, fact: Fact, replace: boolean): void => {
  const span = message.toOriginal(fact)
  if (replace && fact.path === 'place.text') {
    state.sheet.delete('place.street')
    state.sheet.delete('place.station')
  }
  const value = fact.value === message.text.slice(fact.start, fact.end) ? ownWords(message, fact) : fact.value
  addFact(state.sheet, { ...fact, ...span, value }, index, replace)
}

const foldMessage = (
  state: State,
  raw: string,
  index: number,
  asked: FieldPath | undefined,
  input: UnderstandInput,
): void => {
  const message = normalise(raw.slice(0, READ_LIMIT))
  if (message.text.trim() === '') return
  const started = state.kinds.length > 0
  const reply = started ? readReply(message, asked, input.today, input.lexicon, knownSums(state.sheet)) : undefined
  for (const fact of reply?.facts ?? []) put(state, message, index, fact, true)
  if (reply?.confirmation === 'yes') confirmAsked(state.sheet, asked)
  state.confirmation = reply?.confirmation
  if (looksLikeInjection(message.lower)) state.notices.push({ code: 'injection' })

  const facts =
    reply?.answersOnly === true && reply.change === undefined ? [] : extractFacts(message, input.today, input.lexicon)
  const taken = new Set((reply?.facts ?? []).map(({ path }) => path))
  for (const fact of facts) {
    if (!taken.has(fact.path)) put(state, message, index, fact, fact.path === asked)
  }
  if (started) dropRequests(state.sheet, message)
  if (reply?.unknown === true && asked === 'respondent.name') shopByItsPlace(state, message, index, facts)

  if (reply?.change !== undefined) applyChange(state, reply.change)
  if (state.withdrawn) return
  if (reply?.answersOnly === true) {
    if (reply.change === undefined) state.intents = [...state.kinds]
    return
  }
  const reading = readIntent(message.text, message.lower, facts, input.lexicon)
  for (const { id } of reading.emergencies) state.notices.push({ code: 'emergency', id })
  for (const id of reading.otherBodies.slice(0, 2)) state.notices.push({ code: 'other-body', id })
  const factsOnly = started && facts.some(({ path }) => path.startsWith('contact.')) && message.text.length <= 60
  const now =
    reply?.change !== undefined ||
    (factsOnly &&
      !reading.intents.some((intent) => intent === 'emergency' || intent === 'report' || intent === 'complaint'))
      ? []
      : started
        ? wantedBy(message, reading.intents, facts)
        : reading.intents
  const merged = mergeIntents(state.kinds, now)
  Object.assign(state, merged)
  if (tellsStory(message, facts)) {
    state.narrative = `${state.narrative}\n${raw.slice(0, READ_LIMIT)}`.trim().slice(0, READ_LIMIT)
    for (const kind of state.kinds) {
      const words = wordsFact(kind, message)
      if (words !== undefined) putWords(state, message, index, words)
    }
    if (started) reviseProblem(state, message, index, input.lexicon)
  }
}

/** A message that only gives contact data is no part of the story the trader may get to read. */
const tellsStory = (message: Normalised, facts: readonly Fact[]): boolean => {
  const contact = facts.filter(({ path }) => path.startsWith('contact.') && path !== 'contact.keepSecret')
  const covered = contact.reduce((sum, { start, end }) => sum + end - start, 0)
  return message.text.trim().length - covered > (contact.length > 0 ? 16 : 1)
}

/** Who cannot name the shop but knows where it stands has told which one it is (明确的被投诉人, 总局令第121号 §10). */
const shopByItsPlace = (state: State, message: Normalised, index: number, facts: readonly Fact[]): void => {
  const here = facts.find(({ path }) => path === 'place.text')
  const value = here?.value ?? state.sheet.get('place.text')?.value
  if (typeof value !== 'string') return
  const { start, end } = here ?? { start: 0, end: message.text.length }
  put(state, message, index, { path: 'respondent.address', value, start, end, basis: 'inferred' }, false)
}

/** 「我要举报」 is not yet what is alleged: what follows is added to it. */
const THIN = 14
const putWords = (state: State, message: Normalised, index: number, words: Fact): void => {
  const old = state.sheet.get(words.path)?.value
  const thin = words.path === 'allegation' && typeof old === 'string' && old.length < THIN
  const whole = thin ? { ...words, value: `${old}\n${words.value}`, basis: 'inferred' as const } : words
  put(state, message, index, whole, thin)
}

/** What the first words left open, or guessed, the whole story may tell; what the person confirmed stays. */
const reviseProblem = (state: State, message: Normalised, index: number, lexicon: Lexicon): void => {
  const old = state.sheet.get('problem')
  if (old !== undefined && old.provenance?.basis !== 'inferred') return
  const story = problemFacts(normalise(state.narrative).lower, lexicon).find(({ path }) => path === 'problem')
  if (story === undefined || story.value === old?.value) return
  const here = problemFacts(message.lower, lexicon).find(
    ({ path, value }) => path === 'problem' && value === story.value,
  )
  put(state, message, index, here ?? { ...story, start: 0, end: message.text.length }, true)
}

const dropRequests = (sheet: Sheet, message: Normalised): void => {
  const dropped = droppedRequests(message.lower)
  const entry = sheet.get('requests')
  if (dropped.length === 0 || entry === undefined || !Array.isArray(entry.value)) return
  sheet.set('requests', { ...entry, value: entry.value.filter((kind) => !dropped.some((other) => other === kind)) })
}

const consequences = (state: State): void => {
  const { sheet, kinds, notices } = state
  if (kinds.includes('complaint') && sheet.get('anonymous')?.value === true)
    notices.push({ code: 'complaint-needs-real-name' })
  if (kinds.includes('complaint') && sheet.get('purchase.forDailyLife')?.value === false)
    notices.push({ code: 'not-daily-life' })
}

/**
 * Turns a conversation into intents and typed drafts. Pure and deterministic: the same input gives the same output.
 * With `previous` only the new messages are read and laid over the earlier drafts.
 */
export const understand = (input: UnderstandInput): Understanding => {
  const { messages, previous } = input
  const asked = FIELD_PATHS.find((path) => path === previous?.asked)
  const earlier = previous?.drafts ?? []
  const state: State = {
    sheet: sheetOf(earlier),
    kinds: earlier.map(({ kind }) => kind),
    narrative: earlier[0]?.narrative ?? '',
    intents: earlier.map(({ kind }) => kind),
    notices: [],
    withdrawn: false,
    confirmation: undefined,
  }
  const from = previous?.folded ?? (earlier.length === 0 ? 0 : Math.max(0, messages.length - 1))
  for (let index = from; index < messages.length; index++) {
    Object.assign(state, { notices: [], withdrawn: false, confirmation: undefined })
    foldMessage(state, messages[index] ?? '', index, index === messages.length - 1 ? asked : undefined, input)
  }
  consequences(state)
  const lastMessage = normalise((messages.at(-1) ?? '').slice(0, READ_LIMIT))
  const status = statusQuery(lastMessage.text, lastMessage.lower)
  const narrative = state.narrative === '' ? (messages[0] ?? '').trim().slice(0, READ_LIMIT) : state.narrative
  return {
    intents: state.intents.length > 0 ? [...state.intents] : ['chat'],
    drafts:
      narrative === ''
        ? []
        : TICKET_KINDS.filter((kind) => state.kinds.includes(kind)).map((kind) =>
            draftFrom(
              state.sheet,
              kind,
              narrative,
              earlier.find((draft) => draft.kind === kind),
            ),
          ),
    notices: state.notices,
    withdrawn: state.withdrawn,
    ...(state.confirmation === undefined ? {} : { confirmation: state.confirmation }),
    ...(status === undefined ? {} : { statusQuery: status }),
    wantsHuman: wantsHuman(lastMessage.lower),
    language: languageOf(messages, input.locale),
  }
}
