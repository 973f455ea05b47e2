/** Child of a benchmark or a test: the real start, told by its parent which build to serve. */
import { start } from './start.ts'

const said: string[] = []
await start({ say: (line) => said.push(line), outDir: String(process.env['YICHUANG_OUT_DIR']) })
process.send?.(said.join('\n'))
