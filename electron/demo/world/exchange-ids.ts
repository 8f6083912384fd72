import type { SeededRandom } from '../seeded-random.ts';

/** The bytes that a mailbox names its items by. */
export interface MailboxIds {
  /** An item in a folder: a move gives it another. */
  itemIn(folder: string): ItemIds;
  folderId(folder: string): string;
}

export interface ItemIds {
  /** As Graph and EWS name it. */
  readonly id: string;
  /** As an audit row names it. */
  readonly auditId: string;
  readonly immutableId: string;
}

const PROVIDER_BYTES = 16;

/** Gives out ids of one mailbox, in the form that Exchange has them: the mailbox's GUID before the entry id of folder and item. */
export function createMailboxIds(random: SeededRandom): MailboxIds {
  const bytes = (count: number): number[] => Array.from({ length: count }, () => random.integer(0, 255));
  const mailbox = random.uuid();
  const provider = bytes(PROVIDER_BYTES);
  const replica = bytes(16);
  const folders = new Map<string, readonly number[]>();
  let counter = random.integer(0x1000, 0xfffff);
  const nextCounter = (): number[] => {
    counter += random.integer(1, 3);
    return [0, 0, (counter >> 24) & 0xff, (counter >> 16) & 0xff, (counter >> 8) & 0xff, counter & 0xff];
  };
  const folderPart = (folder: string): readonly number[] => {
    const known = folders.get(folder) ?? [...replica, ...nextCounter(), 0, 0];
    folders.set(folder, known);
    return known;
  };
  const withMailbox = (entry: readonly number[]): string => encode([0, 3, 36, 0, ...new TextEncoder().encode(mailbox), 0, entry.length, 0, ...entry, 0]);
  return {
    itemIn(folder) {
      const item = [...replica, ...nextCounter(), 0, 0];
      const entry = [0, 0, 0, 0, ...provider, 7, 0, ...folderPart(folder), ...item];
      return {
        id: withMailbox(entry),
        auditId: Buffer.from([entry.length, ...entry, 9]).toString('base64'),
        immutableId: encode([0, 2, 64, 11, 0, 0, ...provider, ...item]),
      };
    },
    folderId: (folder) => withMailbox([0, 0, 0, 0, ...provider, 1, 0, ...folderPart(folder)]),
  };
}

function encode(bytes: readonly number[]): string {
  return Buffer.from(bytes).toString('base64').replaceAll('+', '-').replaceAll('/', '_');
}
