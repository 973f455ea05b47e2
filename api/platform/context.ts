/** Who is asking, and in which request. Every verb takes it; audit derives identity from it. */
export type Actor =
  | { kind: 'public' }
  | { kind: 'staff'; id: string; permissions: readonly string[]; station: string | null; section: string | null }
  | { kind: 'system'; job: string }

export interface Context {
  actor: Actor
  requestId: string
  locale: 'zh' | 'en'
  /** Client address, for rate limits only; never stored. */
  client: string
}

export function systemContext(job: string): Context {
  return { actor: { kind: 'system', job }, requestId: `job:${job}`, locale: 'zh', client: 'system' }
}
