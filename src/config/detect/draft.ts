// The commented configuration that `init` writes, from what was found. Pure. Rule: what is sure stands as it is, what
// is a guess stands behind `#`, and every line says where it comes from.
import type { Findings, FoundHealth, FoundLog } from './findings.ts'

/** YAML text that the schema accepts. */
export function draftConfig(found: Findings): string {
  const sections = [
    head(found),
    section('health', '# What answers when the service is well. Asked every 5 s.', healthLines(found)),
    section(
      'logs',
      '# Where errors show: file, journal, docker, compose, kubectl, loki or command.',
      logLines(found.logs),
    ),
    metrics(found),
    changes(found),
    actions(found),
    people,
  ]
  return `${sections.join('\n')}\n`
}

function head({ service }: Findings): string {
  return [
    '# What incident-tui watches and may do here. It is used once a person has trusted it: incident-tui trust',
    '# Everything it may say: incident-tui config schema. Whether it is right: incident-tui config check',
    service === null ? '# service: checkout' : `service: ${scalar(service)}`,
    '',
  ].join('\n')
}

interface Line {
  readonly text: string
  readonly because: string
  readonly isSure: boolean
}

/** A list; where nothing of it is sure the key itself is a comment too. */
function section(key: string, about: string, lines: readonly Line[]): string {
  const hasAny = lines.some(line => line.isSure)
  const width = Math.min(76, Math.max(0, ...lines.map(line => line.text.length)))
  const rows = lines.map(({ text, because, isSure }) => {
    const lead = isSure ? '  - ' : hasAny ? '  # - ' : '#   - '
    return `${lead}${because ? `${text.padEnd(width)}  # ${because}` : text}`.trimEnd()
  })
  return [about, `${hasAny ? '' : '# '}${key}:`, ...rows, ''].join('\n')
}

function healthLines({ health, deployments }: Findings): Line[] {
  const probes = deployments.flatMap(({ name, probe, seenIn }): FoundHealth[] => {
    if (!probe) return []
    return [
      {
        name,
        target: { url: `https://${name}.example.com${probe.path}` },
        seenIn: `${seenIn}, set the host`,
        isSure: false,
      },
    ]
  })
  const names = new Set<string>()
  const found = [...health, ...probes].map(({ name: wanted, target, seenIn, isSure }): Line => {
    const name = freeName(wanted, names)
    const asked = 'url' in target ? `url: ${quoted(target.url)}` : `tcp: ${quoted(target.tcp)}`
    return { text: `{ name: ${scalar(name)}, ${asked} }`, because: seenIn, isSure }
  })
  if (found.length > 0) return found
  const example = '{ name: api, url: "https://example.com/api/health", expect: { status: 200, within: 500ms } }'
  return [{ text: example, because: 'an example', isSure: false }]
}

function logLines(logs: readonly FoundLog[]): Line[] {
  const lines = logs.map(({ source, seenIn, isSure }): Line => {
    const parts = Object.entries(source).map(([key, value]) => `${key}: ${scalar(String(value))}`)
    return { text: `{ ${parts.join(', ')} }`, because: seenIn, isSure }
  })
  return lines.length > 0 ? lines : [{ text: '{ file: /var/log/app/error.log }', because: 'an example', isSure: false }]
}

function metrics({ prometheus, alertmanager }: Findings): string {
  const url = prometheus ?? 'http://prometheus:9090'
  const query = 'sum(rate(http_requests_total{code=~"5.."}[1m])) / sum(rate(http_requests_total[1m]))'
  return [
    '# Figures with a limit, and what is firing.',
    '# metrics:',
    `#   - { name: error share, prometheus: ${quoted(url)}, bad: "> 0.05",`,
    `#       query: ${quoted(query)} }`,
    ...(alertmanager
      ? ['alerts:', `  - { alertmanager: ${quoted(alertmanager)} }  # answers here`]
      : ['# alerts:', '#   - { alertmanager: "http://alertmanager:9093" }']),
    '',
  ].join('\n')
}

function changes({ git, deployments, helm }: Findings): string {
  const deployment = deployments[0]
  const lines = [
    ...(git
      ? [
          `  git: { repo: ., ref: ${scalar(git.ref ?? 'origin/main')}, window: 6h }${git.remote ? `  # ${git.remote}` : ''}`,
        ]
      : []),
    ...(deployment
      ? [
          `  kubernetes: { deployment: ${scalar(deployment.name)}${deployment.namespace ? `, namespace: ${scalar(deployment.namespace)}` : ''} }  # ${deployment.seenIn}`,
        ]
      : []),
    ...(helm ? [`  # helm: { release: ${scalar(helm.release)} }  # ${helm.seenIn}`] : []),
    '  # deploys: { command: [deployctl, history, --json] }  # one JSON object a deploy: ref, at, author',
    '  # files: [/etc/app/config.yaml]',
  ]
  const isSure = git !== null || deployment !== undefined
  return [
    '# What could have broken it: commits, deploys, rollouts, configuration files.',
    ...(isSure ? ['changes:', ...lines] : ['# changes:', ...lines.map(line => `#${line.replace(/^ {2}# /, '   ')}`)]),
    '',
  ].join('\n')
}

function actions({ deploy }: Findings): string {
  const run = deploy ? `[${deploy.argv.map(scalar).join(', ')}]` : '[make, deploy]'
  return [
    '# What can be done about it. A deploy always asks for a typed word, a mitigation for y.',
    deploy ? `deploy: { run: ${run} }  # ${deploy.seenIn}` : `# deploy: { run: ${run} }`,
    '# mitigations:',
    '#   - { name: guest checkout off, run: [flagctl, "off", guest], undo: [flagctl, "on", guest], risk: reversible }',
    '',
  ].join('\n')
}

const people = [
  '# Who is told. A webhook is named by the environment variable that holds it; nothing secret stands here.',
  '# escalate:',
  '#   - { name: on-call lead, run: [pagectl, lead] }',
  '# updates:',
  '#   - { name: stakeholders, webhook: { env: CHAT_WEBHOOK } }',
].join('\n')

function freeName(wanted: string, taken: Set<string>): string {
  const base = wanted.slice(0, 50) || 'target'
  let name = base
  for (let number = 2; taken.has(name); number += 1) name = `${base} ${number}`
  taken.add(name)
  return name
}

/** Plain where YAML reads it as the same text, else quoted. */
function scalar(text: string): string {
  const isPlain = /^[A-Za-z/.][\w./=-]*( [\w./-]+)*$/.test(text) && !/^(true|false|yes|no|on|off|null|[.])$/i.test(text)
  return isPlain ? text : quoted(text)
}

function quoted(text: string): string {
  return JSON.stringify(text)
}
