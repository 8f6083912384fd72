import type { CaseSource } from '../findings/types.ts';
import { storesOf } from './stores.ts';

/** What a row says of whose account it is about. */
export interface OwnedRow {
  readonly item?: string;
  readonly mailbox?: string;
  /** Where the case knows. */
  readonly source?: string;
}

/** Whether a row is about a source: as far as its item's id shows, or its item's name too. */
export type Ownership = 'yes' | 'by-id' | 'no';

/**
 * Tells which source a row is about: the one that the case names; of a mailbox the source whose user or name it is, or the only mailbox of the
 * case where no other fits; of an access log any account on a server of one's own, by its hrefs alone.
 */
export function rowOwners(sources: readonly CaseSource[], mailboxes: ReadonlySet<string>): (row: OwnedRow, source: CaseSource) => Ownership {
  const owners = new Map([...mailboxes].map((mailbox) => [mailbox, sources.filter((source) => isNamed(source, mailbox)).map(({ name }) => name)]));
  const strangers = [...owners.values()].filter((names) => names.length === 0).length;
  const kept = new Set(mailboxSources(sources).map(({ name }) => name));
  const [only] = kept.size === 1 ? kept : [];
  const served = new Set(servedSources(sources).map(({ name }) => name));
  return (row, source) => {
    if (row.source !== undefined) return row.source === source.name ? 'yes' : 'no';
    if (row.item?.startsWith('/') === true) return served.has(source.name) ? 'by-id' : 'no';
    if (!kept.has(source.name)) return 'by-id';
    if (row.mailbox === undefined) return source.name === only ? 'yes' : 'by-id';
    const owned = owners.get(row.mailbox) ?? [];
    if (owned.length > 0) return owned.includes(source.name) ? 'yes' : 'no';
    // A mailbox may bear another name than its user has; where several do, or one is known, nobody knows whose it is.
    return source.name === only && source.user === undefined && strangers === 1 && owners.size === 1 ? 'yes' : 'by-id';
  };
}

function isNamed({ user, name, label }: CaseSource, mailbox: string): boolean {
  return [user, name, label].some((one) => one !== undefined && one.toLowerCase() === mailbox.toLowerCase());
}

/** The sources that are mailboxes: by their protocol, else by their name, else exports of nobody knows what. */
export function mailboxSources(sources: readonly CaseSource[]): readonly CaseSource[] {
  const tests: readonly ((source: CaseSource) => boolean)[] = [({ kind }) => kind === 'graph' || kind === 'ews', (source) => storesOf(source).includes('exchange'), (source) => storesOf(source).length === 0];
  for (const test of tests) {
    const found = sources.filter(test);
    if (found.length > 0) return found;
  }
  return [];
}

/** The sources of which there can be an access log: nobody is given those of iCloud or Google, so that they are meant only where no other is there. */
export function servedSources(sources: readonly CaseSource[]): readonly CaseSource[] {
  const own = sources.filter((source) => {
    const stores = storesOf(source);
    return source.kind !== 'graph' && source.kind !== 'ews' && (stores.length === 0 || stores.includes('carddav'));
  });
  return own.length > 0 ? own : sources.filter(({ kind }) => kind === 'carddav' || kind === 'caldav');
}
