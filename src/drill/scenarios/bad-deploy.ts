// Guest checkout breaks with a deploy: guests have no account, and the new payment rule reads it all the same.
import { minutes } from '../history.ts'
import { lee, mia, sam } from '../people.ts'
import type { Scenario } from '../scenario.ts'

export const badDeploy: Scenario = {
  name: 'bad-deploy',
  title: 'the checkout answers some of its orders with 500',
  repository: 'checkout',
  symptom: '500 errors on /api/checkout',
  service: 'checkout',
  load: { visit: 'checkout', perSecond: 15 },
  begins: { deploy: 3 },
  cause: { kind: 'commit' },
  probes: [{ name: 'cart', path: '/api/cart' }],
  history: [
    { subject: 'Start the checkout service', author: sam, agoMs: minutes(1410), edits: [] },
    {
      subject: 'Say how to run it locally',
      author: mia,
      agoMs: minutes(1335),
      edits: [
        { path: 'README.md', replace: ['`POST /api/checkout`', 'Logs go to `LOG_DIR`.\n\n`POST /api/checkout`'] },
      ],
    },
    {
      subject: 'Sell posters in two sizes',
      author: lee,
      agoMs: minutes(1250),
      edits: [{ path: 'src/cart.js', replace: ['poster: 900', 'poster: 900, poster_xl: 1500'] }],
    },
    {
      subject: 'Raise the item limit for wholesale carts',
      author: sam,
      agoMs: minutes(1104),
      edits: [{ path: 'config/service.json', replace: ['"maxItems": 50', '"maxItems": 80'] }],
    },
    {
      subject: 'Warn about carts that are left without an order',
      author: mia,
      agoMs: minutes(980),
      edits: [
        {
          path: 'src/cart.js',
          replace: [
            'export function totalOf',
            'export function isLeft(cart) {\n  return cart.items.length === 0\n}\n\nexport function totalOf',
          ],
        },
      ],
    },
    {
      subject: 'Test that a cart has a total',
      author: mia,
      agoMs: minutes(845),
      edits: [
        {
          path: 'test/cart.test.js',
          content:
            "import assert from 'node:assert/strict'\nimport { test } from 'node:test'\nimport { readCart, totalOf } from '../src/cart.js'\n\ntest('a cart has a total', () => {\n  assert.ok(totalOf(readCart('c-1')) > 0)\n})\n",
        },
      ],
    },
    {
      subject: 'Name the currency in the order',
      author: lee,
      agoMs: minutes(702),
      edits: [
        { path: 'src/checkout.js', replace: ['total: totalOf(cart),', "total: totalOf(cart), currency: 'EUR',"] },
      ],
    },
    {
      subject: 'Bump version to 4.18.1',
      author: sam,
      agoMs: minutes(640),
      edits: [{ path: 'package.json', replace: ['4.18.0', '4.18.1'] }],
    },
    {
      subject: 'Keep the address of a guest for the receipt',
      author: lee,
      agoMs: minutes(415),
      edits: [{ path: 'src/customer.js', replace: ["'unknown', account", "'no address', account"] }],
    },
    {
      subject: 'Explain the health report',
      author: mia,
      agoMs: minutes(236),
      edits: [
        { path: 'README.md', replace: ['`GET /health`.', '`GET /health` (500 once one answer in twenty fails).'] },
      ],
    },
    {
      subject: 'Validate payment methods against the account',
      author: lee,
      agoMs: minutes(18),
      edits: [
        {
          path: 'src/payment.js',
          replace: [
            'export function paymentFor(order) {\n  const method = order.method ?? defaultMethod\n',
            'export function paymentFor(order, customer) {\n  const allowed = customer.account.paymentMethods\n  const method = allowed.includes(order.method) ? order.method : defaultMethod\n',
          ],
        },
      ],
    },
    {
      subject: 'Mention the item limit in the README',
      author: mia,
      agoMs: minutes(14),
      edits: [{ path: 'README.md', replace: ['Logs go to', 'At most 80 items a cart. Logs go to'] }],
    },
    {
      subject: 'Bump version to 4.18.2',
      author: sam,
      agoMs: minutes(11),
      edits: [{ path: 'package.json', replace: ['4.18.1', '4.18.2'] }],
    },
  ],
}
