// A stand-in for gh: a program on PATH that writes down its calls and its input, and answers as a test has said.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

export interface StandInGh {
  /** For the environment of commands. */
  readonly env: { readonly PATH: string }
  readonly calls: () => string[]
  /** What it read as the body of a pull request. */
  readonly body: () => string
  /** Of all pull requests, as `gh pr list --json` tells them; nothing before one was created. */
  pullRequest(state: Readonly<Record<string, unknown>> | null): void
  signedIn(is: 'signed in' | 'signed out'): void
  /** The bodies of the issues it opened, oldest first. */
  readonly issueBodies: () => string[]
  /** What `gh issue list --json url,body` finds, whatever is searched for. */
  issues(found: readonly { readonly url: string; readonly body: string }[]): void
  /** `pr create` and `issue create` fail with these words. */
  failing(words: string | null): void
}

export function standInGh(root: string): StandInGh {
  const folder = join(root, 'gh-bin')
  mkdirSync(folder, { recursive: true })
  const file = (name: string) => join(folder, name)
  const script = `#!/bin/sh
cd "$(dirname "$0")"
echo "$*" >> calls
case "$1 $2" in
  "auth status") [ -e signed-out ] && { echo "You are not logged into any hosts" >&2; exit 1; }; exit 0;;
  "pr create")
    cat > body
    [ -e failing ] && { cat failing >&2; exit 1; }
    [ -e created ] && echo "a pull request for this branch already exists" >&2 && exit 1
    touch created
    [ -e pr.json ] || echo '[{"state":"OPEN","url":"https://git.example/shop/pull/7","statusCheckRollup":[]}]' > pr.json
    echo https://git.example/shop/pull/7;;
  "issue list") [ -e issues.json ] && cat issues.json || echo "[]";;
  "issue create")
    [ -e failing ] && { cat failing >&2; exit 1; }
    number=$(($(ls issue-body-* 2>/dev/null | wc -l) + 1))
    cat > issue-body-$number
    echo https://git.example/shop/issues/$number;;
  "pr list") [ -e pr.json ] && cat pr.json || echo "[]";;
esac
`
  writeFileSync(file('gh'), script, { mode: 0o755 })
  const read = (name: string) => (existsSync(file(name)) ? readFileSync(file(name), 'utf8') : '')
  return {
    env: { PATH: `${folder}:${process.env.PATH}` },
    calls: () => read('calls').split('\n').filter(Boolean),
    body: () => read('body'),
    issueBodies: () =>
      readdirSync(folder)
        .filter(name => name.startsWith('issue-body-'))
        .sort()
        .map(read),
    issues: found => writeFileSync(file('issues.json'), JSON.stringify(found)),
    pullRequest: state => writeFileSync(file('pr.json'), JSON.stringify(state === null ? [] : [state])),
    signedIn: is => writeFileSync(file(is === 'signed out' ? 'signed-out' : 'signed-in'), ''),
    failing: words =>
      words === null ? rmSync(file('failing'), { force: true }) : writeFileSync(file('failing'), words),
  }
}
