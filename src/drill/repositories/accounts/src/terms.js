export function terms() {
  return { version: 7, text: 'Goods may be sent back within 14 days.' }
}
