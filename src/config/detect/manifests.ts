// Reads what other tools' files in the repository say: compose services, Kubernetes deployments, Helm charts, systemd
// units. Rule: data only, few and small files, and a file that cannot be read is passed over.
import { readdir, readFile, stat } from 'node:fs/promises'
import { basename, join, relative } from 'node:path'
import { parseAllDocuments } from 'yaml'
import { cleanText } from '../../incident/redact.ts'
import type { FoundDeployment } from './findings.ts'

const mostFiles = 200
const mostBytes = 256 * 1024
const manifestFolders =
  /^(k8s|kubernetes|kube|manifests?|deploy(ment)?s?|ops|infra|helm|charts?|base|overlays|production|prod|systemd)$/i

export interface Manifests {
  readonly compose: readonly { readonly service: string; readonly ports: readonly number[]; readonly seenIn: string }[]
  readonly deployments: readonly FoundDeployment[]
  readonly helm: { readonly release: string; readonly seenIn: string } | null
  readonly units: readonly { readonly unit: string; readonly seenIn: string }[]
}

export async function readManifests(root: string): Promise<Manifests> {
  const files = await manifestFiles(root)
  const compose: Manifests['compose'][number][] = []
  const deployments: FoundDeployment[] = []
  const units: Manifests['units'][number][] = []
  let helm: Manifests['helm'] = null
  for (const file of files) {
    const seenIn = cleanText(relative(root, file))
    const name = basename(file)
    if (/\.service$/.test(name)) units.push({ unit: cleanText(name), seenIn })
    if (!/\.ya?ml$/.test(name)) continue
    for (const document of await documentsOf(file)) {
      if (/^(docker-)?compose\.ya?ml$/.test(name)) compose.push(...composeServices(document, seenIn))
      else if (/^Chart\.ya?ml$/.test(name)) helm = { release: textOf(document.name) ?? 'app', seenIn }
      else deployments.push(...deploymentOf(document, seenIn))
    }
  }
  return { compose, deployments, helm, units }
}

async function manifestFiles(root: string): Promise<string[]> {
  const found: string[] = []
  const visit = async (folder: string, depth: number): Promise<void> => {
    const entries = await readdir(folder, { withFileTypes: true }).catch(() => [])
    for (const entry of entries) {
      if (found.length >= mostFiles) return
      const path = join(folder, entry.name)
      if (entry.isFile() && /\.(ya?ml|service)$/.test(entry.name)) found.push(path)
      // Below a folder of manifests the folders have any name.
      else if (entry.isDirectory() && depth < 4 && (depth > 0 || manifestFolders.test(entry.name)))
        await visit(path, depth + 1)
    }
  }
  await visit(root, 0)
  return found
}

type Raw = Readonly<Record<string, unknown>>

async function documentsOf(file: string): Promise<Raw[]> {
  try {
    if ((await stat(file)).size > mostBytes) return []
    const documents = parseAllDocuments(await readFile(file, 'utf8'), { prettyErrors: false })
    if (!Array.isArray(documents)) return []
    return documents.flatMap(document => {
      const value: unknown = document.errors.length > 0 ? null : document.toJS({ maxAliasCount: 50 })
      return isMap(value) ? [value] : []
    })
  } catch {
    return []
  }
}

function composeServices(document: Raw, seenIn: string): Manifests['compose'] {
  return Object.entries(mapOf(document.services)).map(([service, about]) => {
    const ports = listOf(mapOf(about).ports).flatMap(port => {
      const text = isMap(port) ? String(port.published ?? '') : String(port)
      const published = /(?:^|:)(\d+):\d+(?:\/tcp)?$/.exec(text)?.[1] ?? (isMap(port) ? text : '')
      return /^\d+$/.test(published) ? [Number(published)] : []
    })
    return { service: cleanText(service), ports, seenIn }
  })
}

function deploymentOf(document: Raw, seenIn: string): FoundDeployment[] {
  if (!/^(Deployment|StatefulSet|DaemonSet)$/.test(String(document.kind))) return []
  const { name, namespace } = mapOf(document.metadata)
  const spec = mapOf(document.spec)
  const labels = mapOf(mapOf(spec.selector).matchLabels)
  const label = Object.keys(labels).find(key => /(^|\/)(app|name)$/.test(key)) ?? Object.keys(labels)[0]
  const title = textOf(name)
  if (title === null) return []
  return [
    {
      name: title,
      namespace: textOf(namespace),
      selector: label === undefined ? null : cleanText(`${label}=${String(labels[label])}`),
      probe: probeOf(spec),
      seenIn,
    },
  ]
}

function probeOf(spec: Raw): FoundDeployment['probe'] {
  for (const container of listOf(mapOf(mapOf(spec.template).spec).containers)) {
    const { readinessProbe, livenessProbe } = mapOf(container)
    const { path, port } = mapOf(mapOf(readinessProbe ?? livenessProbe).httpGet)
    if (typeof path === 'string' && typeof port === 'number') return { path: cleanText(path), port }
  }
  return null
}

/** A name that another tool gave; templates and anything with a space or a sign of its own are none. */
function textOf(value: unknown): string | null {
  return typeof value === 'string' && /^[\w.-]{1,100}$/.test(value) ? value : null
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : []
}

function mapOf(value: unknown): Raw {
  return isMap(value) ? value : {}
}

function isMap(value: unknown): value is Raw {
  return value !== null && typeof value === 'object' && !Array.isArray(value)
}
