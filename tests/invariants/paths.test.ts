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
      "calculator": "/licences/calculators/x",
      "calculators": "/licences/calculators",
      "data": "/data",
      "desk": "/desk",
      "deskAccount": "/desk/accounts/x?done=x",
      "deskAccounts": "/desk/accounts",
      "deskAssistant": "/desk/assistant?done=x",
      "deskAudit": "/desk/audit",
      "deskCallBacks": "/desk/call-backs?done=x",
      "deskCode": "/desk/login/code?next=x",
      "deskDisclosures": "/desk/disclosures",
      "deskDraft": "/desk/disclosures/drafts/x?done=x",
      "deskDraftNew": "/desk/disclosures/new?type=x",
      "deskFiles": "/desk/tickets/x/files",
      "deskGuides": "/desk/guides?done=x",
      "deskKeys": "/desk/keys?done=x",
      "deskLogin": "/desk/login?next=x",
      "deskLogout": "/desk/logout",
      "deskMail": "/desk/mail",
      "deskNational": "/desk/national?done=x",
      "deskNewAccount": "/desk/new-account",
      "deskOrderSheet": "/desk/orders/x",
      "deskOrders": "/desk/orders",
      "deskPaper": "/desk/tickets/x/papers/x",
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
      "file": "/files/x?0=x",
      "here": "x",
      "home": "/",
      "licence": "/licences/x",
      "licenceAsk": "/licences/ask?guide=x",
      "licenceCompare": "/licences/x/compare",
      "licenceFeedback": "/licences/feedback?guide=x",
      "licenceReminders": "/api/licences/x/reminders.ics?lang=zh",
      "licences": "/licences",
      "lostCode": "/tickets/lost",
      "newTicket": "/tickets/new",
      "offices": "/offices",
      "oneWindow": "/licences/one-window",
      "party": "/party?number=x",
      "partyPaper": "/party/x/papers/x?t=x",
      "partyTicket": "/party/x?t=x&done=x",
      "power": "/powers/x",
      "powers": "/powers",
      "powersFile": "/api/powers/export?format=x&lang=zh",
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
      "service": "/licences/services/x",
      "services": "/licences/services",
      "siteMap": "/sitemap",
      "statistics": "/statistics",
      "statisticsFile": "/api/statistics/hotline.x?0=x&lang=zh",
      "ticket": "/tickets/x?t=x",
      "ticketPaper": "/tickets/x/papers/x?t=x",
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
