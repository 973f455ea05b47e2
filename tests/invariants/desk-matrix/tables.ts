/**
 * Who may do what at the desk (岗位权限表), written by hand, apart from the code that decides it. One line a route or an
 * action, one column a role:
 *
 * - `all`  every ticket, of whatever unit          - `own`  of the person's own unit only
 * - `yes`  where no unit is concerned              - `-`    refused
 *
 * A new route or action without a line here fails the test; so does a line that names nothing.
 */
import type { Role } from '../../../api/staff/permissions.ts'

export const MATRIX_ROLES = [
  'clerk',
  'officer',
  'chief',
  'section-officer',
  'publisher',
  'head',
  'quality',
  'auditor',
  'admin',
  'security',
] as const satisfies readonly Role[]
export type MatrixRole = (typeof MATRIX_ROLES)[number]
export type Cell = 'all' | 'own' | 'yes' | '-'

/** Without a session: signing in and out. They still answer no other site. */
export const OPEN_ROUTES = ['POST /desk/login', 'POST /desk/login/code', 'POST /desk/logout']

export const ROUTES = parse(`
                                                      clerk officer chief section publisher head quality auditor admin security
GET  /desk/session                                    yes   yes     yes   yes     yes       yes  yes     yes     yes   yes
POST /desk/security/totp                              yes   yes     yes   yes     yes       yes  yes     yes     yes   yes
POST /desk/security/totp/confirm                      yes   yes     yes   yes     yes       yes  yes     yes     yes   yes
GET  /desk/security/sessions                          yes   yes     yes   yes     yes       yes  yes     yes     yes   yes
POST /desk/security/sessions/end                      yes   yes     yes   yes     yes       yes  yes     yes     yes   yes
POST /desk/security/password                          yes   yes     yes   yes     yes       yes  yes     yes     yes   yes
PUT  /desk/security/mail                              yes   yes     yes   yes     yes       yes  yes     yes     yes   yes
GET  /desk/tickets                                    all   own     own   own     -         all  all     -       -     -
GET  /desk/tickets/:number                            all   own     own   own     -         all  all     -       -     -
POST /desk/tickets/:number/actions                    all   own     own   own     -         -    -       -       -     -
POST /desk/tickets/:number/reporter                   -     own     own   own     -         -    -       -       -     -
GET  /desk/tickets/:number/reporter/looks             -     own     own   own     -         -    -       all     -     -
GET  /desk/tickets/:number/notices/:notice            all   own     own   own     -         all  all     -       -     -
GET  /desk/tickets/:number/notices/:notice/docx       all   own     own   own     -         all  all     -       -     -
GET  /desk/tickets/:number/attachments/:id            all   own     own   own     -         all  all     -       -     -
POST /desk/tickets/:number/attachments                all   own     own   own     -         -    -       -       -     -
PUT  /desk/tickets/:number/attachments/:id/audience   all   own     own   own     -         -    -       -       -     -
POST /desk/tickets/:number/national                   all   own     own   own     -         -    -       -       -     -
GET  /desk/national                                   all   own     own   own     -         all  all     -       -     -
GET  /desk/queue-counts                               yes   yes     yes   yes     -         yes  yes     -       -     -
GET  /desk/queue-news                                 yes   yes     yes   yes     -         yes  yes     -       -     -
GET  /desk/tickets/:number/news                       all   own     own   own     -         all  all     -       -     -
POST /desk/dispatches                                 yes   -       -     -       -         -    -       -       -     -
POST /desk/orders                                     yes   -       -     -       -         -    -       -       -     -
GET  /desk/orders/:id                                 yes   -       -     -       -         -    -       -       -     -
POST /desk/orders/:id/intake                          yes   -       -     -       -         -    -       -       -     -
GET  /desk/orders/:id/left-out                        yes   -       -     -       -         -    -       -       -     -
POST /desk/assignments                                yes   -       yes   -       -         yes  -       -       -     -
GET  /desk/handlers                                   yes   -       yes   -       -         yes  -       -       -     -
GET  /desk/filters                                    yes   yes     yes   yes     -         yes  yes     -       -     -
POST /desk/filters                                    yes   yes     yes   yes     -         yes  yes     -       -     -
DELETE /desk/filters/:id                              yes   yes     yes   yes     -         yes  yes     -       -     -
GET  /desk/colleagues                                 yes   yes     yes   yes     -         yes  yes     -       -     -
GET  /desk/call-backs                                 yes   -       -     -       -         -    -       -       -     -
POST /desk/call-backs/:id/outcome                     yes   -       -     -       -         -    -       -       -     -
GET  /desk/disclosures/form                           -     yes     yes   yes     yes       -    -       -       -     -
GET  /desk/disclosures/drafts                         -     own     own   own     all       -    -       -       -     -
POST /desk/disclosures/drafts                         -     yes     yes   yes     yes       -    -       -       -     -
GET  /desk/disclosures/drafts/:id                     -     own     own   own     all       -    -       -       -     -
POST /desk/disclosures/drafts/:id                     -     own     own   own     all       -    -       -       -     -
GET  /desk/disclosures/drafts/:id/rehearsal           -     own     own   own     all       -    -       -       -     -
POST /desk/disclosures/drafts/:id/moves               -     own     own   own     all       -    -       -       -     -
POST /desk/disclosures/drafts/:id/release             -     -       -     -       all       -    -       -       -     -
GET  /desk/disclosures/records/:id                    -     -       -     -       yes       -    -       -       -     -
POST /desk/disclosures/records/:id/difference         -     -       -     -       yes       -    -       -       -     -
POST /desk/disclosures/records/:id/acts               -     -       -     -       yes       -    -       -       -     -
GET  /desk/disclosures/requests                       -     -       -     -       yes       -    -       -       -     -
GET  /desk/disclosures/requests/:number               -     -       -     -       yes       -    -       -       -     -
POST /desk/disclosures/requests/:number/decision      -     -       -     -       yes       -    -       -       -     -
GET  /desk/guides                                     -     -       -     -       yes       -    -       -       -     -
POST /desk/guides/:id/closing                         -     -       -     -       yes       -    -       -       -     -
GET  /desk/staff                                      -     -       -     -       -         -    -       -       yes   yes
POST /desk/staff                                      -     -       -     -       -         -    -       -       yes   -
GET  /desk/staff/:username                            -     -       -     -       -         -    -       -       yes   -
PUT  /desk/staff/:username/post                       -     -       -     -       -         -    -       -       yes   -
POST /desk/staff/:username/password                   -     -       -     -       -         -    -       -       yes   -
POST /desk/staff/:username/codes-reset                -     -       -     -       -         -    -       -       yes   -
POST /desk/staff/:username/closing                    -     -       -     -       -         -    -       -       yes   -
GET  /desk/staff/:username/sessions                   -     -       -     -       -         -    -       -       -     yes
POST /desk/staff/:username/sessions/end               -     -       -     -       -         -    -       -       -     yes
GET  /desk/keys                                       -     -       -     -       -         -    -       -       -     yes
POST /desk/keys                                       -     -       -     -       -         -    -       -       -     yes
POST /desk/keys/:id/revocation                        -     -       -     -       -         -    -       -       -     yes
GET  /desk/audit                                      -     -       -     -       -         -    -       yes     -     -
GET  /desk/mail                                       -     -       -     -       -         -    -       -       yes   -
GET  /desk/assistant                                  -     -       -     -       -         -    -       -       yes   -
PUT  /desk/assistant                                  -     -       -     -       -         -    -       -       yes   -
`)

