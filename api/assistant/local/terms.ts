/** Terms of a text for the linear models: runs of one to four Han characters, and words of Latin letters. */

/** Places are codes in the training data (A市, B3区) and names in life: neither says what a message is about. */
const PLACE_CODE = /[a-z]\d{0,2}(?=[市区县州])/g
const RUN = /[\u4e00-\u9fff]+|[a-z]{2,}/g
/** Longest run of characters that counts as one term. */
export const LONGEST_TERM = 4

/** Calls `see` for each term of a lower-case text, in order, as often as it occurs. */
export const eachTerm = (lower: string, see: (term: string) => void): void => {
  for (const [run] of lower.replace(PLACE_CODE, ' ').matchAll(RUN)) {
    if (/[a-z]/.test(run)) {
      see(run)
      continue
    }
    for (let start = 0; start < run.length; start++) {
      for (let end = start + 1; end <= Math.min(run.length, start + LONGEST_TERM); end++) see(run.slice(start, end))
    }
  }
}
