/** Every address of the site; a changed one is a visible change here. */
import { expect, test } from 'vitest'
import { DRAFT_STEPS, inLocale, paths } from '../../site/lib/paths.ts'

const to = paths('zh')
test('addresses', () => {
  const all = Object.entries(to).map(([name, make]) => {
    const required = Array.from({ length: make.length }, () => 'x')
    return [name, Reflect.apply(make, undefined, required)]
  })
  expect(Object.fromEntries(all)).toMatchInlineSnapshot(`
    {
      "about": "/about",
      "accessibility": "/accessibility",
      "assistant": "/assistant?c=x",
      "data": "/data",
      "desk": "/desk",
      "deskCode": "/desk/login/code?next=x",
      "deskDisclosures": "/desk/disclosures",
      "deskDraft": "/desk/disclosures/drafts/x?done=x",
      "deskDraftNew": "/desk/disclosures/new?type=x",
      "deskLogin": "/desk/login?next=x",
      "deskLogout": "/desk/logout",
      "deskMail": "/desk/mail",
      "deskRecord": "/desk/disclosures/records/x?done=x",
      "deskRequest": "/desk/disclosures/requests/x?done=x",
      "deskSecurity": "/desk/security",
      "deskTicket": "/desk/tickets/x?act=x&done=x",
      "disclosure": "/disclosures/x",
      "disclosureAlert": "/disclosures/alerts/x?t=x",
      "disclosureAlerts": "/disclosures/alerts",
      "disclosureExport": "/api/disclosures/export?format=csv&lang=zh",
      "disclosureFeed": "/api/disclosures/feed?format=x&lang=zh",
      "disclosureFigures": "/disclosures/figures",
      "disclosureRequest": "/disclosures/x/x",
      "disclosureRequests": "/disclosures/requests?number=x",
      "disclosures": "/disclosures",
      "enterprise": "/enterprises/x",
      "enterprises": "/enterprises?q=x&page=x",
      "home": "/",
      "licence": "/licences/x",
      "licences": "/licences",
      "newTicket": "/tickets/new",
      "offices": "/offices",
      "preferences": "/preferences",
      "privacy": "/privacy",
      "receipt": "/tickets/receipt?number=x&t=x&c=x",
      "regulation": "/regulations/x",
      "regulationArticle": "/regulations/x/articles/x?asOf=x",
      "regulationCompare": "/regulations/x/compare",
      "regulationPrint": "/regulations/x/print?asOf=x",
      "regulationText": "/regulations/x.txt?asOf=x",
      "regulations": "/regulations",
      "search": "/search?q=x",
      "siteMap": "/sitemap",
      "ticket": "/tickets/x?t=x",
      "ticketStep": "/tickets/new/x?c=x",
      "track": "/tickets/track?number=x",
    }
  `)
})

test('steps of the plain form', () => {
  expect(DRAFT_STEPS).toMatchInlineSnapshot(`
    [
      "problem",
      "business",
      "facts",
      "you",
      "check",
    ]
  `)
})

test('English stands under /en, and the same page in the other language is one step away', () => {
  expect([paths('en').home(), paths('en').assistant('c-1'), paths('en').desk({ page: '2', empty: undefined })]).toEqual(
    ['/en', '/en/assistant?c=c-1', '/en/desk?page=2'],
  )
  expect([
    inLocale('en', '/'),
    inLocale('en', '/offices'),
    inLocale('zh', '/en'),
    inLocale('zh', '/en/offices'),
  ]).toEqual(['/en', '/en/offices', '/', '/offices'])
})
