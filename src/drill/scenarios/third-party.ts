// The payment provider has lost its card network: charges are refused or hang, and its status page says so.
import { minutes } from '../history.ts'
import { lee, mia, sam } from '../people.ts'
import type { Scenario } from '../scenario.ts'

export const thirdParty: Scenario = {
  name: 'third-party',
  title: 'seats are shown, but cannot be booked',
  repository: 'bookings',
  symptom: '502 errors on /api/bookings',
  service: 'bookings',
  load: { visit: 'bookings', perSecond: 12 },
  begins: { control: ['card-network', 'away'] },
  cause: { kind: 'signal', kinds: ['third-party'], cures: ['book now, pay on arrival'] },
  probes: [{ name: 'seats', path: '/api/seats' }],
  helpers: [{ name: 'provider', file: 'provider.js' }],
  dependency: { name: 'PayHarbor' },
  mitigations: [
    {
      name: 'restart bookings',
      set: ['restart', 'bookings'],
      undo: null,
      expect: 'a fresh process answers within 5 s',
    },
    {
      name: 'book now, pay on arrival',
      set: ['pay-on-arrival', 'on'],
      undo: 'off',
      expect: 'bookings succeed without the payment provider',
    },
  ],
  history: [
    { subject: 'Start the bookings service', author: lee, agoMs: minutes(1400), edits: [] },
    {
      subject: 'Raise the price of the front rows',
      author: mia,
      agoMs: minutes(1215),
      edits: [{ path: 'src/seats.js', replace: ['? 4900', '? 5200'] }],
    },
    {
      subject: 'Name the price in the log of a booking',
      author: sam,
      agoMs: minutes(1020),
      edits: [{ path: 'src/bookings.js', replace: ['}, paid', '} cents, paid'] }],
    },
    {
      subject: 'Test the price of a seat in the last row',
      author: lee,
      agoMs: minutes(790),
      edits: [
        {
          path: 'test/seats.test.js',
          replace: [
            "test('the front",
            "test('the last row', () => {\n  assert.equal(priceOf('30A'), 2900)\n})\n\ntest('the front",
          ],
        },
      ],
    },
    {
      subject: 'Bump version to 2.7.1',
      author: sam,
      agoMs: minutes(480),
      edits: [{ path: 'package.json', replace: ['2.7.0', '2.7.1'] }],
    },
    {
      subject: 'Give a charge a little longer',
      author: lee,
      agoMs: minutes(210),
      edits: [{ path: 'config/payharbor.json', replace: ['1500', '1600'] }],
    },
    {
      subject: 'Explain pay on arrival to the box office',
      author: mia,
      agoMs: minutes(75),
      edits: [{ path: 'README.md', replace: ['paid at the door', 'paid in cash or by card at the door'] }],
    },
  ],
}
