/** `npm run seed`: demo staff and tickets, recognisably fictional; `--clear` removes exactly them. */
import fs from 'node:fs'
import type { Command } from 'commander'
import type { Deps } from '../deps.ts'
import { type OpenDeps, openDeps } from '../deps.ts'
import { clearDemoDisclosures } from '../disclosures/clear-demo.ts'
import { seedDemoDisclosures } from '../disclosures/seed-demo.ts'
import { countEnterprises } from '../enterprises/count-enterprises.ts'
import { loadConfig } from '../platform/config.ts'
import { migrateDatabase } from '../platform/database.ts'
import { applyOutbox } from '../search/outbox.ts'
import { clearDemoStaff, seedDemoStaff } from '../staff/seed-demo-staff.ts'
import { clearDemoTickets } from '../tickets/clear-demo.ts'
import { countTickets } from '../tickets/count-tickets.ts'
import { seedDemoTickets } from '../tickets/seed-demo.ts'
import { demoLoginsFile } from './demo-logins.ts'
import { prepareEnvironment } from './environment.ts'

const DEMO_TICKETS = 600
const DEMO_MONTHS = 12

/** Whether nothing has been filed, published or registered yet; only then does a start put in demo data. */
export const isEmpty = async (deps: Deps) => (await countTickets(deps)) === 0 && (await countEnterprises(deps)) === 0

export async function seedDemo(deps: Deps, say: (line: string) => void): Promise<void> {
  if (deps.config.production) throw new Error('生产环境不放演示数据 / Production takes no demo data.')
  const logins = await seedDemoStaff(deps)
  fs.mkdirSync(deps.config.dataDir, { recursive: true })
  fs.writeFileSync(demoLoginsFile(deps.config.dataDir), JSON.stringify(logins, null, 2), { mode: 0o600 })
  say(`演示工作人员 ${logins.length} 名 / ${logins.length} demo staff`)
  await seedDemoTickets(deps, {
    count: DEMO_TICKETS,
    months: DEMO_MONTHS,
    progress: (done, total) => {
      if (done % 200 === 0 || done === total) say(`演示工单 ${done}/${total} / demo tickets`)
    },
  })
  await seedDemoDisclosures(deps, (done, total) => {
    if (done % 1000 === 0 || done === total) say(`演示公示 ${done}/${total} / demo records`)
  })
}

async function clearDemo(deps: Deps, say: (line: string) => void): Promise<void> {
  const tickets = await clearDemoTickets(deps)
  const staff = await clearDemoStaff(deps)
  const records = await clearDemoDisclosures(deps)
  fs.rmSync(demoLoginsFile(deps.config.dataDir), { force: true })
  say(
    `已删除演示工单 ${tickets} 件、账号 ${staff} 个、公示 ${records} 条 / removed ${tickets} demo tickets, ${staff} accounts, ${records} records`,
  )
}

export function addSeedCommand(program: Command, say: (line: string) => void): void {
  program
    .command('seed')
    .description('放入演示数据（都标明“演示”）/ put in demo data, all of it marked 演示')
    .option('--clear', '只删除演示数据 / remove exactly the demo data')
    .action(async ({ clear }: { clear?: boolean }) => {
      const prepared = await prepareEnvironment(say)
      let deps: OpenDeps | undefined
      try {
        const config = loadConfig(process.env)
        await migrateDatabase(config.root, config.database.ownerUrl, config.database.url)
        deps = openDeps(config)
        await clearDemo(deps, say)
        if (!clear) await seedDemo(deps, say)
        await applyOutbox(deps)
      } finally {
        await deps?.close()
        await prepared.release()
      }
    })
}
