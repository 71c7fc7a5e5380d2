import { findItem, search } from './search.js'

export const service = 'catalog'

const query = request => new URL(request.url, 'http://catalog').searchParams

export const routes = {
  'GET /api/search': async request => search(query(request).get('q') ?? ''),
  'GET /api/item': async request => findItem(query(request).get('id') ?? ''),
}
