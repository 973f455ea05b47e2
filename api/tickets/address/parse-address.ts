/**
 * An address as people write it, taken apart: province, city, county, subdistrict or town, village, road, number. Read
 * from left to right by the endings Chinese addresses have; what has no ending is known by name (cities). Pure.
 */

import type { AddressLevel, AddressRules } from '../../../content/schema-addresses.ts'

export const ADDRESS_FIELDS = ['province', 'city', 'district', 'town', 'community', 'road', 'number'] as const
export type AddressField = (typeof ADDRESS_FIELDS)[number]
export type Address = Partial<Record<AddressField, string>>

const HAN = '[\\u4e00-\\u9fff]'

/** `(?<!开发)区(?!民)`: the endings of a level as one pattern. */
const endingsOf = ({ endings, notBefore }: AddressLevel): string => {
  const none = (words: readonly string[], mark: string) => (words.length === 0 ? '' : `(?${mark}${words.join('|')})`)
  const each = endings.map((ending) => {
    if (typeof ending === 'string') return ending
    return `${none(ending.notAfter, '<!')}${ending.word}${none(ending.notBefore, '!')}`
  })
  return `(?:${each.join('|')})${none(notBefore, '!')}`
}

const patternsOf = (rules: AddressRules) => {
  const road = `(?:${HAN}{1,6}?|${HAN}*?\\d{1,3})${endingsOf(rules.road)}`
  const { endings, notBefore } = rules.number
  const notHere = `(?!${notBefore.join('|')})`
  return {
    province: new RegExp(`^(?:${HAN}{2,3}省|${HAN}{2,6}自治区|${rules.provinces.join('|')})`),
    district: new RegExp(`^${HAN}{1,4}?${endingsOf(rules.district)}`),
    town: new RegExp(`^${HAN}{2,6}?${endingsOf(rules.town)}`),
    community: new RegExp(`^${HAN}{2,7}?${endingsOf(rules.community)}`),
    roadHere: new RegExp(`^${road}`),
    roadFurther: new RegExp(`(?<=[镇村区园])${road}|(?<!${HAN})${road}`),
    number: new RegExp(`^(?:\\d[\\d\\-—、/]*(?:${endings.join('|')})?|[一二三四五六七八九十百]+号)${notHere}`),
  }
}

const BETWEEN = /^[\s\-—,，]+/
const LONGEST_CITY = 8
/** After a city's short name these make another word of it: 宁波路. */
const NO_CITY = new Set(['路', '街', '道', '大', '镇', '区', '县'])
/** Forms fill in the city and people write it again. */
const TIMES_SAID = 3

/** @param cities names of cities, with 市 */
export function addressParser(rules: AddressRules, cities: readonly string[]): (text: string) => Address {
  const patterns = patternsOf(rules)
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
      take('province', patterns.province.exec(rest)?.[0])
      take('city', cityAt(rest))
      const district = patterns.district.exec(rest)?.[0]
      const road = patterns.roadHere.exec(rest)?.[0]
      if (district && !full.has(district) && (road === undefined || road.length > district.length))
        take('district', district)
    }
    take('town', patterns.town.exec(rest)?.[0])
    take('community', patterns.community.exec(rest)?.[0])
    const road = patterns.roadHere.exec(rest) ?? patterns.roadFurther.exec(rest)
    if (road) {
      rest = rest.slice(road.index)
      take('road', road[0])
    }
    take('number', patterns.number.exec(rest)?.[0])
    return found
  }
}
