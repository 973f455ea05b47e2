/** How a form field, its error and the error summary find each other. */

/** One entry of a problem's `errors`: `path` is the field's name, dots and all. */
export interface FieldProblem {
  path: string
  message: string
}

/** Id of the field called `name`, so that an error summary can link to it. */
export const fieldId = (name: string) => `f-${name.replaceAll(/[^\w-]/g, '-')}`

/** The sentence to show at the field, when there is one. */
export const problemAt = (problems: readonly FieldProblem[] | undefined, name: string) =>
  problems?.find((problem) => problem.path === name)?.message

/** A condition of a search, as FilterForm.astro shows it. */
export interface FilterField {
  name: string
  label: string
  kind: 'select' | 'date' | 'money'
  value: string | undefined
  options?: readonly { value: string; label: string }[]
}
