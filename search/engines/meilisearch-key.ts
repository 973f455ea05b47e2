/** The key searches go with: it may only search, and only our collections. Made from the key that may do more. */
import { Meilisearch, MeilisearchApiError } from 'meilisearch'

/** Always the same, so that every process and every start finds the one key. */
const KEY_UID = '6c1f2f0e-8d0b-4a57-9a53-0c6f5b1d7e21'

export interface SearchKeyOptions {
  /** With the key that may do more. */
  client: Meilisearch
  url: string
  key: string | undefined
  /** Pattern of the index names. */
  indexes: string
}

export interface SearchKey {
  client(signal: AbortSignal): Promise<Meilisearch>
  /** After a server lost its keys. */
  forget(): void
}

export function createSearchKey({ client, url, key, indexes }: SearchKeyOptions): SearchKey {
  let scoped: Promise<Meilisearch> | undefined
  const make = async (signal: AbortSignal): Promise<Meilisearch> => {
    // A server without keys needs none.
    if (key === undefined) return client
    const found = await findOrMake(client, indexes, signal)
    return found === null ? client : new Meilisearch({ host: url, apiKey: found })
  }
  return {
    client: (signal) => {
      scoped ??= make(signal).catch((error: unknown) => {
        scoped = undefined
        throw error
      })
      return scoped
    },
    forget: () => {
      scoped = undefined
    },
  }
}

/** Null when our own key may not make keys: then it searches itself. */
async function findOrMake(client: Meilisearch, indexes: string, signal: AbortSignal): Promise<string | null> {
  const init = { extraRequestInit: { signal } }
  const wanted = { uid: KEY_UID, name: 'yichuang search', actions: ['search'], indexes: [indexes], expiresAt: null }
  try {
    return (await client.httpRequest.get<{ key: string }>({ path: `keys/${KEY_UID}`, ...init })).key
  } catch (error) {
    if (!(error instanceof MeilisearchApiError)) throw error
    if (error.response.status === 403) return null
    if (error.response.status !== 404) throw error
  }
  try {
    return (await client.httpRequest.post<{ key: string }>({ path: 'keys', body: wanted, ...init })).key
  } catch (error) {
    if (!(error instanceof MeilisearchApiError)) throw error
    if (error.response.status === 403) return null
    // Another process made it at the same moment.
    if (error.response.status === 409 || error.cause?.code === 'api_key_already_exists')
      return (await client.httpRequest.get<{ key: string }>({ path: `keys/${KEY_UID}`, ...init })).key
    throw error
  }
}
