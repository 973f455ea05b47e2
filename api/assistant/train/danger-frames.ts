/** Sentences made from the small grammar of emergencies: who, what, where and now, and the same as past, feared or played. */
import fs from 'node:fs'
import { shuffler } from './logistic.ts'

/** A made sentence: its kind, what it was made from (for leaving it out together), its words. */
export interface Made {
  readonly kind: string
  readonly frame: string
  readonly text: string
}

/** How often each event is told as happening and as not happening, and each everyday matter. */
const TIMES = { urgent: 14, calm: 8, matter: 14 }
/** Every so many-th sentence is typed without stops. */
const WITHOUT_STOPS = 3
const KINDS: ReadonlySet<string> = new Set(['medical', 'fire', 'police', 'traffic', 'life'])
/** Slips of the thumb and of the input method. */
const SLIPS: readonly (readonly [right: string, slip: string])[] = [
  ['煤气', '煤汽'],
  ['燃气', '然气'],
  ['电梯', '电提'],
  ['在', '再'],
  ['晕', '昏'],
  ['怎么', '怎摸'],
  ['没有', '莫得'],
  ['孩子', '细路'],
  ['不让', '唔俾'],
  ['现在', '而家'],
  ['呼吸', '呼息'],
  ['的', '滴'],
]
const SLIP_EVERY = 6

/** Every way to pick one of several, the same from run to run. */
const chooser = () => {
  const shuffle = shuffler(11)
  let numbers: number[] = []
  const some = Array.from({ length: 997 }, (_, at) => at)
  return <T>(of: readonly T[]): T => {
    if (numbers.length === 0) numbers = shuffle(some)
    return of[(numbers.pop() ?? 0) % of.length] as T
  }
}

/** Reads one grammar: templates by slot or kind. */
const readGrammar = (file: string): Map<string, string[]> => {
  const grammar = new Map<string, string[]>()
  for (const line of fs.readFileSync(file, 'utf8').split('\n')) {
    const [slot = '', template = ''] = line.split('\t')
    if (line.startsWith('#') || template === '') continue
    grammar.set(slot, [...(grammar.get(slot) ?? []), template])
  }
  return grammar
}

/** Makes the sentences of a grammar file. */
export const madeSentences = (file: string): Made[] => {
  const grammar = readGrammar(file)
  const choose = chooser()
  const fill = (template: string, event: string): string => {
    let text = template.replaceAll('{event}', event).replaceAll('{-}', event)
    while (/[{(]/.test(text)) {
      const slot = /\{([^{}]+)\}/.exec(text)
      text =
        slot === null
          ? text.replace(/\(([^()]*)\)/g, (_, options: string) => choose(options.split('|')))
          : text.replace(slot[0], choose(grammar.get(slot[1] ?? '') ?? ['']))
    }
    return text
  }
  let made = 0
  const typed = (text: string): string => {
    made++
    const slip = made % SLIP_EVERY === 0 ? SLIPS[(made / SLIP_EVERY) % SLIPS.length] : undefined
    const slipped = slip === undefined ? text : text.replace(...slip)
    return made % WITHOUT_STOPS === 0 ? slipped.replaceAll('，', '').replaceAll(',', '') : slipped
  }
  const tell = (kind: string, frames: string, event: string, times: number): Made[] =>
    Array.from({ length: times }, () => ({
      kind,
      frame: event,
      text: typed(fill(choose(grammar.get(frames) ?? []), event)),
    }))
  return [...grammar].flatMap(([slot, templates]) =>
    templates.flatMap((event) => {
      if (slot === '-') return tell('-', 'matter', event, TIMES.matter)
      if (!KINDS.has(slot)) return []
      const urgent = tell(slot === 'life' ? 'medical' : slot, 'urgent', event, TIMES.urgent)
      return slot === 'life' ? urgent : [...urgent, ...tell('-', 'calm', event, TIMES.calm)]
    }),
  )
}
