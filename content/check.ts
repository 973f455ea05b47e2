/**
 * What one file alone cannot show: that ids are unique, that everything named exists, that versions of a
 * rule do not overlap. Every finding is a sentence with the file to open.
 */
import type { Citation, Content, DeadlineRule } from './schema.ts'

/** Returns one sentence per mistake; an empty list means the content holds together. */
export function checkContent(content: Content): string[] {
  return [
    ...checkIds(content),
    ...checkPlaces(content),
    ...checkProblems(content),
    ...checkCitations(content),
    ...checkVersions(content.deadlines),
    ...checkCalendar(content),
    ...checkHotlines(content),
    ...checkPatterns(content),
  ]
}

function checkIds(content: Content): string[] {
  const streets = content.stations.flatMap((station) => station.streets)
  return [
    ...repeated(
      'bureau/stations.yaml',
      'station id',
      content.stations.map((station) => station.id),
    ),
    ...repeated(
      'bureau/stations.yaml',
      'street id',
      streets.map((street) => street.id),
    ),
    ...repeated(
      'bureau/stations.yaml',
      'street code',
      streets.flatMap((street) => street.code ?? []),
    ),
    ...repeated(
      'bureau/sections.yaml',
      'section id',
      content.sections.map((section) => section.id),
    ),
    ...repeated(
      'bureau/hotlines.yaml',
      'number',
      content.hotlines.map((hotline) => hotline.number),
    ),
    ...repeated(
      'bureau/emergencies.yaml',
      'id',
      content.emergencies.map((rule) => rule.id),
    ),
    ...repeated(
      'bureau/other-bodies.yaml',
      'id',
      content.otherBodies.map((other) => other.id),
    ),
    ...repeated(
      'problems/problems.yaml',
      'code',
      content.problems.map((problem) => problem.code),
    ),
    ...repeated(
      'problems/groups.yaml',
      'id',
      content.groups.map((group) => group.id),
    ),
    ...repeated(
      'problems/objects.yaml',
      'id',
      content.objects.map((object) => object.id),
    ),
    ...repeated(
      'rules/laws.yaml',
      'id',
      content.laws.map((law) => law.id),
    ),
    ...repeated(
      'rules/units.yaml',
      'law',
      content.units.map((unit) => unit.law),
    ),
    ...repeated(
      'rules/retention.yaml',
      'id',
      content.retention.map((rule) => rule.id),
    ),
    ...repeated(
      'rules/grounds.yaml',
      'code',
      content.refusals.map((ground) => ground.code),
    ),
    ...repeated(
      'rules/grounds.yaml',
      'code',
      content.terminations.map((ground) => ground.code),
    ),
    ...repeated(
      'rules/grounds.yaml',
      'route id',
      content.routes.map((route) => route.id),
    ),
  ]
}

/** A place name that means two streets would send the same complaint to either station. */
function checkPlaces(content: Content): string[] {
  const owner = new Map<string, string>()
  const mistakes: string[] = []
  for (const station of content.stations) {
    for (const street of station.streets) {
      for (const name of new Set([street.name, ...street.aliases, ...street.demoAliases])) {
        const other = owner.get(name)
        if (other)
          mistakes.push(
            `content/bureau/stations.yaml: “${name}” stands under ${other} and ${street.id}; keep it under one street`,
          )
        owner.set(name, street.id)
      }
    }
  }
  return mistakes
}

function checkProblems(content: Content): string[] {
  const known = content.find.problem
  const grouped = new Set(content.groups.flatMap((group) => group.problems))
  return [
    ...content.groups.flatMap((group) => unknown('problems/groups.yaml', group.id, 'problem', group.problems, known)),
    ...content.sections.flatMap((section) =>
      unknown('bureau/sections.yaml', section.id, 'problem', section.overrides, known),
    ),
    ...repeated(
      'bureau/sections.yaml',
      'override',
      content.sections.flatMap((section) => section.overrides),
    ),
    ...content.problems
      .filter((problem) => !grouped.has(problem.code))
      .map(
        (problem) =>
          `content/problems/groups.yaml: ${problem.code} is in no group, so nobody can choose it; add it to one`,
      ),
  ]
}

