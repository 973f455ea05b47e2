/** Lists that elder mode (适老版) shows three choices at a time: without a script, by the address's `#` (`:target`). */

/** Id of the choice a screen of three starts with; none for the others. */
export function threeId(list: string, at: number): string | undefined {
  return at % 3 === 0 ? `${list}-${at / 3 + 1}` : undefined
}
