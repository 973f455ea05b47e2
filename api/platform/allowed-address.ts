/** Whether an address outside may be called: its host was named on purpose, and nothing in it can mean another one. */

/** A host as the URL parser writes it: lower case, IPv4 in four parts, IPv6 in brackets, no dot behind; `undefined` if it is none. */
const canonical = (host: string): string | undefined => {
  const bare = host.trim()
  if (/[/@?#\\\s%*]/.test(bare)) return undefined
  const bracketed = bare.includes(':') && !bare.startsWith('[') ? `[${bare}]` : bare
  if (!URL.canParse(`http://${bracketed}`)) return undefined
  const { hostname, port } = new URL(`http://${bracketed}`)
  return port === '' && hostname !== '' ? hostname.replace(/\.$/, '') : undefined
}

/** This machine, or a net that no router passes on to the world; a name without a dot is one of the own net. */
const staysNear = (host: string): boolean =>
  /^(?:127\.|10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.)\d|^\[(?:::1|f[cd][0-9a-f]{2}:.*)\]$/.test(host) ||
  (!/[.[\]]/.test(host) && host !== '')

/** Why `address` may not be called with these `hosts` allowed (comma-separated, names only); `undefined` if it may. */
export const addressProblem = (address: string, hosts: string): string | undefined => {
  const url = new URL(address)
  if (url.username !== '' || url.password !== '') return 'must not carry a user or a password'
  const host = canonical(url.hostname)
  const allowed = hosts.split(',').map(canonical)
  if (host === undefined || !allowed.includes(host)) return 'names a host that ASSISTANT_MODEL_HOSTS does not allow'
  if (url.protocol === 'http:' && !staysNear(host)) return 'must be https: what is sent there leaves your own net'
  return undefined
}

/** The entries of a list of hosts that are none: with a port, a path, a user or a star. */
export const notHosts = (hosts: string): string[] => hosts.split(',').filter((host) => canonical(host) === undefined)
