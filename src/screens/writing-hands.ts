// What of writing needs the world: the person's editor on one text, and a file in the folder for documents.

/** `failed` is a sentence for the person: what happened, what was kept, what next. */
export type Edited = { readonly text: string } | { readonly failed: string }

export interface DocumentFile {
  /** Without an ending. */
  readonly name: string
  readonly format: string
  /** Made for the name that turns out to be free: pictures beside it begin with it. */
  readonly make: (name: string) => {
    readonly text: string
    readonly pictures: readonly { readonly name: string; readonly text: string }[]
  }
  /** Files written before: one that still is as it was written may be written again. */
  readonly known: readonly { readonly path: string; readonly sha256: string }[]
}

export type Saved =
  | {
      readonly path: string
      readonly sha256: string
      /** A file of that name that someone has edited, and that was therefore left alone. */
      readonly beside: string | null
    }
  | { readonly failed: string }

export interface Writing {
  /** Gives the terminal to the person's editor with this text in a file of that name. */
  edit(text: string, name: string): Promise<Edited>
  save(document: DocumentFile): Promise<Saved>
  /** The document template that the configuration names; null where it names none. */
  template(): Promise<{ readonly source: string; readonly called: string } | { readonly failed: string } | null>
}
