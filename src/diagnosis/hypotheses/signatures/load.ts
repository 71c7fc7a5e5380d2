// Causes that are too much of something: requests, waiting messages, misses, calls that others limit.
import { hostReason } from '../host-evidence.ts'
import type { Signature } from '../types.ts'

export const loadSignatures: readonly Signature[] = [
  {
    kind: 'capacity',
    title: 'traffic over capacity',
    says: /overload|server (?:is )?busy|(?:request|accept|listen|worker|thread|task) ?(?:queue|pool) (?:is )?(?:full|exhausted|empty)|RejectedExecution|(?:no|all) (?:available |free )?workers? (?:available|busy|are busy)|max_children|MaxRequestWorkers|worker_connections are not enough|load[- ]?shed|over capacity|at capacity|concurrency limit|event loop (?:lag|delay|blocked)|request (?:queued|waited) (?:for )?\d/i,
    told: /\bslow|traffic|spike|load\b|capacity|latenc|campaign|time?outs?\b/i,
    metric: { name: /\brps\b|\bqps\b|requests?|traffic|throughput|hits/i, turns: 'up' },
    byTraffic: true,
    byLoad: true,
    host: host => [
      ...hostReason(host, /^load$/, { over: 20, under: -5 }),
      ...hostReason(host, /^cpu pressure$/, { over: 10, under: 0 }),
    ],
    test: {
      asks: 'is there more work than can be done?',
      trueIf: 'the load is well over the number of cores, or connections pile up',
      falseIf: 'requests are as many as usual, and workers are idle',
      commands: [['uptime'], ['ps', 'axo', 'pid,pcpu,rss,comm', '--sort=-pcpu'], ['ss', '-s']],
    },
    fixes: [
      { kind: 'mitigate', why: 'scale up, limit the rate or shed load: no code is at fault' },
      { kind: 'hotfix', why: 'where one expensive request is the reason' },
    ],
  },
  {
    kind: 'rate-limited',
    title: 'rate limited by a service we call',
    says: /\b(?:status|code|http\/[\d.]+"?|answer(?:s|ed)|return(?:s|ed)|got|error)[ :=]{1,3}429\b|too many requests|rate.?limit(?:ed| exceeded|ing)?|quota (?:exceeded|exhausted)|throttl(?:ed|ing)|SlowDown|ThrottlingException|retry[- ]after/i,
    told: /rate.?limit|\b429\b|quota/i,
    metric: { name: /429|throttl|rate.?limit/i, turns: 'up' },
    test: {
      asks: 'does somebody we call refuse us for asking too often?',
      trueIf: 'many established connections go to one address and its answers are 429',
      falseIf: 'the other side answers without a 429',
      commands: [['ss', '-tn', 'state', 'established']],
    },
    fixes: [
      { kind: 'mitigate', why: 'slow the caller down, switch to a fallback, or have the quota raised' },
      { kind: 'revert', why: 'where a change made the calls more frequent' },
    ],
  },
  {
    kind: 'queue-backlog',
    title: 'a queue is not worked off',
    says: /consumer lag|(?:queue|topic|stream) .{0,30}(?:depth|length|size|lag|backlog)|backlog (?:of|is|grow)|lagging behind|dead.?letter|unacked|messages? (?:pending|waiting|unprocessed)|visibility timeout|max(?:imum)? (?:delivery|receive) (?:attempts|count)|jobs? (?:stuck|stalled)/i,
    told: /queue|backlog|delayed|jobs? (?:stuck|late)|emails? (?:late|not sent)/i,
    metric: { name: /queue|backlog|\blag\b|pending|unacked|depth/i, turns: 'up' },
    test: {
      asks: 'do the workers run, and do they wait for something?',
      trueIf: 'workers are missing, or all of them sleep in the same place',
      falseIf: 'the queue is as long as usual, and workers take from it',
      commands: [
        ['ps', 'axo', 'pid,stat,wchan:20,etime,comm'],
        ['ss', '-s'],
      ],
    },
    fixes: [
      { kind: 'mitigate', why: 'more workers, or set the poisoned message aside' },
      { kind: 'revert', why: 'where a change broke or slowed the consumer' },
    ],
  },
  {
    kind: 'cache-stampede',
    title: 'the cache is cold or gone, everything hits what is behind it',
    says: /cache (?:miss(?:es)?|stampede|is cold|cold|flushed|evict\w*|unavailable|down|connection)|thundering herd|dog.?pil|redis.{0,60}(?:refused|timed? ?out|LOADING|OOM|READONLY|closed|unavailable)|MISCONF|memcached?.{0,60}(?:refused|timed? ?out|marked dead|down)|eviction/i,
    told: /\bcache|redis|memcache/i,
    metric: { name: /cache.*miss|miss.*cache|evict/i, turns: 'up' },
    test: {
      asks: 'does the cache answer?',
      trueIf: 'nothing listens where the cache should, or it was started minutes ago',
      falseIf: 'the cache answers, and hits are as usual',
      commands: [
        ['ss', '-tln'],
        ['ps', 'axo', 'pid,etime,rss,comm', '--sort=-rss'],
      ],
    },
    fixes: [
      { kind: 'mitigate', why: 'warm the cache, limit the rate until it is warm, or serve stale' },
      { kind: 'revert', why: 'where a change of keys or lifetimes emptied it' },
    ],
  },
]
