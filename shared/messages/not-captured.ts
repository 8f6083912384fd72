/** What a protocol or server cannot show (the fidelity meter), by message id. */
export const NOT_CAPTURED_WORDS: Readonly<Record<string, string>> = {
  'carddav-no-deleted': 'deleted contacts: this protocol has no trash that could be read',
  'caldav-no-deleted': 'deleted events and tasks: this protocol has no trash that could be read',
  'carddav-labels': 'labels and stars that the provider keeps outside the vCard',
  'carddav-photo-links': 'pictures that the vCard only links to',
  'caldav-attachment-links': 'attachments that an event only links to',
  'deleted-items-not-shown': 'Deleted Items: this account may not use the interface that shows them (permission MailboxItem.Read, with MailboxFolder.Read)',
  'deleted-items-partly-shown': 'the whole of what lies in Deleted Items: this interface shows names, times and properties only',
  'recoverable-items-not-shown': 'Recoverable Items: this interface does not show them; an administrator can, with Get-RecoverableItems',
  'recoverable-items-not-allowed': 'Recoverable Items: this account may not open them',
  'last-modifier-is-a-name': 'who changed an item for sure: the server keeps a display name, and sync services write under the owner’s',
  'properties-known-by-name-alone': 'what programs keep in properties of their own: the server gives only those that are asked for by name, and a record made anew lacks the others',
  'todo-has-no-mapi': 'who created or changed a task, and what programs left in it: To Do shows no such properties',
  'todo-not-shown': 'tasks: this sign-in may not read To Do lists',
  'attachments-not-captured': 'files attached to events, tasks and contacts: their names are kept, their content is not',
  'audit-not-read': 'what the organisation’s audit log says: it is asked for on its own',
  'archive-not-captured': 'the archive mailbox',
  'shared-not-captured': 'calendars and folders that others share with this mailbox',
  'public-folders-not-captured': 'public folders',
  'photos-not-captured': 'pictures of contacts that the server would not give',
  'group-members-by-name': 'members of a contact group beyond their names and addresses',
  'notes-not-captured': 'formatting of notes beyond what the server gives as text or HTML',
  'file-only': 'anything that was not in the exported files',
};

/** The words for an id; an id without words is shown as it is. */
export function notCapturedWords(id: string): string {
  return NOT_CAPTURED_WORDS[id] ?? id;
}
