/** A file that may be a log; its bytes can be asked for more than once. */
export interface LogFile {
  readonly name: string;
  chunks(): Iterable<Uint8Array>;
}
