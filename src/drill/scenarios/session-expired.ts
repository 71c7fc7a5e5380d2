// Sessions end right after login: the lifetime was written in seconds where milliseconds are read.
import { minutes } from '../history.ts'
import { lee, mia, sam } from '../people.ts'
import type { Scenario } from '../scenario.ts'

export const sessionExpired: Scenario = {
  name: 'session-expired',
  title: 'members are logged out right after they have logged in',
  repository: 'accounts',
  symptom: 'users getting "session expired" immediately after login',
  service: 'accounts',
  load: { visit: 'accounts', perSecond: 10 },
  begins: { deploy: 3 },
  cause: { kind: 'commit' },
  probes: [{ name: 'terms', path: '/api/terms' }],
  history: [
    { subject: 'Start the accounts service', author: sam, agoMs: minutes(1420), edits: [] },
    {
      subject: 'Refuse a login without a password',
      author: lee,
      agoMs: minutes(1300),
      edits: [{ path: 'src/members.js', replace: ["'unknown member or password'", "'no such member or password'"] }],
    },
    {
      subject: 'Publish the terms of this year',
      author: mia,
      agoMs: minutes(1130),
      edits: [{ path: 'src/terms.js', replace: ['version: 7', 'version: 8'] }],
    },
    {
      subject: 'Show how many orders a member has',
      author: lee,
      agoMs: minutes(870),
      edits: [{ path: 'src/members.js', replace: ['member.length * 3', 'member.length * 3 + 1'] }],
    },
    {
      subject: 'Sign sessions with a longer signature',
      author: sam,
      agoMs: minutes(655),
      edits: [{ path: 'src/session.js', replace: ['.slice(0, 24)', '.slice(0, 32)'] }],
    },
    {
      subject: 'Say in the README how long sessions live',
      author: mia,
      agoMs: minutes(420),
      edits: [{ path: 'README.md', replace: ['Members log in here', 'Members log in here, for eight hours,'] }],
    },
    {
      subject: 'Bump version to 2.7.1',
      author: sam,
      agoMs: minutes(300),
      edits: [{ path: 'package.json', replace: ['2.7.0', '2.7.1'] }],
    },
    {
      subject: 'Shorten session lifetime to half an hour',
      author: sam,
      agoMs: minutes(26),
      edits: [{ path: 'config/session.json', replace: ['28800000', '1800'] }],
    },
    {
      subject: 'Add the right to send goods back to the terms',
      author: mia,
      agoMs: minutes(21),
      edits: [{ path: 'src/terms.js', replace: ['within 14 days', 'within 30 days'] }],
    },
    {
      subject: 'Bump version to 2.7.2',
      author: sam,
      agoMs: minutes(9),
      edits: [{ path: 'package.json', replace: ['2.7.1', '2.7.2'] }],
    },
  ],
}