/** What is done to a ticket; `kind:action` where kinds differ. */
export const ACTION_TABLE = parse(`
                             clerk officer chief section publisher head quality auditor admin security
dispatch                     all   -       -     -       -         -    -       -       -     -
assign                       all   -       own   -       -         all  -       -       -     -
return                       -     own     own   own     -         -    -       -       -     -
take                         -     own     own   own     -         -    -       -       -     -
reply                        all   own     own   own     -         -    -       -       -     -
note                         all   own     own   own     -         -    -       -       -     -
log-contact                  all   own     own   own     -         -    -       -       -     -
verify-contact               all   own     own   own     -         -    -       -       -     -
follow                       all   own     own   own     -         -    -       -       -     -
split                        all   own     own   own     -         -    -       -       -     -
supervise                    all   -       own   -       -         all  -       -       -     -
answer-supervision           all   own     own   own     -         -    -       -       -     -
mark-matter                  all   own     own   own     -         -    -       -       -     -
ask-materials                -     own     own   own     -         -    -       -       -     -
accept                       -     own     own   own     -         -    -       -       -     -
propose-refusal              all   own     own   own     -         -    -       -       -     -
refuse                       -     -       own   -       -         all  -       -       -     -
complaint:send-back          -     -       own   -       -         all  -       -       -     -
report:send-back             -     -       -     -       -         all  -       -       -     -
invite-business              -     own     own   own     -         -    -       -       -     -
ask-consent                  -     own     own   own     -         -    -       -       -     -
delegate                     -     own     own   own     -         -    -       -       -     -
mediate                      -     own     own   own     -         -    -       -       -     -
call-meeting                 -     own     own   own     -         -    -       -       -     -
recuse                       -     own     own   own     -         -    -       -       -     -
settle-recusal               -     -       own   -       -         all  -       -       -     -
start-testing                -     own     own   own     -         -    -       -       -     -
end-testing                  -     own     own   own     -         -    -       -       -     -
agree                        -     own     own   own     -         -    -       -       -     -
await-fulfilment             -     own     own   own     -         -    -       -       -     -
terminate                    -     own     own   own     -         -    -       -       -     -
find-clue                    -     own     own   own     -         -    -       -       -     -
settle-clue                  -     own     own   own     -         -    -       -       -     -
extend                       -     -       -     -       -         all  -       -       -     -
extend-answer                -     -       -     -       -         all  -       -       -     -
transfer-police              -     -       own   -       -         all  -       -       -     -
propose-filing               -     own     own   own     -         -    -       -       -     -
propose-no-case              -     own     own   own     -         -    -       -       -     -
file-case                    -     -       -     -       -         all  -       -       -     -
decline-case                 -     -       -     -       -         all  -       -       -     -
not-ours                     all   own     own   own     -         -    -       -       -     -
duplicate                    all   own     own   own     -         -    -       -       -     -
merge                        all   own     own   own     -         -    -       -       -     -
conclude                     -     own     own   own     -         -    -       -       -     -
reward                       -     -       -     -       -         all  -       -       -     -
answer                       all   own     own   own     -         -    -       -       -     -
refer                        all   own     own   own     -         -    -       -       -     -
close                        all   own     own   own     -         -    -       -       -     -
call-back                    -     -       -     -       -         -    all     -       -     -
reopen                       -     -       own   -       -         all  all     -       -     -
consent                      -     -       -     -       -         -    -       -       -     -
business-answer              -     -       -     -       -         -    -       -       -     -
object                       -     -       -     -       -         -    -       -       -     -
sign                         -     -       -     -       -         -    -       -       -     -
withdraw                     -     -       -     -       -         -    -       -       -     -
ask-again                    -     -       -     -       -         -    -       -       -     -
warn                         -     -       -     -       -         -    -       -       -     -
overdue                      -     -       -     -       -         -    -       -       -     -
restart                      -     -       -     -       -         -    -       -       -     -
`)

function parse(table: string): Map<string, Record<MatrixRole, Cell>> {
  const [, ...lines] = table.split('\n').filter((line) => line.trim() !== '')
  return new Map(
    lines.map((line) => {
      const words = line.trim().split(/\s+/)
      const cells = words.slice(-MATRIX_ROLES.length) as Cell[]
      const row = Object.fromEntries(MATRIX_ROLES.map((role, i) => [role, cells[i] ?? '-']))
      return [words.slice(0, -MATRIX_ROLES.length).join(' '), row as Record<MatrixRole, Cell>]
    }),
  )
}
