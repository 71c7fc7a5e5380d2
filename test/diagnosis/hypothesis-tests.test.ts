import { describe, expect, test } from 'vitest'
import { showCommit } from '../../src/diagnosis/hypotheses/commit-test.ts'
import { testFor } from '../../src/diagnosis/hypothesis-tests.ts'

describe('the commands that test a hypothesis', () => {
  test('only read, whatever the hypothesis is about', () => {
    const subjects = ['database pool exhausted', 'disk full', 'out of memory', 'traffic over capacity', 'dns'].map(
      title => ({
        kind: 'own',
        title,
        suspectSha: null,
      }),
    )
    const specs = [...subjects, { kind: 'deploy', title: 'x', suspectSha: 'a1f3c9e' }].flatMap(
      subject => testFor(subject, '/srv/checkout')?.commands ?? [],
    )
    expect(specs.length).toBeGreaterThan(8)
    expect(specs.filter(spec => spec.tier !== 'read' || spec.shell || spec.timeoutMs === null)).toEqual([])
  })

  test('run git without hooks, pagers or external diffs, and take no option for a commit', () => {
    const argv = showCommit('/srv/checkout', 'a1f3c9e')?.argv.join(' ')
    expect(argv).toMatch(/core\.hooksPath=\/dev\/null.*--no-pager show --no-ext-diff --no-textconv/)
    expect(showCommit('/srv/checkout', '--output=/tmp/x')).toBeNull()
    expect(testFor({ kind: 'own', title: 'gremlins', suspectSha: null }, '/srv')).toBeNull()
  })
})
