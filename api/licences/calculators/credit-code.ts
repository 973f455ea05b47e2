/** A unified social credit code checked in the open: both sums, both check digits. Pure. */
import { creditCodeWorking, normaliseUscc, type UsccError, usccError } from '../../enterprises/credit-code.ts'
import { type Calculated, inBoth, line } from './words.ts'

const VERDICTS = {
  LEN: 'licences.calc.code.length',
  CHAR: 'licences.calc.code.character',
  CHECK: 'licences.calc.code.last',
  ORG_CHECK: 'licences.calc.code.inner',
} as const satisfies Record<UsccError, string>

export function creditCode(typed: string): Calculated {
  const code = normaliseUscc(typed)
  const error = usccError(code)
  const working = creditCodeWorking(code)
  return {
    verdict: error
      ? inBoth(VERDICTS[error], { code, count: code.length })
      : inBoth('licences.calc.code.good', { code }),
    tone: error === null ? 'good' : error === 'ORG_CHECK' ? 'attention' : 'bad',
    dates: [],
    working: [
      ...(code === typed ? [] : [line('licences.calc.code.cleaned', { code })]),
      ...(working
        ? [
            line('licences.calc.code.parts', {
              authority: code.slice(0, 1),
              kind: code.slice(1, 2),
              district: code.slice(2, 8),
              body: code.slice(8, 17),
              check: code.slice(17),
            }),
            line('licences.calc.code.innerSum', { ...working.inner }),
            line('licences.calc.code.lastSum', { ...working.last }),
          ]
        : []),
    ],
  }
}
