// Causes in the machine itself: disk, memory, cpu, file descriptors, its clock, a process that is not there.
import { hostReason } from '../host-evidence.ts'
import type { Signature } from '../types.ts'

export const machineSignatures: readonly Signature[] = [
  {
    kind: 'disk',
    title: 'disk full',
    says: /no space left|ENOSPC|disk (?:is )?full|file ?system (?:is )?full|quota exceeded.*disk|disk quota|EDQUOT|read-only file ?system|EROFS|could not (?:extend|write).{0,60}(?:space|block)|not enough (?:disk )?space|flood.?stage|disk watermark/i,
    told: /disk|space|\bfull\b/i,
    metric: { name: /disk.*(?:used|usage|full)|filesystem.*used/i, turns: 'up' },
    host: host => [
      ...hostReason(host, /^disk \//, { over: 45, under: -15 }),
      ...hostReason(host, /^inodes \//, { over: 40, under: 0 }),
    ],
    test: {
      asks: 'is a file system full?',
      trueIf: 'a file system has no blocks or inodes left',
      falseIf: 'every file system has blocks and inodes left',
      commands: [
        ['df', '-h'],
        ['df', '-i'],
      ],
    },
    fixes: [
      { kind: 'mitigate', why: 'make room: rotate logs, remove what can be made again, grow the volume' },
      { kind: 'revert', why: 'where a change made something write much more' },
    ],
  },
  {
    kind: 'memory',
    title: 'out of memory',
    says: /out of memory|out-of-memory|\bOOM\b|OOMKilled|OutOfMemory|heap (?:out of memory|limit|space)|cannot allocate memory|ENOMEM|killed process \d+|GC overhead limit|exit(?:ed)?.{0,20}\b137\b|memory (?:limit|exhausted|pressure)|MemoryError|std::bad_alloc/i,
    told: /memory|\boom\b|leak/i,
    metric: { name: /memory|\brss\b|heap/i, turns: 'up' },
    host: host => [
      ...hostReason(host, /^memory$/, { over: 30, under: -8 }),
      ...hostReason(host, /^oom$/, { over: 35, under: 0 }),
      ...hostReason(host, /^swap$/, { over: 10, under: 0 }),
      ...hostReason(host, /^memory pressure$/, { over: 15, under: 0 }),
    ],
    test: {
      asks: 'is memory short?',
      trueIf: 'little is available, or the kernel has killed a process',
      falseIf: 'memory is left, and the kernel killed nothing',
      commands: [
        ['free', '-m'],
        ['ps', 'axo', 'pid,rss,pcpu,etime,comm', '--sort=-rss'],
      ],
    },
    fixes: [
      { kind: 'revert', why: 'a leak that came with a change goes with it' },
      { kind: 'mitigate', why: 'restart one instance after the other, or give it more memory' },
    ],
  },
  {
    kind: 'cpu',
    title: 'cpu used up',
    says: /cpu (?:throttl\w*|limit|saturat\w*|starv\w*|exhaust\w*)|soft lockup|hung_task|blocked for more than \d+ seconds|catastrophic backtrack/i,
    told: /\bcpu\b|100 ?%|pegged/i,
    metric: { name: /\bcpu\b/i, turns: 'up' },
    byLoad: true,
    host: host => [
      ...hostReason(host, /^cpu$/, { over: 35, under: -8 }),
      ...hostReason(host, /^cpu pressure$/, { over: 20, under: 0 }),
    ],
    test: {
      asks: 'what uses the cpu?',
      trueIf: 'one program uses whole cores',
      falseIf: 'no core is busy for long',
      commands: [['uptime'], ['ps', 'axo', 'pid,pcpu,stat,etime,comm', '--sort=-pcpu']],
    },
    fixes: [
      { kind: 'revert', why: 'where a change brought an expensive path' },
      { kind: 'mitigate', why: 'more instances, or switch the expensive feature off' },
    ],
  },
  {
    kind: 'file-descriptors',
    title: 'file descriptors used up',
    says: /too many open files|EMFILE|ENFILE|file descriptors?.{0,30}(?:limit|exhaust\w*|exceed\w*|leak)|\bulimit\b/i,
    told: /file descriptor|open files/i,
    metric: { name: /open.?f(?:ile|d)s|file.?descriptors/i, turns: 'up' },
    host: host => hostReason(host, /^open files$/, { over: 45, under: -10 }),
    test: {
      asks: 'are file descriptors used up?',
      trueIf: 'the first figure is close to the last, or thousands of sockets wait to be closed',
      falseIf: 'the process holds far fewer than its limit',
      commands: [
        ['cat', '/proc/sys/fs/file-nr'],
        ['ss', '-s'],
        ['ss', '-tn', 'state', 'close-wait'],
      ],
    },
    fixes: [
      { kind: 'revert', why: 'a leak that came with a change goes with it' },
      { kind: 'mitigate', why: 'restart one instance after the other, or raise the limit' },
    ],
  },
  {
    kind: 'process',
    title: 'a process is down or keeps crashing',
    says: /segfault|SIGSEGV|SIGABRT|core dumped|CrashLoopBackOff|back-off restarting|start(?:ed)? request repeated too quickly|main process exited|panic:|fatal error:|uncaught ?exception|unhandledRejection|exited with code [1-9]|address already in use|EADDRINUSE/i,
    told: /\bdown\b|crash|restart|refused|not (?:starting|responding)/i,
    probes: ['refused'],
    metric: { name: /\b(?:restarts?|crash(?:es)?|exits?)\b/i, turns: 'up' },
    test: {
      asks: 'does it run and listen?',
      trueIf: 'nothing listens on its port, or it was started seconds ago',
      falseIf: 'it runs since long before, and listens',
      commands: [
        ['ss', '-tlnp'],
        ['ps', 'axo', 'pid,etime,stat,comm', '--sort=etime'],
      ],
    },
    fixes: [
      { kind: 'revert', why: 'where it crashes since a change' },
      { kind: 'mitigate', why: 'start it again, or fail over' },
    ],
  },
  {
    kind: 'clock',
    title: 'a clock is wrong',
    says: /clock (?:skew|drift|is (?:ahead|behind|wrong))|token used before issued|(?<!expired or (?:is )?)not yet valid|RequestTimeTooSkewed|timestamp.{0,40}(?:in the future|too old|outside)|time (?:skew|drift)|\b(?:iat|nbf)\b.{0,40}future|System clock (?:wrong|unsynchron)|ntpd?\b.{0,40}(?:unreach|not sync|step)/i,
    told: /clock|\bntp\b/i,
    metric: { name: /clock|ntp|offset/i, turns: 'up' },
    test: {
      asks: 'is the clock right?',
      trueIf: 'it differs from another machine by more than seconds, or is not synchronised',
      falseIf: 'it is synchronised, and agrees with another machine',
      commands: [
        ['date', '-u', '+%Y-%m-%dT%H:%M:%SZ'],
        ['timedatectl', 'show'],
      ],
    },
    fixes: [{ kind: 'mitigate', why: 'set the clock right, or take the machine out' }],
  },
]
