// Causes in how the software is put together: its database connections and locks, configuration, dependencies.
import type { Signature } from '../types.ts'

const databaseConnections = [
  ['ss', '-s'],
  ['ss', '-tn', 'state', 'established'],
  ['ss', '-tn', 'state', 'time-wait'],
] as const

export const softwareSignatures: readonly Signature[] = [
  {
    kind: 'db-pool',
    title: 'database connections exhausted',
    says: /too many (?:clients|connections)|(?:connection )?pool.{0,30}(?:exhausted|timed? ?out|timeout|is empty|is full|limit|no (?:free|available))|(?:acquir\w+|obtain\w*|get(?:ting)?|wait\w* for) (?:a |an )?(?:\w+ )?connection|remaining connection slots|QueuePool limit|connection is not available|connection limit exceeded|max_(?:user_)?connections|no (?:free|available|more) connections|ResourceRequest timed out/i,
    told: /\bpool\b|connections?\b|database|\bdb\b/i,
    metric: { name: /pool|connections/i, turns: 'up' },
    test: {
      asks: 'are connections used up?',
      trueIf: 'there are as many connections to the database as it allows',
      falseIf: 'there are far fewer connections than the limit, and none waits',
      commands: databaseConnections,
    },
    fixes: [
      { kind: 'mitigate', why: 'end idle sessions, restart one instance after the other, or raise the limit' },
      { kind: 'revert', why: 'where a change keeps connections longer or forgets to give them back' },
    ],
  },
  {
    kind: 'lock',
    title: 'locks or deadlocks in the database',
    says: /deadlock|lock wait timeout|could not obtain lock|lock (?:request )?timeout|database is locked|SQLITE_BUSY|waiting for .{0,40}\block\b|could not serialize|serialization failure|due to lock timeout|blocked by (?:process|pid|session)|idle in transaction/i,
    told: /\block(?:s|ed)?\b|deadlock/i,
    metric: { name: /lock|blocked/i, turns: 'up' },
    test: {
      asks: 'does everything wait for one session?',
      trueIf: 'many connections are open and idle while requests wait',
      falseIf: 'every session works, and none waits for another',
      commands: databaseConnections,
    },
    fixes: [
      { kind: 'mitigate', why: 'end the session that holds the lock, or stop the migration or job behind it' },
      { kind: 'revert', why: 'where a change takes locks in another order or for longer' },
    ],
  },
  {
    kind: 'config',
    title: 'bad configuration',
    says: /missing (?:required )?(?:config\w*|environment variable|env var|setting|property)|(?:invalid|bad|malformed|unknown|unrecognized) (?:config\w*|setting|option|value for|property)|environment variable.{0,60}(?:not set|missing|required|undefined)|(?:is|are) not (?:set|configured)\b|config(?:uration)? (?:error|is invalid|not found)|could not (?:parse|load|read).{0,60}(?:ya?ml|toml|\.json|config|\.env|\.ini)|KeyError: '[A-Z][A-Z_]{3,}'|No such setting|ImproperlyConfigured|feature flag/i,
    told: /config|setting|environment variable|feature flag/i,
    test: {
      asks: 'was a configuration written lately?',
      trueIf: 'a file that the service reads was changed about when it began',
      falseIf: 'nothing that the service reads was changed since it last worked',
      commands: [['find', '/etc', '-maxdepth', '2', '-newermt', '1 day ago', '-type', 'f']],
    },
    fixes: [
      { kind: 'revert', why: 'the configuration before worked' },
      { kind: 'mitigate', why: 'set the one value right, or switch the flag off' },
    ],
  },
  {
    kind: 'dependency',
    title: 'a dependency was upgraded or is missing',
    says: /cannot find (?:module|package)|MODULE_NOT_FOUND|ERR_PACKAGE_PATH|ModuleNotFoundError|ImportError|cannot import name|ClassNotFound(?:Exception|Error)|NoClassDefFoundError|NoSuch(?:Method|Field)Error|AbstractMethodError|undefined symbol|symbol lookup error|GLIBC(?:XX)?_|incompatible (?:version|library)|version (?:conflict|mismatch)|cannot load such file|Could not load file or assembly/i,
    told: /upgrade|dependency|library|version/i,
    test: {
      asks: 'which versions are installed?',
      trueIf: 'a library is missing, or newer than what worked before',
      falseIf: 'the installed versions are those that worked before',
      commands: [['find', '.', '-maxdepth', '1', '-name', '*lock*', '-newermt', '7 days ago']],
    },
    fixes: [
      { kind: 'revert', why: 'the version before worked' },
      { kind: 'hotfix', why: 'where other changes need the new version: pin or adapt' },
    ],
  },
]
