// The commands of a runbook in Markdown, one step each.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readRunbooks } from '../../src/actions/runbook-files.ts'
import { runbookSteps } from '../../src/actions/runbook-steps.ts'
import { configSchema } from '../../src/config/schema.ts'

const fence = '```'
const text = `# Database pool

## 1. See who holds connections

${fence}sh
# as the app's user
psql -c 'select count(*) from pg_stat_activity'
kubectl get pods \\
  --namespace prod
${fence}

Then look at the top of the list:

${fence}console
$ ps aux | head -3
USER  PID
root  1
${fence}

${fence}json
{ "not": "a command" }
${fence}

Loop over them:

~~~
for pod in a b; do
  echo $pod
done
~~~
`

test('each command of a fence is a step, titled by what stands above; what a shell must read goes to one', () => {
  expect(runbookSteps(text)).toEqual([
    {
      run: ['psql', '-c', 'select count(*) from pg_stat_activity'],
      title: 'See who holds connections',
      risk: 'reversible',
    },
    { run: ['kubectl', 'get', 'pods', '--namespace', 'prod'], title: 'See who holds connections', risk: 'reversible' },
    { run: { shell: true, line: 'ps aux | head -3' }, title: 'Then look at the top of the list:', risk: 'reversible' },
    {
      run: { shell: true, line: 'for pod in a b; do\n  echo $pod\ndone' },
      title: 'Loop over them:',
      risk: 'reversible',
    },
  ])
})

test('files are read from where the configuration lies; one that cannot be read is said and the rest goes on', () => {
  const folder = mkdtempSync(join(tmpdir(), 'incident-tui-runbooks-'))
  writeFileSync(join(folder, 'pool.md'), text)
  writeFileSync(join(folder, 'empty.md'), 'nothing to run')
  const config = configSchema.parse({
    runbooks: [
      { name: 'pool', file: 'pool.md', steps: [['uptime']] },
      { name: 'empty', file: 'empty.md' },
      { name: 'gone', file: 'gone.md' },
    ],
  })
  const { runbooks, troubles } = readRunbooks(config, folder)
  expect(runbooks.map(one => one.steps.length)).toEqual([5, 0, 0])
  expect(troubles).toEqual([
    ['empty', 'empty.md holds no fenced command'],
    ['gone', 'gone.md is not there'],
  ])
  rmSync(folder, { recursive: true })
})
