/** Names of codes and ids, from the public endpoints. */
import { pick, type useSite } from '../i18n.ts'
import type { Names } from './draft-rows.ts'

export async function namesOf({ api, locale }: ReturnType<typeof useSite>): Promise<Names> {
  const [{ problems }, { stations }] = await Promise.all([
    api.problems.$get().then((response) => response.json()),
    api.offices.$get().then((response) => response.json()),
  ])
  const nameIn = (found: { zh: string; en: string } | undefined, fallback: string) =>
    found ? pick(locale, found) : fallback
  return {
    problem: (code) => nameIn(problems.find((problem) => problem.code === code)?.title, code),
    station: (id) => nameIn(stations.find((station) => station.id === id)?.name, id),
  }
}
