// What a text would give away to people outside: secrets, addresses, names of machines, commits. One row for each kind.
import { redact } from '../redact.ts'

export interface Leak {
  readonly kind: 'secret' | 'address' | 'host name' | 'commit'
  readonly words: string
}

const addresses =
  /\b(?:\d{1,3}\.){3}\d{1,3}\b|\b(?:[0-9a-f]{1,4}:){3,7}[0-9a-f]{1,4}\b|\bhttps?:\/\/\S+|\b[\w.+-]+@[\w-]+(?:\.[\w-]+)+\b/gi
const hostNames =
  /\b(?:[a-z][a-z0-9-]*\.)+(?:internal|local|lan|corp|intra|svc|cluster|home|arpa)\b|\bip-\d+-\d+-\d+-\d+\b|\b(?:web|app|api|db|node|host|srv|ops|prod|cache|redis|pg|mysql|worker|lb|k8s|vm|ec2)-?\d+\b/gi
const commits = /\b(?=[0-9a-f]*\d)(?=[0-9a-f]*[a-f])[0-9a-f]{7,40}\b/g

/** `hosts` are machines known by name. A text for those who work on it may name everything but secrets. */
export function leaksIn(text: string, { hosts, isInside }: { hosts: readonly string[]; isInside: boolean }): Leak[] {
  const leaks: Leak[] = redact(text) === text ? [] : [{ kind: 'secret', words: 'a secret' }]
  if (isInside) return leaks
  const found = (kind: Leak['kind'], pattern: RegExp) =>
    leaks.push(...[...new Set(text.match(pattern) ?? [])].map(words => ({ kind, words })))
  found('address', addresses)
  found('host name', hostNames)
  for (const host of hosts.filter(one => one.length > 2)) {
    const isNamed = new RegExp(`(?<![\\w-])${escaped(host)}(?![\\w-])`, 'i').test(text)
    if (isNamed && !leaks.some(one => one.words === host)) leaks.push({ kind: 'host name', words: host })
  }
  found('commit', commits)
  return leaks
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
}
