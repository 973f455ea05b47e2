/** Which law a reader means by a name or a document number. */
import { sql } from 'drizzle-orm'
import { normalise } from '../../search/language/normalise.ts'
import type { Deps } from '../deps.ts'
import { titleKey } from './import/classify.ts'

/** By official title or short name (消法), also with words before it; the longest name that is one. National law first. */
export async function findLawByName(deps: Deps, name: string): Promise<string | null> {
  const key = titleKey(normalise(name)).slice(-40)
  const endings = Array.from({ length: Math.max(0, key.length - 1) }, (_, at) => key.slice(at))
  if (endings.length === 0) return null
  const list = JSON.stringify(endings)
  const [row] = await deps.db.execute<{ id: string }>(sql`
    select l.id from jsonb_array_elements_text(${list}::jsonb) with ordinality as e(name, place)
      join laws l on substr(l.key, 4) = e.name or e.name = any(l.aliases)
    order by e.place, (l.region = 'CN') desc, l.id limit 1`)
  return row?.id ?? null
}

/** By 文号: 国家市场监督管理总局令第121号, also in its short spelling. */
export async function findLawByDocumentNumber(deps: Deps, documentNumber: string): Promise<string | null> {
  const [, office = '', number = ''] = /^(.*?令)?(第.*号|.*〔.*号)$/.exec(documentNumber) ?? []
  if (number === '') return null
  const maker = office.replace(/^(国家|中华人民共和国)/, '')
  const [row] = await deps.db.execute<{ id: string }>(sql`
    select law_id as id from law_versions where strpos(document_number, ${number}) > 0 and strpos(document_number, ${maker}) > 0
    order by (document_number = ${documentNumber}) desc, (source = 'digest') desc, effective_on desc nulls last limit 1`)
  return row?.id ?? null
}
