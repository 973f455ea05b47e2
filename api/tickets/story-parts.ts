/** The sentences of a story, so that an officer can tick which of them belong to another matter. Pure. */

/** As many as the form shows; what comes after belongs to the last one. */
const MOST = 60

export function storyParts(story: string): string[] {
  const sentences = story
    .split(/(?<=[。！？!?；;\n])/)
    .map((sentence) => sentence.trim())
    .filter((sentence) => /[\p{L}\p{N}]/u.test(sentence))
  const rest = sentences.slice(MOST - 1)
  return rest.length > 1 ? [...sentences.slice(0, MOST - 1), rest.join('')] : sentences
}

/** `0,2` as places in the list of sentences. */
export function placesOf(ticked: string): number[] {
  return [...new Set(ticked.split(',').map(Number))].sort((a, b) => a - b)
}

/** The ticked sentences in their order; undefined when one of them is not there. */
export function tickedParts(story: string, ticked: string): string | undefined {
  const parts = storyParts(story)
  const chosen = placesOf(ticked).map((place) => parts[place])
  return chosen.includes(undefined) ? undefined : chosen.join('')
}
