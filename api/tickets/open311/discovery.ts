/** Where Open311 clients find this endpoint (Service Discovery). */
import type { Deps } from '../../deps.ts'
import type { Value } from './render.ts'

/** Last change of services or fields, sortable. */
const CHANGESET = '2026-11-23 00:00'

export function discoveryView({ config, content }: Deps): Value {
  const { bureau } = content
  return {
    changeset: CHANGESET,
    contact: `${bureau.name.zh} / ${bureau.name.en}, ${bureau.phone}`,
    key_service: `${config.publicUrl}/data`,
    endpoints: [
      {
        specification: 'http://wiki.open311.org/GeoReport_v2',
        url: `${config.publicUrl}/api/open311/v2`,
        changeset: CHANGESET,
        type: bureau.demo ? 'test' : 'production',
        formats: ['text/xml', 'application/json'],
      },
    ],
  }
}
