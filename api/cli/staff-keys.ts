/** `npm run staff -- key-…`: keys of the hotlines and of Open311 clients. */
import type { Command } from 'commander'
import { createKey } from '../api-keys/create-key.ts'
import { listKeys } from '../api-keys/list-keys.ts'
import { KEY_SOURCES } from '../api-keys/model.ts'
import { revokeKey } from '../api-keys/revoke-key.ts'
import type { Deps } from '../deps.ts'
import type { Context } from '../platform/context.ts'

type Run = (work: (deps: Deps, ctx: Context) => Promise<void>) => Promise<void>

export function addKeyCommands(staff: Command, run: Run, say: (line: string) => void): void {
  staff
    .command('key-add')
    .argument('<source>', `来源 / source: ${KEY_SOURCES.join(', ')}`)
    .requiredOption('--label <text>', '谁持有这把密钥 / who holds it')
    .description('发一把接口密钥，只显示一次 / a key for an outside sender, shown once')
    .action((source: string, { label }: { label: string }) =>
      run(async (deps, ctx) => {
        const { id, key } = await createKey(deps, ctx, { source, label })
        say(`编号 id   ${id}`)
        say(`密钥 key  ${key}   （只显示这一次 / shown only now）`)
      }),
    )

  staff
    .command('key-list')
    .description('列出全部接口密钥（不含密钥本身）/ list the keys, without the keys themselves')
    .action(() =>
      run(async (deps, ctx) => {
        for (const { id, source, label, createdAt, revokedAt } of await listKeys(deps, ctx)) {
          const since = createdAt.toISOString().slice(0, 10)
          say([id, source.padEnd(8), since, label, revokedAt ? '已停用 / revoked' : ''].filter(Boolean).join('  '))
        }
      }),
    )

  staff
    .command('key-revoke')
    .argument('<id>')
    .requiredOption('--reason <text>', '原因，写入审计 / reason, kept in the audit log')
    .description('停用一把密钥，立即生效 / a key opens nothing any more, at once')
    .action((id: string, { reason }: { reason: string }) =>
      run(async (deps, ctx) => {
        await revokeKey(deps, ctx, { id, reason })
        say(`已停用 ${id} / revoked`)
      }),
    )
}
