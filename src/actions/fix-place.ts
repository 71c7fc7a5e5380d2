// Where fixes are made: the repository around a folder, its remote and its production branch.
import type { Config } from '../config/schema.ts'
import { command } from '../incident/command.ts'
import { type FixPlace, git } from './git.ts'

/** Null without a repository or without a remote: then there is nowhere to push to. */
export async function findFixPlace(folder: string, config: Config): Promise<FixPlace | null> {
  const top = await git(folder, ['rev-parse', '--show-toplevel'])
  if (top.exitCode !== 0) return null
  const repo = top.stdout.trim()
  const remotes = (await git(repo, ['remote'])).stdout.split('\n').filter(Boolean)
  const remote = remotes.includes('origin') ? 'origin' : remotes[0]
  if (remote === undefined) return null
  const head = await git(repo, ['symbolic-ref', '--quiet', '--short', `refs/remotes/${remote}/HEAD`])
  const branch = head.exitCode === 0 ? head.stdout.trim().slice(remote.length + 1) : await usualBranch(repo, remote)
  if (branch === null) return null
  const { deploy } = config
  const word = 'deploy'
  const spec = deploy
    ? command(deploy.run, { tier: deploy.risk, word, cwd: deploy.cwd ?? repo, timeoutMs: null })
    : null
  return { repo, remote, branch, deploy: spec }
}

async function usualBranch(repo: string, remote: string): Promise<string | null> {
  for (const branch of ['main', 'master']) {
    const found = await git(repo, ['rev-parse', '--verify', '--quiet', `refs/remotes/${remote}/${branch}`])
    if (found.exitCode === 0) return branch
  }
  return null
}
