/** Errors of a draft in the names an Open311 client knows. */
import type { FieldError } from '../../platform/errors.ts'

const NAMES: Record<string, string> = {
  'respondent.name': 'attribute[respondent_name]',
  'respondent.address': 'attribute[respondent_address]',
  'place.text': 'address_string',
  requests: 'attribute[requests]',
  'purchase.forDailyLife': 'attribute[for_daily_life]',
  'purchase.item': 'attribute[item]',
  'purchase.amountYuan': 'attribute[amount_yuan]',
  'purchase.boughtOn': 'attribute[bought_on]',
  'purchase.orderNumber': 'attribute[order_number]',
  claimYuan: 'attribute[claim_yuan]',
  evidence: 'attribute[evidence]',
  question: 'description',
  subject: 'description',
  narrative: 'description',
  'contact.name': 'first_name',
  'contact.phone': 'phone',
  'contact.email': 'email',
  'contact.address': 'attribute[contact_address]',
}

export function reachableFields(errors: readonly FieldError[]): FieldError[] {
  const named = errors.map((error) => ({
    ...error,
    path: NAMES[error.path] ?? error.path.replace(/^requests\..*/, 'attribute[requests]'),
  }))
  return named.filter((error, at) => named.findIndex(({ path }) => path === error.path) === at)
}
