/** What README and docs name exists. */
import fs from 'node:fs'
import { expect, test } from 'vitest'
import { sources } from '../harness/sources.ts'

const documents = [
  ...sources(['docs'], ['.md']),
  ...fs
    .readdirSync('.')
    .filter((name) => name.endsWith('.md'))
    .map((file) => ({ file, text: fs.readFileSync(file, 'utf8') })),
]
const manifest: { scripts: Record<string, string> } = JSON.parse(fs.readFileSync('package.json', 'utf8'))

test('every npm script named in the documents is there', () => {
  const named = documents.flatMap(({ file, text }) =>
    [...text.matchAll(/npm (?:run ([\w-]+)|(start|test)\b)/g)].map((match) => ({
      file,
      script: match[1] ?? match[2] ?? '',
    })),
  )
  expect(named.filter(({ script }) => !(script in manifest.scripts))).toEqual([])
})

test('every path named in the documents is there', () => {
  const path = /`((?:site|api|search|content|tests|docs|\.ci)\/[^`\s]*)`/g
  const named = documents.flatMap(({ file, text }) =>
    [...text.matchAll(path)].map((match) => ({ file, path: match[1] ?? '' })),
  )
  // A pattern such as api/<feature>/routes.ts or content/calendar/*.json is checked up to its first free part.
  const fixed = (name: string) => name.replace(/(?:[^/]*[<*{…:#].*)$/, '')
  expect(named.filter((each) => !fs.existsSync(fixed(each.path) || '.'))).toEqual([])
})

test('every local link in the documents leads somewhere', () => {
  const broken = documents.flatMap(({ file, text }) =>
    [...text.matchAll(/\]\((?!https?:|mailto:|#|\/)([^)#\s]+)/g)]
      .map((match) => new URL(match[1] ?? '', `file:///${file}`).pathname.slice(1))
      .filter((target) => !fs.existsSync(decodeURIComponent(target)))
      .map((target) => `${file} → ${target}`),
  )
  expect(broken).toEqual([])
})
