/// <reference types="astro/client" />

import type { Client } from '../api/client.ts'
import type { Locale } from '../content/messages/index.ts'

declare global {
  namespace App {
    interface Locals {
      requestId: string
      /** zh at /, en under /en: fetch.ts takes the prefix off before the page is chosen. */
      locale: Locale
      /** Address of the page as the reader sees it, without query. */
      pathname: string
      /** Public address of the site, without a trailing slash; canonical links rest on it. */
      publicUrl: string
      /** Client address, for rate limits. */
      clientAddress: string
      /** The API in process, speaking `locale`; headers such as the query code or a staff cookie go along. */
      client: (locale: Locale, headers?: Record<string, string>) => Client
    }
  }
}
