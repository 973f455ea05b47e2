/**
 * Finds a Chromium: CHROME_PATH, the system's own, else the one inside the npm package @sparticuz/chromium,
 * which runs on a bare system too because it carries the few libraries it needs beyond libc.
 */
import { execFile } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { promisify } from 'node:util'
import { testRoot } from './test-root.ts'

const run = promisify(execFile)
const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'chrome']

export interface FoundChromium {
  executablePath: string
  env: Record<string, string>
}

export const CHROMIUM_FLAGS = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  '--disable-quic',
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1',
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
]

export async function findChromium(): Promise<FoundChromium> {
  const installed = process.env['CHROME_PATH'] || onPath()
  if (installed) return { executablePath: installed, env: {} }
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error('The browser tests need a Chromium on this machine: install one, or name it in CHROME_PATH')
  }
  return unpacked()
}

function onPath(): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(path.delimiter)
  return folders.flatMap((folder) => NAMES.map((name) => path.join(folder, name))).find((file) => fs.existsSync(file))
}

async function unpacked(): Promise<FoundChromium> {
  const packageRoot = path.resolve('node_modules/@sparticuz/chromium')
  const manifest: { version: string } = JSON.parse(fs.readFileSync(path.join(packageRoot, 'package.json'), 'utf8'))
  const folder = path.join(testRoot(), `chromium-${manifest.version}`)
  if (!fs.existsSync(path.join(folder, 'complete'))) await unpack(path.join(packageRoot, 'bin'), folder)
  const executablePath = path.join(folder, 'chromium')
  const fonts = { FONTCONFIG_FILE: path.join(folder, 'fonts.conf') }
  const bundled = { ...fonts, LD_LIBRARY_PATH: path.join(folder, 'al2023/lib') }
  // The system's libraries are preferred: the bundled ones want a C library at least as new as their own.
  for (const env of [fonts, bundled]) if (await answers(executablePath, env)) return { executablePath, env }
  throw new Error(
    'The Chromium of @sparticuz/chromium does not start here. Install chromium (Debian: apt-get install chromium), or name one in CHROME_PATH',
  )
}

/** The package unpacks into the temp folder whatever it finds there; a folder of our own keeps versions and users apart. */
async function unpack(archives: string, folder: string): Promise<void> {
  fs.rmSync(folder, { recursive: true, force: true })
  fs.mkdirSync(folder, { recursive: true })
  const temp = process.env['TMPDIR']
  process.env['TMPDIR'] = folder
  try {
    const { default: chromium, inflate } = await import('@sparticuz/chromium')
    await chromium.executablePath(archives)
    await inflate(path.join(archives, 'al2023.tar.br'))
  } finally {
    if (temp === undefined) delete process.env['TMPDIR']
    else process.env['TMPDIR'] = temp
  }
  fs.writeFileSync(path.join(folder, 'fonts.conf'), fontConfiguration(folder))
  fs.writeFileSync(path.join(folder, 'complete'), '')
}

/** Without any font Chromium lays out no text at all: the package's Latin font stands beside whatever the system has. */
function fontConfiguration(folder: string): string {
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
  <dir>${path.join(folder, 'fonts')}</dir>
  <cachedir>${path.join(folder, 'font-cache')}</cachedir>
</fontconfig>
`
}

async function answers(program: string, env: Record<string, string>): Promise<boolean> {
  try {
    await run(program, ['--version'], { env: { ...process.env, ...env }, timeout: 20_000 })
    return true
  } catch {
    return false
  }
}
