/**
 * Looks for personal data in what is about to be shown (泄露检查). The mask has been over the words already; this looks at
 * everything, numbers of papers included, and for names where no name may stand. A finding stops the publication.
 */
import type { Deps } from '../deps.ts'
import { Problem } from '../platform/errors.ts'
import { mayHoldPersonal } from '../tickets/mask.ts'
import type { Original } from './content-of.ts'
import type { RecordContent } from './model.ts'

export const LEAKS = ['phone', 'id-number', 'bank-card', 'plate', 'email', 'name'] as const
export type LeakKind = (typeof LEAKS)[number]

export interface Leak {
  kind: LeakKind
  /** Dotted path of the field; `words` for what stands outside the record. */
  field: string
  /** What was found, with its middle covered: enough to find it, not to use it. */
  sample: string
}

const NUMBERS: readonly (readonly [LeakKind, RegExp])[] = [
  ['email', /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g],
  [
    'id-number',
    /(?<![0-9A-Za-z])[1-9]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])\d{3}[\dXx](?![0-9A-Za-z])/g,
  ],
  ['phone', /(?<![0-9A-Za-z])(?:\+?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}(?![0-9A-Za-z])/g],
  ['phone', /(?<!\d)0\d{2,3}[- ]\d{7,8}(?!\d)/g],
  ['bank-card', /(?<![0-9A-Za-z])(?:62|4\d|5[1-5])\d{14,17}(?![0-9A-Za-z])/g],
  [
    'plate',
    /[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-Z][·. ]?[A-HJ-NP-Z0-9]{5,6}(?![A-Za-z0-9])/g,
  ],
]
/** A common surname and one or two characters after a word that introduces a person. */
export const SURNAMES =
  '王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤'
const PERSON = new RegExp(
  `(?:当事人|举报人|投诉人|消费者|证人|受害人|经营者|负责人|法定代表人|业主|店主|员工|从业人员|姓名)(?:为|是|系|：|:)?(?:[${SURNAMES}](?!某)[\\p{Script=Han}]{1,2})(?=[，。、；：（(\\s]|先生|女士|$)`,
  'gu',
)

/** Everything found in a record as it would be shown, and in words that go with it. */
export function leaksIn(
  { content: { disclosures } }: Pick<Deps, 'content'>,
  shown: { content: RecordContent; original: Original; words?: readonly string[] },
): Leak[] {
  const { content, original, words = [] } = shown
  const isPerson = disclosures.find.code.partyCategories.get(content.partyCategory)?.masked === true
  const forbidden = [
    ...original.conceal.map(({ name }) => name),
    ...(isPerson ? [original.content.partyName] : []),
  ].filter((name) => name.length > 1)
  const { uscc: _code, fineYuan: _fine, confiscatedYuan: _sum, ...rest } = content
  const found = [
    ...stringsOf(rest).map(([field, text]) => ({ field, text })),
    ...words.map((text) => ({ field: 'words', text })),
  ]
  return found.flatMap(({ field, text }) => scan(field, text, forbidden))
}

export const leaksInWords = (words: readonly string[]): Leak[] => words.flatMap((text) => scan('words', text, []))

/** @throws Problem unprocessable naming the fields */
export function demandNoLeak(leaks: readonly Leak[]): void {
  if (leaks.length === 0) return
  throw new Problem('unprocessable', {
    detail: 'errors.disclosures.leak',
    params: { samples: leaks.map(({ sample }) => sample).join('、') },
  })
}

function scan(field: string, text: string, forbidden: readonly string[]): Leak[] {
  const numbers = !mayHoldPersonal(text)
    ? []
    : NUMBERS.flatMap(([kind, pattern]) =>
        (text.match(pattern) ?? []).map((found): Leak => ({ kind, field, sample: sampleOf(found) })),
      )
  const named = forbidden.filter((name) => text.includes(name))
  const introduced = text.match(PERSON) ?? []
  return [
    ...numbers,
    ...[...named, ...introduced].map((found): Leak => ({ kind: 'name', field, sample: sampleOf(found) })),
  ]
}

const sampleOf = (found: string) =>
  found.length < 4 ? `${found.slice(0, 1)}＊` : `${found.slice(0, 3)}…${found.slice(-1)}`

function stringsOf(value: unknown, path = ''): [string, string][] {
  if (typeof value === 'string') return [[path, value]]
  if (value === null || typeof value !== 'object') return []
  return Object.entries(value).flatMap(([key, each]) =>
    stringsOf(each, Array.isArray(value) ? path : path === '' ? key : `${path}.${key}`),
  )
}
