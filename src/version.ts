// The version, put in by the build; tests and unbundled runs say so.
declare const __VERSION__: string | undefined

export const version = typeof __VERSION__ === 'string' ? __VERSION__ : '0.0.0-source'
