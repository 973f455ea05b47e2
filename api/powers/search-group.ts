/** Powers for the one box: by words of the item, its law or its code. */
import type { SearchGroup } from '../search/source.ts'
import { listPowers } from './list-powers.ts'

const LONGEST = 200

export const powerGroup: SearchGroup = {
  name: 'powers',
  async find(deps, ctx, text, limit) {
    const q = text.slice(0, LONGEST)
    const { items, total } = await listPowers(deps, ctx, { q, limit, offset: 0 })
    return {
      total,
      items: items.map(({ name, kindName, basis, url }) => ({
        title: name,
        summary: `${kindName} · ${basis.label}`,
        url,
      })),
      url: `/powers?${new URLSearchParams({ q })}`,
    }
  },
}
