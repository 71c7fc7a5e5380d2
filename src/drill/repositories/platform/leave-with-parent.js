// Loaded before a practice service: it ends when the process that started it does, however that one ended.
process.stdin.resume()
process.stdin.on('end', () => process.exit(0))
process.stdin.on('error', () => process.exit(0))
