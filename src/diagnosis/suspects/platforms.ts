// Platforms as symptoms and changes name them. Words are whole pieces of a name, so `darwin` is not `win`.
import { piecesOf } from './words.ts'

const platforms: readonly (readonly [name: string, pieces: readonly string[]])[] = [
  ['Windows', ['windows', 'win32', 'win64', 'win', 'msvc', 'd3d', 'd3d11', 'd3d12']],
  ['macOS', ['mac', 'macos', 'osx', 'darwin', 'metal']],
  ['Linux', ['linux', 'ubuntu', 'debian']],
  ['Android', ['android', 'adb']],
  ['iOS', ['ios', 'iphone', 'ipad']],
  ['ChromeOS', ['chromeos', 'cros']],
  ['Fuchsia', ['fuchsia']],
  ['ARM', ['arm', 'arm64', 'aarch64']],
  ['Chrome', ['chrome', 'chromium']],
  ['Firefox', ['firefox']],
  ['Safari', ['safari', 'webkit']],
  ['Intel GPUs', ['intel']],
  ['NVIDIA GPUs', ['nvidia', 'cuda']],
  ['AMD GPUs', ['amd', 'radeon']],
  ['Vulkan', ['vulkan']],
  ['OpenGL', ['opengl', 'gles']],
]

/** Names of the platforms that a text speaks of. */
export function platformsIn(text: string): Set<string> {
  const pieces = new Set(piecesOf(text))
  return new Set(platforms.filter(([, words]) => words.some(word => pieces.has(word))).map(([name]) => name))
}
