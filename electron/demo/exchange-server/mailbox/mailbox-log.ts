export type ChangeKind = 'create' | 'update' | 'move' | 'copy' | 'destroy' | 'folder-create' | 'folder-update' | 'folder-destroy';

/** A change of a mailbox as it happened, whoever made it and whatever was answered. Holds numbers and hashes, never content. */
export interface MailboxChange {
  /** The request that made it; null for a change from code, as another program would make it. */
  readonly request: number | null;
  readonly kind: ChangeKind;
  /** The item's number, which stays for life, or the folder's. */
  readonly number: number;
  /** Distinguished name or number of the folder that it was in; null where it was in none. */
  readonly from: string | null;
  readonly to: string | null;
  /** SHA-256 of the content before and after; null where there was or is none. */
  readonly before: string | null;
  readonly after: string | null;
  /** When, and in whose name; items have both. */
  readonly at?: string;
  readonly by?: string;
  readonly client?: string;
}

/** A message that a real server would have sent to one attendee. */
export interface Notification {
  readonly request: number | null;
  readonly number: number;
  readonly kind: 'invitation' | 'update' | 'cancellation';
  readonly to: string;
}

/** A request as it came in and how it was answered. */
export interface RequestRecord {
  readonly index: number;
  readonly method: string;
  /** Without query. */
  readonly path: string;
  /** The operation of a SOAP request, or ''. */
  readonly operation: string;
  /** The status sent; 0 where none was. */
  readonly status: number;
  /** The scheme of the Authorization header in lower case, never its value. */
  readonly authorization: string;
  /** Requests whose answers were not all sent when this one came in, itself included. */
  readonly inFlight: number;
  /** Places of the connections among all that were opened, from 0. */
  readonly connection: number;
  readonly requestBytes: number;
}

/** What really happened on a server, as an oracle for tests and the demo. */
export class MailboxLog {
  readonly #requests: RequestRecord[] = [];
  readonly #changes: MailboxChange[] = [];
  readonly #notifications: Notification[] = [];

  addRequest(record: RequestRecord): void {
    this.#requests.push(record);
  }

  addChange(change: MailboxChange): void {
    this.#changes.push(change);
  }

  addNotification(notification: Notification): void {
    this.#notifications.push(notification);
  }

  /** Every request answered so far, in the order of their arrival. */
  requests(): readonly RequestRecord[] {
    return this.#requests.toSorted((a, b) => a.index - b.index);
  }

  /** Every change in order, those from code included. */
  changes(): readonly MailboxChange[] {
    return [...this.#changes];
  }

  /** Every message that attendees would have got. */
  notifications(): readonly Notification[] {
    return [...this.#notifications];
  }

  /** Forgets everything; indexes of requests go on. */
  clear(): void {
    this.#requests.length = 0;
    this.#changes.length = 0;
    this.#notifications.length = 0;
  }
}
