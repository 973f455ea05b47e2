/** The steps in their order, and the one way through them. */
import { check } from './check.ts'
import { composeStep } from './compose-step.ts'
import { emergency } from './emergency.ts'
import { limits } from './limits.ts'
import { protect } from './protect.ts'
import { retrieve } from './retrieve.ts'
import { route } from './route.ts'
import { store } from './store.ts'
import { understandStep } from './understand-step.ts'
import type { Step, StepName, Work } from './work.ts'

export const STEPS: readonly Step[] = [
  limits,
  protect,
  emergency,
  route,
  understandStep,
  retrieve,
  composeStep,
  check,
  store,
]

/** Runs the steps up to and with `last`; after an answer stands, only those that always run. */
export async function runSteps(work: Work, last: StepName = 'store'): Promise<Work> {
  for (const step of STEPS) {
    if (!work.answer || step.always) {
      work.path.push(step.name)
      await step.run(work)
    }
    if (step.name === last) break
  }
  return work
}
