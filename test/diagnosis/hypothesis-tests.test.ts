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

  test('look first at the place that the trace names, and run there', () => {
    const { path, commit, remove } = makeRepository()
    try {
      const sha = commit('2025-03-25T08:00:00Z', 'Add a', { 'src/a.js': 'a\nb\nc\nd\n', 'b.txt': 'b' })
      const named = (text: string) => {
        const commands = testFor({ kind: 'change', title: 'x', suspectSha: sha, reasons: [{ text, points: 9 }] }, path)
        return commands?.commands ?? []
      }
      const wrote = named('wrote line 3 of src/a.js, a frame of the stack trace')
      expect(wrote.map(plainCommandLine).slice(0, 2)).toEqual([
        `git show ${sha.slice(0, 7)} -- src/a.js`,
        'git log -3 -L 1,8:src/a.js',
      ])
      for (const { argv, cwd, env } of wrote.slice(0, 2)) {
        const run = spawnSync(argv[0] as string, argv.slice(1), { cwd: cwd as string, env: { ...process.env, ...env } })
        expect(run.status).toBe(0)
        expect(String(run.stdout)).toContain('src/a.js')
        expect(String(run.stdout)).not.toContain('b.txt')
      }
      expect(named('touches src/a.js, a file of the stack trace').map(plainCommandLine)).toHaveLength(3)
    } finally {
      remove()
    }
  })
})
