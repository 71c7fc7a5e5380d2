// Healthy while fewer than one in twenty of the last answers failed.
const remembered = 60
const answers = []

export function recordAnswer({ failed = false }) {
  answers.push(failed)
  if (answers.length > remembered) answers.shift()
}

export function healthReport() {
  const failed = answers.filter(Boolean).length
  const share = answers.length === 0 ? 0 : failed / answers.length
  const status = share >= 0.05 ? 'failing' : 'ok'
  return {
    status: status === 'ok' ? 200 : 500,
    body: { status, version: process.env.VERSION ?? 'dev', failing: Number(share.toFixed(2)) },
  }
}
