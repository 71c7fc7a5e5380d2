// Where fixes are made: the repository around a folder, its remote and its production branch.
import { existsSync, realpathSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import type { Config } from '../config/schema.ts'
import { command } from '../incident/command.ts'
import { cleanText } from '../incident/redact.ts'
import { type FixPlace, git, gitLines } from './git.ts'

/** What was found instead, where there is nowhere to push to: for `needs a git repository with a remote: …`. */
export async function whyNoFixPlace(folder: string): Promise<string> {
  const repo = (await gitLines(folder, ['rev-parse', '--show-toplevel']))[0] ?? (await bareAt(folder))
  if (repo === null) return 'no git repository is around this folder'
  const remotes = await gitLines(repo, ['remote'])
  if (remotes.length === 0) return 'the repository here has no remote'
  const all = await gitLines(repo, ['for-each-ref', '--format=%(refname:short)', 'refs/remotes/'])
  const names = remotes.map(cleanText).join(' and ')
  if (all.length === 0) return `nothing was fetched from ${names} yet`
  const isDetached = (await git(repo, ['symbolic-ref', '--quiet', 'HEAD'])).exitCode !== 0
  const which = remotes.length > 1 ? `of the remotes ${names} none` : `none of the ${all.length} branches of ${names}`
  return `${which} is known to be production${isDetached ? ', HEAD is detached' : ''}: name it under changes.git.ref`
}

/** Null without a repository or without a remote. */
export async function findFixPlace(folder: string, config: Config): Promise<FixPlace | null> {
  if (!looksLikeRepository(folder)) return null
  const repo = (await gitLines(folder, ['rev-parse', '--show-toplevel']))[0] ?? (await bareAt(folder))
  if (repo === null) return null
  const target = await production(repo, refNamed(config))
  if (target === null) return null
  const { deploy, revert, hotfix } = config
  const spec = deploy?.run
    ? command(deploy.run, { tier: deploy.risk, word: 'deploy', cwd: deploy.cwd ?? repo, timeoutMs: null })
    : null
  const tests = revert.tests.length > 0 ? revert.tests : hotfix.checks
  const versionUrl = deploy?.version && { versionUrl: deploy.version }
  const liveBy = deploy?.version ? 'endpoint' : config.changes.deploys ? 'deploys' : 'signals'
  return { repo, ...target, deploy: spec, tests, revertTo: revert.to, liveBy, ...versionUrl }
}

/** Cheap: spares every start outside a repository two git processes. */
function looksLikeRepository(folder: string): boolean {
  for (let at = existsSync(folder) ? realpathSync(folder) : resolve(folder); ; at = dirname(at)) {
    // A bare repository has its HEAD in the open.
    if (existsSync(join(at, '.git')) || existsSync(join(at, 'HEAD'))) return true
    if (at === dirname(at)) return false
  }
}

type Production = Pick<FixPlace, 'remote' | 'branch'>

/** What the configuration watches is what is fixed: its ref wins over what the remote calls its default. */
async function production(repo: string, named: string | null): Promise<Production | null> {
  const remotes = await gitLines(repo, ['remote'])
  const [, remoteOfRef = '', branchOfRef = ''] = /^(?:refs\/remotes\/)?([^/]+)\/(.+)$/.exec(named ?? '') ?? []
  if (remotes.includes(remoteOfRef)) return { remote: remoteOfRef, branch: branchOfRef }
  const remote = remotes.includes('origin') ? 'origin' : ((await upstreamRemote(repo, remotes)) ?? remotes[0])
  if (remote === undefined) return null
  if (named !== null && named !== 'HEAD' && (await exists(repo, remote, named))) return { remote, branch: named }
  const head = await gitLines(repo, ['symbolic-ref', '--quiet', '--short', `refs/remotes/${remote}/HEAD`])
  const branch = head[0]?.slice(remote.length + 1) ?? (await usualBranch(repo, remote))
  return branch === null ? null : { remote, branch }
}

function refNamed({ changes }: Config): string | null {
  return [changes.git ?? []].flat()[0]?.ref ?? null
}

/** Of several remotes the one that the checked out branch follows. */
async function upstreamRemote(repo: string, remotes: readonly string[]): Promise<string | undefined> {
  const [upstream = ''] = await gitLines(repo, ['rev-parse', '--abbrev-ref', '--symbolic-full-name', '@{upstream}'])
  return remotes.find(remote => upstream.startsWith(`${remote}/`))
}

async function usualBranch(repo: string, remote: string): Promise<string | null> {
  for (const branch of ['main', 'master', 'trunk', 'production']) if (await exists(repo, remote, branch)) return branch
  const all = await gitLines(repo, ['for-each-ref', '--format=%(refname:strip=3)', `refs/remotes/${remote}/`])
  return all.length === 1 ? (all[0] ?? null) : null
}

async function exists(repo: string, remote: string, branch: string): Promise<boolean> {
  const { exitCode } = await git(repo, ['rev-parse', '--verify', '--quiet', `refs/remotes/${remote}/${branch}`])
  return exitCode === 0
}

async function bareAt(folder: string): Promise<string | null> {
  const [isBare] = await gitLines(folder, ['rev-parse', '--is-bare-repository'])
  return isBare === 'true' ? folder : null
}
