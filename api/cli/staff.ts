/** `npm run staff`: accounts of the desk, for the first one and for whoever is locked out. */
import type { Command } from 'commander'
import { type Deps, openDeps } from '../deps.ts'
import { loadConfig } from '../platform/config.ts'
import { type Context, systemContext } from '../platform/context.ts'
import { migrateDatabase } from '../platform/database.ts'
import { Problem } from '../platform/errors.ts'
import { problemBody } from '../platform/http.ts'
import { createStaff, type IssuedLogin } from '../staff/create-staff.ts'
import { disableStaff } from '../staff/disable-staff.ts'
import { listStaff } from '../staff/list-staff.ts'
import { ROLE_NAMES, type Role } from '../staff/permissions.ts'
import { resetPassword } from '../staff/reset-password.ts'
import { resetTotp } from '../staff/reset-totp.ts'
import { prepareEnvironment } from './environment.ts'
import { addKeyCommands } from './staff-keys.ts'

type Say = (line: string) => void

interface AddOptions {
  name: string
  title: string
  role: string[]
  station?: string
  section?: string
  certificate?: string
}

export function addStaffCommands(program: Command, say: Say): void {
  const staff = program.command('staff').description('工作人员账号 / accounts of the desk')

  staff
    .command('add')
    .argument('<username>', '用户名：小写字母开头，3–30 位 / lower case, 3–30 characters')
    .description('新建账号，显示一次初始密码 / open an account; the first password is shown once')
    .requiredOption('--name <name>', '姓名 / name')
    .requiredOption('--title <title>', '岗位名称，如“舜华路所 所员” / title')
    .requiredOption('--role <role...>', `岗位 / roles: ${ROLE_NAMES.join(', ')}`)
    .option('--station <id>', '所，见 content/bureau/stations.yaml / station id')
    .option('--section <id>', '科室，见 content/bureau/sections.yaml / section id')
    .option('--certificate <number>', '执法证号 / enforcement certificate')
    .action((username: string, options: AddOptions) =>
      run(say, async (deps, ctx) => {
        const { name, title, role, station = null, section = null, certificate = null } = options
        // The verb checks the roles itself and names the wrong one.
        const roles = role as Role[]
        told(
          say,
          await createStaff(deps, ctx, {
            username,
            name,
            title,
            roles,
            station,
            section,
            certificateNumber: certificate,
          }),
        )
      }),
    )

  staff
    .command('list')
    .description('列出全部账号 / list all accounts')
    .action(() =>
      run(say, async (deps, ctx) => {
        for (const each of await listStaff(deps, ctx)) {
          const marks = [
            each.totp ? '动态口令 / codes' : '',
            each.demo ? '演示 / demo' : '',
            each.disabled ? '已停用 / disabled' : '',
          ]
          say(
            [each.username.padEnd(18), each.name, each.title, each.roles.join(','), ...marks]
              .filter(Boolean)
              .join('  '),
          )
        }
      }),
    )

  staff
    .command('reset-password')
    .argument('<username>')
    .description('重置密码并结束其全部会话 / give a fresh password and end all sessions')
    .action((username: string) =>
      run(say, async (deps, ctx) => told(say, await resetPassword(deps, ctx, { username }))),
    )

  staff
    .command('disable')
    .argument('<username>')
    .requiredOption('--reason <text>', '原因，写入审计 / reason, kept in the audit log')
    .description('停用账号 / close an account at once')
    .action((username: string, { reason }: { reason: string }) =>
      run(say, async (deps, ctx) => {
        await disableStaff(deps, ctx, { username, reason })
        say(`已停用 ${username} / closed`)
      }),
    )

  staff
    .command('reset-totp')
    .argument('<username>')
    .requiredOption('--reason <text>', '原因，写入审计 / reason, kept in the audit log')
    .description('取消动态口令，由本人重新设置 / take off one-time codes; the person sets them up anew')
    .action((username: string, { reason }: { reason: string }) =>
      run(say, async (deps, ctx) => {
        await resetTotp(deps, ctx, { username, reason })
        say(`${username} 的动态口令已取消 / one-time codes taken off`)
      }),
    )
  addKeyCommands(staff, (work) => run(say, work), say)
}

function told(say: Say, { username, password }: IssuedLogin): void {
  say(`用户名 user name  ${username}`)
  say(`密码 password     ${password}   （只显示这一次 / shown only now）`)
}

async function run(say: Say, work: (deps: Deps, ctx: Context) => Promise<void>): Promise<void> {
  const prepared = await prepareEnvironment(say)
  const config = loadConfig({ ...process.env, LOG_LEVEL: process.env['LOG_LEVEL'] ?? 'silent' })
  await migrateDatabase(config.root, config.database.ownerUrl, config.database.url)
  const deps = openDeps(config)
  try {
    await work(deps, systemContext('command-line'))
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    const { detail, errors = [] } = problemBody(error, 'zh', 'command-line')
    say(detail)
    for (const each of errors) say(`  ${each.path}: ${each.message}`)
    process.exitCode = 1
  } finally {
    await deps.close()
    await prepared.release()
  }
}
