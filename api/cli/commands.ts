/** The commands beside the portal itself, which is not to carry what only they need. */
import type { Command } from 'commander'
import { addBackupCommands } from './backup.ts'
import { addBenchCommand } from './bench.ts'
import { addCheckCommand } from './check.ts'
import { addCitationsCommand } from './citations.ts'
import { addEvaluateCommand } from './evaluate.ts'
import { addImportCommand } from './import.ts'
import { addReindexCommand } from './reindex.ts'
import { addSeedCommand } from './seed.ts'
import { addStaffCommands } from './staff.ts'

export function addCommands(program: Command, say: (line: string) => void): void {
  addImportCommand(program, say)
  addCitationsCommand(program, say)
  addReindexCommand(program, say)
  addSeedCommand(program, say)
  addStaffCommands(program, say)
  addBackupCommands(program, say)
  addEvaluateCommand(program, say)
  addBenchCommand(program, say)
  addCheckCommand(program, say)
}
