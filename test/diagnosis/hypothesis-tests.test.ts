import { spawnSync } from 'node:child_process'
import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { showCommit } from '../../src/diagnosis/hypotheses/commit-test.ts'
import { testFor } from '../../src/diagnosis/hypothesis-tests.ts'
import { plainCommandLine } from '../../src/incident/command.ts'
import { makeRepository } from '../support/repository.ts'

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

  test('run nothing that a repository asks for, though the command is as short as a person would write it', () => {
    const { path, git, commit, remove } = makeRepository()
    try {
      const sha = commit('2025-03-25T08:00:00Z', 'Add a', { 'a.txt': 'a', '.gitattributes': '*.txt diff=trap' })
      const trap = join(path, 'trap.sh')
      writeFileSync(trap, `#!/bin/sh\ntouch ${join(path, 'sprung')}\ncat\n`, { mode: 0o755 })
      for (const key of ['core.fsmonitor', 'core.pager', 'diff.external', 'diff.trap.textconv', 'diff.trap.command'])
        git('config', key, trap)
      const commands = testFor({ kind: 'change', title: 'x', suspectSha: sha }, path)?.commands ?? []
      for (const { argv, cwd, env } of commands)
        spawnSync(argv[0] as string, argv.slice(1), { cwd: cwd as string, env: { ...process.env, ...env } })
      expect(existsSync(join(path, 'sprung'))).toBe(false)
      expect(commands.map(plainCommandLine)).toEqual([
        `git show --stat --patch ${sha.slice(0, 7)}`,
        `git log --oneline ${sha.slice(0, 7)}~3..HEAD`,
      ])
    } finally {
      remove()
    }
    expect(showCommit('/srv/checkout', '--output=/tmp/x')).toBeNull()
    expect(testFor({ kind: 'own', title: 'gremlins', suspectSha: null }, '/srv')).toBeNull()
  })
})
