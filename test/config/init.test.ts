// What init finds around a real folder, and that what it writes is a configuration the program takes without a word.
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { detect } from '../../src/config/detect/detect.ts'
import { draftConfig } from '../../src/config/detect/draft.ts'
import { nothingFound } from '../../src/config/detect/findings.ts'
import { readConfig } from '../../src/config/read-config.ts'

let folder: string
let server: Server
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'incident-tui-init-'))
  server = createServer((request, response) => {
    response.writeHead(request.url === '/healthz' ? 200 : 404).end('x')
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
})
afterEach(() => {
  server.closeAllConnections()
  server.close()
  rmSync(folder, { recursive: true, force: true })
})

const file = (path: string, text: string): void => {
  mkdirSync(dirname(join(folder, path)), { recursive: true })
  writeFileSync(join(folder, path), text)
}
const git = (...args: string[]) =>
  execFileSync('git', ['-c', 'user.name=A', '-c', 'user.email=a@example.com', ...args], {
    cwd: folder,
    stdio: 'ignore',
  })
const look = () => {
  const port = (server.address() as AddressInfo).port
  const ports = async () => [{ port, host: '127.0.0.1', program: 'node' }]
  return detect(folder, { now: Date.now(), ports, systemLogs: join(folder, 'system') })
}
async function problemsOf(text: string) {
  file('written.yaml', text)
  const read = await readConfig(join(folder, 'written.yaml'), {})
  return { problems: read.problems, written: read.written }
}

test('repository, manifests, scripts, logs and what answers here become a configuration that is right', async () => {
  git('init', '-q', '-b', 'trunk')
  file('package.json', '{"name": "@shop/checkout", "scripts": {"deploy": "make ship"}}')
  file('compose.yaml', 'services:\n  web: {image: x, ports: ["8081:80"]}\n  worker: {image: y}\n')
  file(
    'k8s/prod/app.yaml',
    `apiVersion: apps/v1
kind: Deployment
metadata: {name: checkout, namespace: shop}
spec:
  selector: {matchLabels: {app: checkout}}
  template: {spec: {containers: [{name: c, readinessProbe: {httpGet: {path: /ready, port: 8080}}}]}}
---
kind: Service
`,
  )
  file('charts/shop/Chart.yaml', 'name: shop\n')
  file('deploy/checkout.service', '[Service]\n')
  file('logs/app.log', 'INFO up\n')
  file('docs/postmortems/one.md', '')
  git('add', '.')
  git('commit', '-qm', 'Begin')
  git('remote', 'add', 'origin', 'https://ann:s3cretpass@git.example.com/shop/checkout.git')
  const found = await look()
  expect(found).toMatchObject({
    service: 'checkout',
    git: { ref: 'trunk' },
    deploy: { argv: ['npm', 'run', 'deploy'], seenIn: 'package.json' },
    helm: { release: 'shop', seenIn: 'charts/shop/Chart.yaml' },
    postmortems: 'docs/postmortems',
  })
  const text = draftConfig(found)
  expect(text).not.toContain('s3cretpass')
  const { problems, written } = await problemsOf(text)
  expect(problems).toEqual([])
  expect(written).toMatchObject({
    service: 'checkout',
    health: [{ name: 'node', url: expect.stringMatching(/\/healthz$/) }],
    logs: [
      { file: 'logs/app.log' },
      { compose: 'web' },
      { compose: 'worker' },
      { kubectl: 'app=checkout', namespace: 'shop' },
    ],
    changes: { git: { repo: '.', ref: 'trunk' }, kubernetes: { deployment: 'checkout', namespace: 'shop' } },
    deploy: { run: ['npm', 'run', 'deploy'] },
  })
  expect(text).toMatch(/# - \{ name: web, url: "http:\/\/localhost:8081\/health" \} +# compose.yaml/)
  expect(text).toMatch(/# helm: \{ release: shop \}/)
})

test('in an empty folder, and with names that mean ill, what is written is still right', async () => {
  expect((await problemsOf(draftConfig(nothingFound))).problems).toEqual([])
  file('package.json', JSON.stringify({ name: 'x: [\u001b[31m"], y: {', scripts: { deploy: 'a' } }))
  file('compose.yml', 'services:\n  "a\\", url: \\"x\\\\e": {ports: ["80:80"]}\n  yes: {}\n')
  file('k8s/x.yaml', 'kind: Deployment\nmetadata: {name: "{{ .Values.name }}"}\n---\n[broken')
  const text = draftConfig(await look())
  expect(text).not.toContain('\u001b')
  expect((await problemsOf(text)).problems).toEqual([])
})
