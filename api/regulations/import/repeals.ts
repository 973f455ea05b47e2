/** What a law says of others it ends: 《某某暂行办法》同时废止. */
import { titleKey } from './classify.ts'

const SENTENCE = /[^。；\n]+/g
const NAME = /[《〈<]((?:[^《》〈〉<>]|[〈<《][^《》〈〉<>]*[〉>》])+)[》〉>]/g
/** Between two names of a list: a number in brackets, a joining word, who published the next and when. */
const BETWEEN =
  /^(?:[（(][^（）()]*[）)])*(?:[、，,及和与]|以及)*(?:[^《》，。；]*(?:公布|发布|颁布|通过|制定|印发|批准|施行|实施|修订|修正|颁发|下发)(?:的)?)?$/
const ENDS = /^(?:[（(][^（）()]*[）)])*，?(?:自本\S{2,6}施行之日起)?(?:同时|即行|予以|一并|自行)*废止$/

/** Keys (`titleKey`) of the laws a text repeals as a whole; single provisions that end are not meant. */
export function repealedTitles(text: string): string[] {
  const keys = new Set<string>()
  for (const [sentence] of text.matchAll(SENTENCE)) {
    if (!sentence.endsWith('废止')) continue
    const names = [...sentence.matchAll(NAME)]
    // From the end backwards, as far as the list reaches.
    for (let at = names.length - 1; at >= 0; at -= 1) {
      const name = names[at]
      if (!name) break
      const after = sentence.slice(name.index + name[0].length, names[at + 1]?.index)
      if (!(at === names.length - 1 ? ENDS : BETWEEN).test(after.replaceAll(' ', ''))) break
      keys.add(titleKey(name[1] ?? ''))
    }
  }
  return [...keys]
}
