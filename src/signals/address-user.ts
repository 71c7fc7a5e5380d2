// An address may hold a user and a password. Rule: they go into a header and nowhere else.

/** The header for the user that the address names; nothing where it names none. */
export function basicAuth(url: URL): Record<string, string> {
  if (!url.username) return {}
  const pair = `${decodeURIComponent(url.username)}:${decodeURIComponent(url.password)}`
  return { authorization: `Basic ${Buffer.from(pair).toString('base64')}` }
}

export function withoutUser(url: URL): URL {
  const plain = new URL(url)
  plain.username = ''
  plain.password = ''
  return plain
}
