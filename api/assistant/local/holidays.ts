/** Festivals people date things by. Fixed days as MM-DD; lunar ones as a table of real dates. */

const FIXED: readonly (readonly [RegExp, string])[] = [
  [/^元旦/, '01-01'],
  [/^情人节/, '02-14'],
  [/^(?:三八|3\.8|3月8)(?:妇女)?节?|^妇女节|^女神节/, '03-08'],
  [/^(?:三一五|3\.?15|315)/, '03-15'],
  [/^(?:五一|劳动节)/, '05-01'],
  [/^(?:六一|儿童节)/, '06-01'],
  [/^(?:六一八|618)/, '06-18'],
  [/^教师节/, '09-10'],
  [/^(?:国庆|十一(?!月))/, '10-01'],
  [/^(?:双十一|双11|11\.11)/, '11-11'],
  [/^(?:双十二|双12|12\.12)/, '12-12'],
  [/^平安夜/, '12-24'],
  [/^圣诞/, '12-25'],
]

const LUNAR: readonly (readonly [RegExp, readonly string[]])[] = [
  [/^除夕|^大年三十|^年三十/, ['2023-01-21', '2024-02-09', '2025-01-28', '2026-02-16', '2027-02-05', '2028-01-25']],
  [/^春节|^大年初一|^年初一/, ['2023-01-22', '2024-02-10', '2025-01-29', '2026-02-17', '2027-02-06', '2028-01-26']],
  [/^元宵/, ['2023-02-05', '2024-02-24', '2025-02-12', '2026-03-03', '2027-02-20', '2028-02-09']],
  [/^清明/, ['2023-04-05', '2024-04-04', '2025-04-04', '2026-04-05', '2027-04-05', '2028-04-04']],
  [/^端午/, ['2023-06-22', '2024-06-10', '2025-05-31', '2026-06-19', '2027-06-09', '2028-05-28']],
  [/^七夕/, ['2023-08-22', '2024-08-10', '2025-08-29', '2026-08-19', '2027-08-08', '2028-08-26']],
  [/^中秋/, ['2023-09-29', '2024-09-17', '2025-10-06', '2026-09-25', '2027-09-15', '2028-10-03']],
]

/** Every name `festivalDay` understands, for a search pattern. */
export const FESTIVAL_NAMES =
  '元旦|情人节|妇女节|女神节|三八节|五一|劳动节|六一|儿童节|六一八|618|教师节|国庆|双十一|双11|双十二|双12|平安夜|圣诞|除夕|大年三十|春节|大年初一|元宵|清明|端午|七夕|中秋'

/** The latest day of that festival not after `today`; undefined when unknown. */
export const festivalDay = (name: string, today: string): string | undefined => {
  const fixed = FIXED.find(([pattern]) => pattern.test(name))
  if (fixed !== undefined) {
    const year = Number(today.slice(0, 4))
    const thisYear = `${year}-${fixed[1]}`
    return thisYear <= today ? thisYear : `${year - 1}-${fixed[1]}`
  }
  const lunar = LUNAR.find(([pattern]) => pattern.test(name))
  return lunar?.[1].filter((day) => day <= today).at(-1)
}
