// A campaign brings more searches than the workers can do: what waits grows, then is refused. No change is at fault.
import { minutes } from '../history.ts'
import { lee, mia, sam } from '../people.ts'
import type { Scenario } from '../scenario.ts'

export const slowApi: Scenario = {
  name: 'slow-api',
  title: 'searches take ten times as long as usual',
  repository: 'catalog',
  symptom: 'API response times 10x slower than normal on /api/search',
  service: 'catalog',
  load: { visit: 'catalog', perSecond: 12 },
  begins: { control: ['load', '55'] },
  cause: { kind: 'signal', kinds: ['capacity'], cures: ['scale search to 8 workers'] },
  probes: [{ name: 'search', path: '/api/search?q=mug', within: '400ms' }],
  mitigations: [
    {
      name: 'restart catalog',
      set: ['restart', 'catalog'],
      undo: null,
      expect: 'a fresh process answers within 5 s',
    },
    {
      name: 'scale search to 8 workers',
      set: ['workers', '8'],
      undo: '2',
      expect: 'nothing waits in line, search answers within 400 ms',
    },
  ],
  history: [
    { subject: 'Start the catalog service', author: mia, agoMs: minutes(1430), edits: [] },
    {
      subject: 'Find items by a part of their title',
      author: lee,
      agoMs: minutes(1275),
      edits: [{ path: 'src/search.js', replace: ['item.title.includes(words)', 'item.title.includes(words.trim())'] }],
    },
    {
      subject: 'Show at most thirty results',
      author: mia,
      agoMs: minutes(1010),
      edits: [{ path: 'config/service.json', replace: ['20', '30'] }],
    },
    {
      subject: 'Name items that are sold out',
      author: lee,
      agoMs: minutes(760),
      edits: [{ path: 'src/search.js', replace: ['not for sale any more', 'sold out'] }],
    },
    {
      subject: 'Test search by an empty word',
      author: sam,
      agoMs: minutes(540),
      edits: [
        {
          path: 'test/search.test.js',
          replace: [
            "test('finds by a word",
            "test('an empty word finds everything', async () => {\n  assert.equal((await search('')).count, 40)\n})\n\ntest('finds by a word",
          ],
        },
      ],
    },
    {
      subject: 'Bump version to 2.7.1',
      author: sam,
      agoMs: minutes(355),
      edits: [{ path: 'package.json', replace: ['2.7.0', '2.7.1'] }],
    },
    {
      subject: 'Explain the search parameters',
      author: mia,
      agoMs: minutes(190),
      edits: [
        { path: 'README.md', replace: ['`GET /api/item?id=`', 'Words are matched as they stand. `GET /api/item?id=`'] },
      ],
    },
  ],
}
