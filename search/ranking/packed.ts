/** Named typed arrays and one JSON header in one piece of bytes: how segments and learned numbers are kept. */

const TYPES = { Int8Array, Uint8Array, Uint16Array, Int32Array, Uint32Array, Float32Array, Float64Array }
type TypeName = keyof typeof TYPES
type Named = {
  Int8Array: Int8Array
  Uint8Array: Uint8Array
  Uint16Array: Uint16Array
  Int32Array: Int32Array
  Uint32Array: Uint32Array
  Float32Array: Float32Array
  Float64Array: Float64Array
}
export type NumberArray = Named[TypeName]
export type Arrays = Record<string, NumberArray>

export interface Packed<H> {
  header: H
  arrays: Arrays
}

const ALIGNMENT = 8
const aligned = (size: number) => Math.ceil(size / ALIGNMENT) * ALIGNMENT

export function pack<H>({ header, arrays }: Packed<H>): Uint8Array {
  const entries = Object.entries(arrays)
  const layout: [string, string, number][] = entries.map(([name, array]) => [
    name,
    array.constructor.name,
    array.length,
  ])
  const head = new TextEncoder().encode(JSON.stringify({ header, layout }))
  const start = aligned(4 + head.length)
  const bytes = new Uint8Array(entries.reduce((size, [, array]) => size + aligned(array.byteLength), start))
  new DataView(bytes.buffer).setUint32(0, head.length, true)
  bytes.set(head, 4)
  let at = start
  for (const [, array] of entries) {
    bytes.set(new Uint8Array(array.buffer, array.byteOffset, array.byteLength), at)
    at += aligned(array.byteLength)
  }
  return bytes
}

/** The arrays are views of the bytes, which must stay unchanged. */
export function unpack<H>(given: Uint8Array): Packed<H> {
  const bytes = given.byteOffset % ALIGNMENT === 0 ? given : given.slice()
  const length = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true)
  const { header, layout } = JSON.parse(new TextDecoder().decode(bytes.subarray(4, 4 + length))) as {
    header: H
    layout: [string, TypeName, number][]
  }
  const arrays: Arrays = {}
  let at = bytes.byteOffset + aligned(4 + length)
  for (const [name, type, size] of layout) {
    const array = new TYPES[type](bytes.buffer as ArrayBuffer, at, size)
    arrays[name] = array
    at += aligned(array.byteLength)
  }
  return { header, arrays }
}

/** An array of the expected kind. @throws Error when the bytes hold another */
export function arrayOf<T extends TypeName>(arrays: Arrays, name: string, type: T): Named[T] {
  const array = arrays[name]
  if (!(array instanceof TYPES[type])) throw new Error(`${name}: no ${type}`)
  return array as unknown as Named[T]
}
