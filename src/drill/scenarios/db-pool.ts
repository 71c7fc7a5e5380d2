// An export of all orders takes every connection the database lets in, and keeps them.
import { minutes } from '../history.ts'
import { lee, mia, sam } from '../people.ts'
import type { Scenario } from '../scenario.ts'

export const dbPool: Scenario = {
  name: 'db-pool',
  title: 'orders can neither be placed nor listed',
  repository: 'orders',
  symptom: '500 errors on /api/orders',
  service: 'orders',
  load: { visit: 'orders', perSecond: 12 },
  begins: { control: ['export', 'running'] },
  cause: { kind: 'signal', kinds: ['db-pool'], cures: ['stop the export', 'let 60 connections in'] },
  probes: [{ name: 'prices', path: '/api/prices' }],
  helpers: [
    { name: 'database', file: 'database.js' },
    { name: 'export', file: 'export-job.js', when: ['export', 'running'] },
  ],
  logs: ['database.log'],
  mitigations: [
    {
      name: 'restart orders',
      set: ['restart', 'orders'],
      undo: null,
      expect: 'a fresh process answers within 5 s',
    },
    {
      name: 'let 60 connections in',
      set: ['max-connections', '60'],
      undo: '12',
      expect: 'the database refuses no connection',
    },
    {
      name: 'stop the export',
      set: ['export', 'stopped'],
      undo: 'running',
      expect: 'its connections go back to the database',
    },
  ],
  history: [
    { subject: 'Start the orders service', author: lee, agoMs: minutes(1415), edits: [] },
    {
      subject: 'Sell posters for less',
      author: mia,
      agoMs: minutes(1190),
      edits: [{ path: 'src/prices.js', replace: ['poster: 900', 'poster: 850'] }],
    },
    {
      subject: 'Write the member of an order into the log',
      author: sam,
      agoMs: minutes(965),
      edits: [{ path: 'src/orders.js', replace: ['`order of ', '`new order of '] }],
    },
    {
      subject: 'Keep idle connections for 400 ms',
      author: lee,
      agoMs: minutes(720),
      edits: [{ path: 'config/pool.json', replace: ['"idleMs": 500', '"idleMs": 400'] }],
    },
    {
      subject: 'Bump version to 2.7.1',
      author: sam,
      agoMs: minutes(505),
      edits: [{ path: 'package.json', replace: ['2.7.0', '2.7.1'] }],
    },
    {
      subject: 'Say which database the service needs',
      author: mia,
      agoMs: minutes(260),
      edits: [{ path: 'README.md', replace: ['into the database', 'into the shop database'] }],
    },
    {
      subject: 'Sell lamps',
      author: mia,
      agoMs: minutes(130),
      edits: [{ path: 'src/prices.js', replace: ['mug: 1250,', 'mug: 1250, lamp: 4500,'] }],
    },
  ],
}
