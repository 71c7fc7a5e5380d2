// Lets the engine answer expressions that would run for ever in linear time instead: a search is typed by people.
import { setFlagsFromString } from 'node:v8'

/** Counts for expressions made afterwards, without the flag `i` and without back references. */
export function boundExpressions(): void {
  setFlagsFromString('--enable-experimental-regexp-engine-on-excessive-backtracks')
  setFlagsFromString('--regexp-backtracks-before-fallback=20000')
}
