// Where a pull request is opened by hand: the address of the comparison, from the remote's own.

export interface Comparison {
  readonly base: string
  readonly branch: string
}

/** Null where the remote is no address of a forge, e.g. a folder. */
export function pullRequestAddress(remoteUrl: string, { base, branch }: Comparison): string | null {
  const site = siteOf(remoteUrl)
  if (site === null) return null
  const [from, to] = [encodeURIComponent(base), encodeURIComponent(branch)]
  const host = new URL(site).hostname
  if (/gitlab/.test(host))
    return `${site}/-/merge_requests/new?merge_request%5Bsource_branch%5D=${to}&merge_request%5Btarget_branch%5D=${from}`
  if (/bitbucket/.test(host)) return `${site}/pull-requests/new?source=${to}&dest=${from}`
  return `${site}/compare/${from}...${to}?expand=1`
}

/** `https://git.example/shop/checkout` of any of the forms a remote is written in; without its user and password. */
function siteOf(remoteUrl: string): string | null {
  const scp = /^(?:[\w.-]+@)?([\w.-]+):(?!\/\/)([\w./~-]+)$/.exec(remoteUrl)
  if (scp && !remoteUrl.startsWith('/') && (scp[1]?.includes('.') || remoteUrl.includes('@')))
    return `https://${scp[1]}/${path(scp[2] ?? '')}`
  const url = URL.canParse(remoteUrl) ? new URL(remoteUrl) : null
  if (!url || !['https:', 'http:', 'ssh:', 'git:'].includes(url.protocol)) return null
  const scheme = url.protocol === 'http:' ? 'http' : 'https'
  const host = scheme === 'http' ? url.host : url.hostname
  return `${scheme}://${host}/${path(url.pathname)}`
}

function path(text: string): string {
  return text
    .replace(/^\/+/, '')
    .replace(/\.git\/?$/, '')
    .replace(/\/$/, '')
}
