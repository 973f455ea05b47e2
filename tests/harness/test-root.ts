import path from 'node:path'

/** Folder for what the tests write; kept between runs, so that the next one starts quickly. */
export function testRoot(): string {
  return path.resolve(process.env['YICHUANG_TEST_DATA'] ?? '.data/test')
}
