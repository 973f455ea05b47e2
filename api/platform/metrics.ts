/** Counters for operators, answered at /metrics in Prometheus' text form. No label ever holds personal data. */
import { Counter, collectDefaultMetrics, Histogram, Registry } from 'prom-client'

export interface Metrics {
  /** Adds one to `name` under these labels; every call of one name uses the same label names. */
  count(name: string, help: string, labels?: Record<string, string>): void
  observeRequest(labels: { method: string; kind: string; status: string }, seconds: number): void
  render(): Promise<{ type: string; body: string }>
}

export function createMetrics(): Metrics {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const duration = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Time to answer, by method, kind of address and status class',
    labelNames: ['method', 'kind', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
    registers: [registry],
  })
  const counters = new Map<string, Counter>()
  return {
    count(name, help, labels = {}) {
      const counter =
        counters.get(name) ?? new Counter({ name, help, labelNames: Object.keys(labels), registers: [registry] })
      counters.set(name, counter)
      counter.inc(labels)
    },
    observeRequest: (labels, seconds) => duration.observe(labels, seconds),
    render: async () => ({ type: registry.contentType, body: await registry.metrics() }),
  }
}

const LOOPBACK = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1'])

/** Metrics are for this machine, or for whoever holds the token. A proxied request is never "this machine". */
export function mayReadMetrics(request: Request, client: string, token: string | undefined): boolean {
  if (token && request.headers.get('authorization') === `Bearer ${token}`) return true
  return LOOPBACK.has(client) && !request.headers.has('x-forwarded-for')
}
