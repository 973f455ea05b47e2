/** Copy of a text for the desk's search: what identifies a person is covered (脱敏). Pure. */

const PATTERNS: readonly (readonly [RegExp, string])[] = [
  [/[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g, '[邮箱]'],
  // 公民身份号码 before phones: eighteen characters may contain what looks like a mobile number.
  [/(?<![0-9A-Za-z])\d{17}[0-9Xx](?![0-9A-Za-z])/g, '[身份证号]'],
  [/(?<!\d)(?:\+?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}(?!\d)/g, '[电话]'],
  [/(?<!\d)0\d{2,3}[- ]?\d{7,8}(?!\d)/g, '[电话]'],
  [
    /[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-Z][·. ]?[A-HJ-NP-Z0-9]{5,6}(?![A-Za-z0-9])/g,
    '[车牌]',
  ],
  [/(?<!\d)\d{16,19}(?!\d)/g, '[卡号]'],
]

/** @param names names the person gave, covered wherever they stand */
export function maskText(text: string, names: readonly (string | undefined)[] = []): string {
  const named = names.reduce<string>(
    (masked, name) => (name && name.length > 1 ? masked.replaceAll(name, '[姓名]') : masked),
    text,
  )
  return replacePersonal(named, (_, label) => label)
}

/** What every pattern above needs to be there at all: most texts hold none of it, and are not searched six times. */
const NEEDED = /@|\d[\d -]{6}|[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-Z]/

/** False where no pattern can find anything. */
export const mayHoldPersonal = (text: string): boolean => NEEDED.test(text)

/** The text with every number of a person (telephone, identity paper, card, plate) and address of mail put differently. */
export function replacePersonal(text: string, put: (found: string, label: string) => string): string {
  if (!mayHoldPersonal(text)) return text
  return PATTERNS.reduce((masked, [pattern, label]) => masked.replace(pattern, (found) => put(found, label)), text)
}
