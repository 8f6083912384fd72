/** A change of the tree as it happened, whoever made it and whatever was answered. */
export interface TreeChange {
  /** The request that made it; null for a change from code, as another device would make it. */
  readonly request: number | null;
  readonly href: string;
  /** SHA-256 of the body in hex; null where there was or is none. */
  readonly before: string | null;
  readonly after: string | null;
}

/** A request as it came in and how it was answered. */
export interface RequestRecord {
  readonly index: number;
  readonly method: string;
  readonly path: string;
  /** The status sent; 0 where none was. */
  readonly status: number;
  /** The scheme of the Authorization header in lower case, never its value; '' where there was none. */
  readonly authorization: string;
  /** Requests whose answers were not all sent when this one came in, itself included. */
  readonly inFlight: number;
  readonly requestBytes: number;
}

/** A request that wants to write, with what really came of it. */
export interface WriteRecord {
  readonly request: number;
  readonly method: string;
  readonly href: string;
  readonly status: number;
  readonly changes: readonly TreeChange[];
}

const WRITING_METHODS = new Set(['PUT', 'DELETE', 'MKCOL', 'MKCALENDAR', 'PROPPATCH', 'MOVE', 'COPY', 'POST']);

/** What really happened on a server, as an oracle for tests and the demo. Holds hashes, never bodies or secrets. */
export class DavLog {
  readonly #requests: RequestRecord[] = [];
  readonly #changes: TreeChange[] = [];

  addRequest(record: RequestRecord): void {
    this.#requests.push(record);
  }

  addChange(change: TreeChange): void {
    this.#changes.push(change);
  }

  /** Every request answered so far, in the order of their arrival. */
  requests(): readonly RequestRecord[] {
    return this.#requests.toSorted((a, b) => a.index - b.index);
  }

  /** Every change of the tree in order, those from code included. */
  changes(): readonly TreeChange[] {
    return [...this.#changes];
  }

  /** Every writing request with the changes that it made: none where it was refused. */
  writes(): readonly WriteRecord[] {
    const changesOf = Map.groupBy(this.#changes, (change) => change.request);
    return this.requests()
      .filter((record) => WRITING_METHODS.has(record.method))
      .map((record) => ({
        request: record.index,
        method: record.method,
        href: record.path,
        status: record.status,
        changes: changesOf.get(record.index) ?? [],
      }));
  }

  /** Forgets everything; indexes of requests go on. */
  clear(): void {
    this.#requests.length = 0;
    this.#changes.length = 0;
  }
}
