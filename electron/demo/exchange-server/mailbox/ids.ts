/** What an id of this server names. */
export type Named =
  | { readonly type: 'folder'; readonly number: number }
  | { readonly type: 'item'; readonly instance: number; readonly occurrence: string | null }
  | { readonly type: 'immutable'; readonly number: number; readonly occurrence: string | null };

const EWS_MARK = Buffer.from([0, 3, 0x24, 0]);
const IMMUTABLE_MARK = Buffer.from([0, 9, 0, 0x2e]);
const FOLDER_LENGTH = 46;
const ITEM_LENGTH = 70;

/** Makes and reads the ids of one mailbox; the ids of another one name nothing here. */
export class IdCodec {
  readonly #guid: string;
  readonly #guidBytes: Buffer;

  constructor(guid: string) {
    this.#guid = guid;
    this.#guidBytes = Buffer.from(guid.replaceAll('-', ''), 'hex');
  }

  /** The long-term entry id of a folder (MS-OXCDATA §2.2.4.1). */
  folderEntryId(number: number): Buffer {
    return Buffer.concat([Buffer.alloc(4), this.#guidBytes, Buffer.from([1, 0]), this.counter(number), Buffer.alloc(2)]);
  }

  /** The long-term entry id of a message (MS-OXCDATA §2.2.4.2). */
  itemEntryId(folder: number, instance: number): Buffer {
    return Buffer.concat([Buffer.alloc(4), this.#guidBytes, Buffer.from([7, 0]), this.counter(folder), Buffer.alloc(2), this.counter(instance), Buffer.alloc(2)]);
  }

  /** A counter with the GUID of this mailbox before it: source keys and change keys are such (MS-OXCFXICS §2.2.2.1). */
  counter(value: number): Buffer {
    return Buffer.concat([this.#guidBytes, sixBytes(value)]);
  }

  folderId(number: number): string {
    return this.wrap(this.folderEntryId(number), null);
  }

  itemId(folder: number, instance: number, occurrence: string | null = null): string {
    return this.wrap(this.itemEntryId(folder, instance), occurrence);
  }

  /** The id that a move does not change. */
  immutableId(number: number, occurrence: string | null = null): string {
    return Buffer.concat([IMMUTABLE_MARK, Buffer.from(this.#guid, 'latin1'), sixBytes(number), occurrenceBytes(occurrence)]).toString('base64');
  }

  changeKey(change: number): string {
    return Buffer.concat([Buffer.from([9, 0, 0, 0, 0x16, 0, 0, 0]), this.counter(change), Buffer.alloc(4)]).toString('base64');
  }

  /** What an id names, in Exchange's or Graph's alphabet; undefined where it is none of this mailbox. */
  read(id: string): Named | undefined {
    const bytes = Buffer.from(id.replaceAll('-', '/').replaceAll('_', '+'), 'base64');
    const guid = bytes.subarray(4, 40).toString('latin1');
    if (guid !== this.#guid) return undefined;
    if (bytes.subarray(0, 4).equals(IMMUTABLE_MARK)) return { type: 'immutable', number: bytes.readUIntBE(40, 6), occurrence: readOccurrence(bytes.subarray(46)) };
    if (!bytes.subarray(0, 4).equals(EWS_MARK)) return undefined;
    const length = bytes.readUInt16LE(40);
    return this.readEntryId(bytes.subarray(42, 42 + length), readOccurrence(bytes.subarray(42 + length)));
  }

  /** What an entry id names; undefined where it is none of this mailbox. */
  readEntryId(entry: Buffer, occurrence: string | null = null): Named | undefined {
    if (!entry.subarray(4, 20).equals(this.#guidBytes)) return undefined;
    if (entry.length === FOLDER_LENGTH) return { type: 'folder', number: entry.readUIntBE(38, 6) };
    if (entry.length === ITEM_LENGTH) return { type: 'item', instance: entry.readUIntBE(62, 6), occurrence };
    return undefined;
  }

  private wrap(entry: Buffer, occurrence: string | null): string {
    const length = Buffer.alloc(2);
    length.writeUInt16LE(entry.length);
    return Buffer.concat([EWS_MARK, Buffer.from(this.#guid, 'latin1'), length, entry, occurrenceBytes(occurrence)]).toString('base64');
  }
}

/** An id in the alphabet of URLs, as Graph gives it. */
export function toUrlAlphabet(id: string): string {
  return id.replaceAll('/', '-').replaceAll('+', '_');
}

function sixBytes(value: number): Buffer {
  const bytes = Buffer.alloc(6);
  bytes.writeUIntBE(value, 0, 6);
  return bytes;
}

function occurrenceBytes(occurrence: string | null): Buffer {
  return occurrence === null ? Buffer.alloc(0) : sixBytes(Date.parse(occurrence) / 1000);
}

function readOccurrence(bytes: Buffer): string | null {
  return bytes.length < 6 ? null : `${new Date(bytes.readUIntBE(0, 6) * 1000).toISOString().slice(0, 19)}Z`;
}
