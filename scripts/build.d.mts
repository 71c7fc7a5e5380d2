export declare function build(): Promise<void>

/** Measures rows of plain characters by counting them. */
export const widthsOfPlainCharacters: import('esbuild').Plugin
