/** The dumps as a Data Package (Frictionless Data Package 1): what each file is, its columns, size and checksum. */
import type { Locale } from '../../../content/messages/index.ts'
import { t } from '../../../content/messages/index.ts'
import type { Deps } from '../../deps.ts'
import { LAYOUTS } from '../export/shuanggongshi.ts'
import { readDictionary } from './dictionary.ts'
import { DUMPS, type DumpFile, type DumpName } from './dump-files.ts'
import { currentDumps } from './keep-dumps.ts'

/** @throws Problem unavailable while the dumps are being made */
export async function readDataPackage(deps: Deps, locale: Locale): Promise<Record<string, unknown>> {
  const { files, madeAt } = await currentDumps(deps)
  const { publicUrl } = deps.config
  const { bureau, openData } = deps.content
  const { licence } = openData
  return {
    profile: 'data-package',
    name: 'disclosures',
    title: t(locale, 'disclosures.data.packageTitle', { bureau: bureau.name[locale] }),
    description: openData.terms.map(({ text }) => text[locale]).join('\n'),
    homepage: `${publicUrl}${locale === 'en' ? '/en' : ''}/data`,
    created: madeAt,
    ...(licence ? { licenses: [{ name: licence.name, title: licence.title[locale], path: licence.url }] } : {}),
    contributors: [{ title: bureau.name[locale], role: 'publisher' }],
    resources: files.map((file) => resourceOf(file, publicUrl, locale)),
  }
}

function resourceOf({ name, bytes, rows, sha256 }: DumpFile, origin: string, locale: Locale) {
  const { format } = DUMPS[name]
  const table = format !== 'jsonl'
  return {
    name: name.replace(/\..*$/, ''),
    title: t(locale, `disclosures.dump.${name}`),
    path: `${origin}/api/disclosures/dumps/${name}`,
    profile: table ? 'tabular-data-resource' : 'data-resource',
    format: table ? 'csv' : 'ndjson',
    mediatype: table ? 'text/csv' : 'application/jsonl',
    encoding: 'utf-8',
    compression: 'gz',
    ...{ bytes, rows, hash: `sha256:${sha256}` },
    ...(table ? { schema: schemaOf(name) } : {}),
  }
}

function schemaOf(name: DumpName): { fields: Record<string, unknown>[]; primaryKey?: string } {
  if (DUMPS[name].format === 'shuanggongshi') {
    const layout = LAYOUTS[name.startsWith('penalties') ? 'penalty' : 'permit']
    return { fields: layout.headings.map((heading) => ({ name: heading, type: 'string' })) }
  }
  const { columns } = readDictionary(DUMPS[name].lang)
  return {
    fields: columns.map(({ heading, type, meaning }) => ({ name: heading, type, description: meaning })),
    ...(columns[0] ? { primaryKey: columns[0].heading } : {}),
  }
}
