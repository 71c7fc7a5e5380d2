// Why a push was refused, from what git said: what happened, what is unchanged, and what to do next.

export type PushFailure = 'moved' | 'protected' | 'credentials' | 'offline' | 'hook' | 'other'

export interface PushTrouble {
  readonly kind: PushFailure
  /** What happened, and what was kept. */
  readonly words: string
}

const signs: readonly (readonly [PushFailure, RegExp, string])[] = [
  [
    'protected',
    /protected branch|GH006|GH013|pre-receive hook declined|update hook declined|not allowed to push|remote rejected|permission to .* denied to/i,
    'the remote does not take pushes to this branch',
  ],
  [
    'moved',
    /fetch first|non-fast-forward|stale info|cannot lock ref|failed to update ref/i,
    'somebody pushed meanwhile',
  ],
  [
    'credentials',
    /authentication failed|could not read (?:username|password)|terminal prompts disabled|permission denied|invalid credentials|host key verification failed|error: 40[13]\b/i,
    'the remote does not know who you are',
  ],
  [
    'offline',
    /could not resolve|connection (?:refused|timed out|reset)|network is unreachable|no route to host|unable to access|does not appear to be a git repository|could not read from remote|early eof|hung up unexpectedly/i,
    'the remote cannot be reached',
  ],
]

/** From the last lines git printed. A push that failed before the remote said anything was held back by a hook here. */
export function pushTrouble(tail: string): PushTrouble {
  const found = signs.find(([, sign]) => sign.test(tail))
  if (found) return { kind: found[0], words: `${found[2]}; nothing was changed there` }
  if (/failed to push some refs/i.test(tail) && !/^\s*!/m.test(tail))
    return { kind: 'hook', words: 'a pre-push hook of this clone held it back; nothing was changed there' }
  return { kind: 'other', words: 'the push failed; nothing was changed there' }
}
