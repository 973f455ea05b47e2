/** Starts the one file that takes minutes at once: begun last it would keep a worker busy while the other has nothing to do. */
import { BaseSequencer, type TestSpecification } from 'vitest/node'

const SLOWEST = 'tests/invariants/pages.test.ts'

export class SlowFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files)
    const slow = ({ moduleId }: TestSpecification) => moduleId.endsWith(SLOWEST)
    return [...sorted.filter(slow), ...sorted.filter((file) => !slow(file))]
  }
}
