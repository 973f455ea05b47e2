/** What a report earns (举报奖励), from content/rules/rewards.yaml. Pure; sums in whole fen, as text outside. */
import type { Content } from '../../content/schema.ts'

const HUNDRED = 100n

/** A share of fine and confiscation, never below the floor of the grade nor above the ceiling. */
export function rewardOf(
  content: Content,
  grade: string,
  penaltyYuan: string,
): { rewardYuan: string; financeSigns: string } {
  const rule = content.rewards.find((each) => each.grade === grade)
  if (!rule) throw new RangeError(`rules/rewards.yaml has no grade ${grade}`)
  const fen = BigInt(penaltyYuan.replace('.', ''))
  // Per cent may have two decimals.
  const share = (fen * BigInt(Math.round(rule.percent * 100))) / (HUNDRED * HUNDRED)
  const floor = BigInt(rule.floorYuan) * HUNDRED
  const ceiling = BigInt(rule.ceilingYuan) * HUNDRED
  const sum = share < floor ? floor : share > ceiling ? ceiling : share
  return {
    rewardYuan: `${sum / HUNDRED}.${String(sum % HUNDRED).padStart(2, '0')}`,
    financeSigns: sum >= BigInt(rule.financeFromYuan) * HUNDRED ? 'yes' : 'no',
  }
}
