import type { Bag } from './item.ts';

/** A folder of a mailbox. */
export interface Folder {
  /** Stays for life. */
  readonly number: number;
  /** 0 for the root. */
  readonly parent: number;
  /** The name by which every mailbox has it (`contacts`), or null. */
  readonly distinguished: string | null;
  readonly name: string;
  readonly folderClass: string;
  /** The change that made it, and the one that last touched it. */
  readonly arrivedAt: number;
  readonly change: number;
  /** Properties that nobody here knows, as they were set. */
  readonly bag: Bag;
}

interface FolderSeed {
  readonly distinguished: string;
  readonly parent: string;
  readonly name: string;
  readonly folderClass: string;
}

const TOP = 'msgfolderroot';
const DUMPSTER = 'recoverableitemsroot';

/** What every mailbox begins with. Recoverable Items lie beside the folders that people see, not below them. */
export const FIRST_FOLDERS: readonly FolderSeed[] = [
  { distinguished: 'root', parent: '', name: '', folderClass: '' },
  { distinguished: TOP, parent: 'root', name: 'Top of Information Store', folderClass: 'IPF.Note' },
  { distinguished: 'inbox', parent: TOP, name: 'Inbox', folderClass: 'IPF.Note' },
  { distinguished: 'drafts', parent: TOP, name: 'Drafts', folderClass: 'IPF.Note' },
  { distinguished: 'sentitems', parent: TOP, name: 'Sent Items', folderClass: 'IPF.Note' },
  { distinguished: 'outbox', parent: TOP, name: 'Outbox', folderClass: 'IPF.Note' },
  { distinguished: 'junkemail', parent: TOP, name: 'Junk Email', folderClass: 'IPF.Note' },
  { distinguished: 'notes', parent: TOP, name: 'Notes', folderClass: 'IPF.StickyNote' },
  { distinguished: 'journal', parent: TOP, name: 'Journal', folderClass: 'IPF.Journal' },
  { distinguished: 'contacts', parent: TOP, name: 'Contacts', folderClass: 'IPF.Contact' },
  { distinguished: 'calendar', parent: TOP, name: 'Calendar', folderClass: 'IPF.Appointment' },
  { distinguished: 'tasks', parent: TOP, name: 'Tasks', folderClass: 'IPF.Task' },
  { distinguished: 'deleteditems', parent: TOP, name: 'Deleted Items', folderClass: 'IPF.Note' },
  { distinguished: DUMPSTER, parent: 'root', name: 'Recoverable Items', folderClass: '' },
  { distinguished: 'recoverableitemsdeletions', parent: DUMPSTER, name: 'Deletions', folderClass: '' },
  { distinguished: 'recoverableitemsversions', parent: DUMPSTER, name: 'Versions', folderClass: '' },
  { distinguished: 'recoverableitemspurges', parent: DUMPSTER, name: 'Purges', folderClass: '' },
];
