export declare function build(): Promise<void>

/** Measures rows of plain characters by counting them. */
export const widthsOfPlainCharacters: import('esbuild').Plugin

/** Ink's output that remembers the rows it has painted. */
export const inkKeepsItsCaches: import('esbuild').Plugin
