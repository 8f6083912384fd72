/** A row, an object or a line of a log, or what stands in its place. */
export type Piece<Content> =
  | { readonly line: number; readonly content: Content; /** The text ends behind it without an end of its line. */ readonly isUnended?: true }
  | { readonly line: number; readonly problem: 'audit-row-too-large' | 'audit-row-unreadable' | 'audit-file-cut-off' };

/** Parts text that comes bit by bit; holds no more than one piece. */
export interface Splitter<Content> {
  push(text: string): Iterable<Piece<Content>>;
  /** What is left where the text ends. */
  end(): Iterable<Piece<Content>>;
}

/** No row of a log is nearly as long; a longer one is named and left out. */
export const LONGEST_PIECE = 4_000_000;

/** What a splitter makes of a whole text. */
export function* piecesOf<Content>(texts: Iterable<string>, splitter: Splitter<Content>): Generator<Piece<Content>> {
  for (const text of texts) yield* splitter.push(text);
  yield* splitter.end();
}

/** A text from a place on. */
export function* behind(texts: Iterable<string>, start: number): Generator<string> {
  let left = start;
  for (const text of texts) {
    yield text.slice(left);
    left = Math.max(0, left - text.length);
  }
}
