/** Where the demo's staff accounts are written down for the person who started it. */
import path from 'node:path'

export const demoLoginsFile = (dataDir: string) => path.join(dataDir, 'demo-staff.json')
