/** Preloaded into the server under test (`node --import`). */
import { installNetworkGuard } from './network-guard.ts'

installNetworkGuard()
