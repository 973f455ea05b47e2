/** Small numbers, one a row, in as few bytes as the largest takes. */
export type Codes = Uint8Array | Uint16Array | Uint32Array

/** The same numbers with room for this one. */
export function wider(codes: Codes, code: number): Codes {
  if (code > 0xff && codes instanceof Uint8Array) return new Uint16Array(codes)
  if (code > 0xffff && codes instanceof Uint16Array) return new Uint32Array(codes)
  return codes
}
