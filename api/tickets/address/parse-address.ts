/**
 * An address as people write it, taken apart: province, city, county, subdistrict or town, village, road, number. Read
 * from left to right by the endings Chinese addresses have; what has no ending is known by name (cities). Pure.
 */

export const ADDRESS_FIELDS = ['province', 'city', 'district', 'town', 'community', 'road', 'number'] as const
export type AddressField = (typeof ADDRESS_FIELDS)[number]
export type Address = Partial<Record<AddressField, string>>

const HAN = '[\\u4e00-\\u9fff]'
const PROVINCE = new RegExp(
  `^(?:${HAN}{2,3}省|${HAN}{2,6}自治区|浙江|江苏|山东|广东|福建|安徽|江西|河南|河北|湖南|湖北|四川|山西|陕西|辽宁|吉林|云南|贵州)`,
)
/** 市区 is no name, and neither is the part of a town or estate called 某某区. */
const DISTRICT = new RegExp(`^${HAN}{1,4}?(?:新区|高新区|(?<!开发|工业|园|小)区|县|市|旗)(?![场民])`)
const TOWN = new RegExp(`^${HAN}{2,6}?(?:街道(?:办事处)?|镇|乡|苏木)(?![路街村])`)
const COMMUNITY = new RegExp(`^${HAN}{2,7}?(?:社区|行政村|村委会|村)(?![路街])`)
const ROAD = `(?:${HAN}{1,6}?|${HAN}*?\\d{1,3})(?:大道|大街|公路|路|街(?!道)|巷|弄堂|胡同|(?<!街)道)`
const ROAD_HERE = new RegExp(`^${ROAD}`)
const ROAD_FURTHER = new RegExp(`(?<=[镇村区园])${ROAD}|(?<!${HAN})${ROAD}`)
const NUMBER = /^(?:\d[\d\-—、/]*(?:号|弄)?|[一二三四五六七八九十百]+号)(?!楼|栋|幢|座|层|室|单元)/
const BETWEEN = /^[\s\-—,，]+/
const LONGEST_CITY = 8
/** After a city's short name these make another word of it: 宁波路. */
const NO_CITY = new Set(['路', '街', '道', '大', '镇', '区', '县'])
/** Forms fill in the city and people write it again. */
const TIMES_SAID = 3

/** @param cities names of cities, with 市 */
export function addressParser(cities: readonly string[]): (text: string) => Address {
  const full = new Set(cities)
  const short = new Set(cities.flatMap((name) => (name.endsWith('市') ? [name.slice(0, -1)] : [])))
  const cityAt = (text: string): string | undefined => {
    for (let length = LONGEST_CITY; length >= 2; length -= 1) {
      const name = text.slice(0, length)
      if (full.has(name)) return name
      if (short.has(name) && !NO_CITY.has(text.charAt(length))) return name
    }
    return undefined
  }
  return (text) => {
    const found: Address = {}
    let rest = text
    const take = (field: AddressField, word: string | undefined): void => {
      if (word === undefined) return
      found[field] ??= word
      rest = rest.slice(word.length).replace(BETWEEN, '')
    }
    for (let said = 0, before = ''; said < TIMES_SAID && before !== rest; said += 1) {
      before = rest
      take('province', PROVINCE.exec(rest)?.[0])
      take('city', cityAt(rest))
      const district = DISTRICT.exec(rest)?.[0]
      const road = ROAD_HERE.exec(rest)?.[0]
      if (district && !full.has(district) && (road === undefined || road.length > district.length))
        take('district', district)
    }
    take('town', TOWN.exec(rest)?.[0])
    take('community', COMMUNITY.exec(rest)?.[0])
    const road = ROAD_HERE.exec(rest) ?? ROAD_FURTHER.exec(rest)
    if (road) {
      rest = rest.slice(road.index)
      take('road', road[0])
    }
    take('number', NUMBER.exec(rest)?.[0])
    return found
  }
}
