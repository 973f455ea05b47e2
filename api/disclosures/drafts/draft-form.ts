/** What a form to enter a record offers: every code table by name, in the reader's language. */
import { z } from '@hono/zod-openapi'
import type { CodeTable } from '../../../content/schema.ts'
import type { Deps } from '../../deps.ts'
import type { Context } from '../../platform/context.ts'

const Options = z.array(z.object({ value: z.string(), label: z.string() }))
export const DraftForm = z.object({
  /** By name of the code table; stations and breaches too. */
  options: z.record(z.string(), Options),
  /** Ids of laws by title, so that a citation finds its place. */
  laws: z.array(z.object({ id: z.string(), title: z.string() })),
  authority: z.string(),
  today: z.string(),
})
export type DraftForm = z.infer<typeof DraftForm>

export function draftForm({ content }: Deps, { locale }: Context, today: string): DraftForm {
  const { codes, breaches } = content.disclosures
  const named = (rows: readonly { id: string; title: { zh: string; en: string } }[]) =>
    rows.map(({ id, title }) => ({ value: id, label: title[locale] }))
  const tables = (Object.keys(codes) as CodeTable[]).map((table) => [table, named(codes[table])])
  return {
    options: {
      ...Object.fromEntries(tables),
      breaches: named(breaches),
      stations: content.stations.map(({ id, name }) => ({ value: id, label: name[locale] })),
    },
    laws: content.laws.map(({ id, title }) => ({ id, title })),
    authority: content.bureau.name.zh,
    today,
  }
}