function checkCitations(content: Content): string[] {
  const laws = content.find.law
  const check = (file: string, row: string, citations: Citation[]) =>
    unknown(
      file,
      row,
      'law',
      citations.map((citation) => citation.law),
      laws,
    )
  return [
    ...content.problems.flatMap((problem) => check('problems/problems.yaml', problem.code, problem.basis)),
    ...content.refusals.flatMap((ground) => check('rules/grounds.yaml', ground.code, ground.basis)),
    ...content.terminations.flatMap((ground) => check('rules/grounds.yaml', ground.code, ground.basis)),
    ...content.noCases.flatMap((ground) => check('rules/grounds.yaml', ground.code, ground.basis)),
    ...content.notices.flatMap((notice) => check('rules/notices.yaml', notice.id, notice.basis)),
    ...content.routes.flatMap((route) => check('rules/grounds.yaml', route.id, [route.basis])),
    ...content.deadlines.flatMap((rule) =>
      unknown('rules/deadlines.yaml', rule.id, 'law', rule.law ? [rule.law] : [], laws),
    ),
    ...content.units.flatMap((unit) => unknown('rules/units.yaml', unit.law, 'law', [unit.law], laws)),
  ]
}

function checkVersions(rules: DeadlineRule[]): string[] {
  const mistakes: string[] = []
  for (const [index, rule] of rules.entries()) {
    if (rule.to !== null && rule.to < rule.from) {
      mistakes.push(`content/rules/deadlines.yaml: ${rule.id} ends on ${rule.to}, before it begins on ${rule.from}`)
    }
    for (const other of rules.slice(index + 1)) {
      const apart = (rule.to !== null && rule.to < other.from) || (other.to !== null && other.to < rule.from)
      if (rule.id === other.id && !apart) {
        mistakes.push(
          `content/rules/deadlines.yaml or bureau/promises.yaml: two versions of ${rule.id} (from ${rule.from} and from ${other.from}) are in force on the same day; end the older one the day before`,
        )
      }
    }
  }
  return mistakes
}

function checkCalendar(content: Content): string[] {
  const mistakes: string[] = []
  const years = content.calendar.map((year) => year.year)
  if (years.length === 0) mistakes.push('content/calendar: no year at all; make one with calendar/make.ts')
  mistakes.push(...repeated('calendar', 'year', years.map(String)))
  for (let year = Math.min(...years) + 1; year < Math.max(...years); year++) {
    if (!years.includes(year))
      mistakes.push(`content/calendar/${year}.json: missing, but the years around it are there`)
  }
  for (const year of content.calendar) {
    const file = `calendar/${year.year}.json`
    mistakes.push(
      ...repeated(
        file,
        'date',
        year.days.map((day) => day.date),
      ),
    )
    for (const day of year.days) {
      if (!day.date.startsWith(`${year.year}-`)) mistakes.push(`content/${file}: ${day.date} belongs to another year`)
      if (day.isWorkday && day.isStatutoryHoliday) {
        mistakes.push(`content/${file}: ${day.date} cannot be a working day and a statutory holiday`)
      }
    }
  }
  return mistakes
}

function checkHotlines(content: Content): string[] {
  const open = new Map(content.hotlines.filter((line) => line.status === 'open').map((line) => [line.number, line]))
  return content.hotlines.flatMap((line) => [
    ...unknown('bureau/hotlines.yaml', line.number, 'open hotline', line.nowAnsweredBy, open),
    ...(line.status === 'merged' && line.nowAnsweredBy.length === 0
      ? [`content/bureau/hotlines.yaml: ${line.number} is merged; say in nowAnsweredBy which number answers`]
      : []),
  ])
}

function checkPatterns(content: Content): string[] {
  const all = [
    ...content.emergencies.map(({ id, patterns }) => ({ file: 'emergencies', id, patterns })),
    ...content.otherBodies.map(({ id, surely }) => ({ file: 'other-bodies', id, patterns: surely })),
  ]
  return all.flatMap(({ file, id, patterns }) =>
    patterns.flatMap((pattern) => {
      try {
        new RegExp(pattern, 'i')
        return []
      } catch {
        return [`content/bureau/${file}.yaml: ${id} has the pattern “${pattern}”, which is not a regular expression`]
      }
    }),
  )
}

function repeated(file: string, what: string, values: string[]): string[] {
  const twice = new Set(values.filter((value, index) => values.indexOf(value) !== index))
  return [...twice].map((value) => `content/${file}: ${what} ${value} stands there twice; each may be used once`)
}

function unknown(
  file: string,
  row: string,
  what: string,
  names: string[],
  known: ReadonlyMap<string, unknown>,
): string[] {
  return [...new Set(names)]
    .filter((name) => !known.has(name))
    .map(
      (name) => `content/${file}: ${row} names the ${what} ${name}, which does not exist; correct the name or add it`,
    )
}
