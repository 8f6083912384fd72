import type { SeededRandom } from '../seeded-random.ts';
import type { Content, ItemKind } from './content.ts';

export const STORE_KINDS = ['exchange', 'icloud', 'google', 'nextcloud', 'davserver'] as const;
/** What an account lies on: a mailbox, a cloud, or a DAV server of one's own, of which there may be a log. */
export type StoreKind = (typeof STORE_KINDS)[number];

/** How a card or calendar object is spelt by whoever wrote it last. */
export type Spelling = 'plain' | 'apple' | 'davx5' | 'nextcloud' | 'sabre' | 'google' | 'outlook-file' | 'z-push' | 'ez-vcard';

/** Marks that a program leaves in what it writes. */
export interface Marks {
  readonly prodid?: string;
  /** Whole content lines of a card or calendar object. */
  readonly lines?: readonly string[];
  /** Extended properties of an Exchange item, by the id that Graph is asked for. */
  readonly properties?: Readonly<Record<string, string>>;
}

/** How a mailbox sees a program. */
export interface MailboxSigns {
  /** `ClientInfoString` of an audit row. */
  readonly client: string;
  readonly appId?: string;
  /** `LogonType`: whose rights it works with. */
  readonly logon: 'owner' | 'administrator' | 'delegate' | 'service';
  readonly process?: string;
  /** Its string or application id is nobody else's. */
  readonly isItsOwn: boolean;
  /** Its account is left out of auditing, or the log has no line for its way in. */
  readonly isUnaudited?: boolean;
}

/** How a DAV server sees a program. */
export interface DavSigns {
  readonly userAgent: string;
  readonly isItsOwn: boolean;
}

export interface Given {
  readonly random: SeededRandom;
  readonly atMs: number;
  /** The item in another store that this one is made from. */
  readonly origin?: { readonly key: string; readonly uid: string; readonly ids?: { readonly id: string } | null };
  /** The item had these before. */
  readonly before?: Marks;
}

/** A sync app as a small program's habits: everything that shows of it in stores and logs. */
export interface SyncApp {
  /** Its id in the knowledge base. */
  readonly id: string;
  readonly kinds: readonly ItemKind[];
  readonly stores: readonly StoreKind[];
  /** As a manifest declares it. */
  readonly direction: string;
  /** Minutes from one pass to the next; none where it works at once or when it is asked. */
  readonly everyMinutes?: number;
  /** Seconds from one item to the next within a pass. */
  readonly secondsAnItem: number;
  readonly mailbox?: MailboxSigns;
  readonly dav?: DavSigns;
  readonly spelling: Spelling;
  makeUid(random: SeededRandom): string;
  /** Name of the resource that it puts a new card under, where the client chooses. */
  resourceName(uid: string): string;
  /** What of an item it has room for. */
  carry(content: Content): Content;
  leave(given: Given): Marks;
  /** Whether its marks name it and no other program. */
  readonly hasOwnMarks: boolean;
}

/** A program without habits of its own, to start from. */
export const PLAIN_APP: Omit<SyncApp, 'id'> = {
  kinds: ['contact', 'event', 'task'],
  stores: STORE_KINDS,
  direction: 'two-way',
  secondsAnItem: 1,
  spelling: 'plain',
  makeUid: (random) => random.uuid(),
  resourceName: (uid) => uid,
  carry: (content) => content,
  leave: ({ before }) => before ?? {},
  hasOwnMarks: false,
};

/** UIDs as Apple's programs make them. */
export function upperUuid(random: SeededRandom): string {
  return random.uuid().toUpperCase();
}

/** Hex digits, as many as asked for. */
export function hexDigits(random: SeededRandom, length: number): string {
  return Array.from({ length }, () => random.integer(0, 15).toString(16)).join('');
}
