/** Operations of mailbox auditing that change items, in lower case. */
export const WRITES: ReadonlySet<string> = new Set(['create', 'update', 'move', 'copy', 'movetodeleteditems', 'softdelete', 'harddelete']);

/** Those that only look. */
export const READS = /^(?:mailitemsaccessed|folderbind|messagebind|mailboxlogin|attachmentaccess|search\w*)$/i;
