import type { ChangeKind } from '../contract/changes.ts';
import type { CommandId, CommandMenu, ScreenName } from '../commands.ts';
import type { ErrorCode } from '../errors.ts';
import type { ProgressPhase } from '../progress.ts';
import type { RecordKind } from '../records.ts';

/** A sentence with `{places}`; where a number decides its form, `count` picks between the two. */
export type Words = string | { readonly one: string; readonly other: string };

/** How a kind of change is shown: sign, word and (by the style sheet) colour, never colour alone. */
export interface ChangeWords {
  readonly sign: string;
  readonly word: string;
}

export const changeWords: Readonly<Record<ChangeKind, ChangeWords>> = {
  added: { sign: '+', word: 'Added' },
  removed: { sign: '−', word: 'Removed' },
  modified: { sign: '~', word: 'Changed' },
  moved: { sign: '→', word: 'Moved' },
  recreated: { sign: '↻', word: 'Re-created' },
  cosmetic: { sign: '≈', word: 'Cosmetic' },
};

export const kindWords: Readonly<Record<RecordKind, { readonly one: string; readonly many: string }>> = {
  contact: { one: 'Contact', many: 'Contacts' },
  event: { one: 'Event', many: 'Events' },
  task: { one: 'Task', many: 'Tasks' },
};

export const phaseWords: Readonly<Record<ProgressPhase, string>> = {
  connect: 'Connecting',
  list: 'Listing what is there',
  download: 'Reading records',
  read: 'Reading records',
  store: 'Storing',
  check: 'Checking',
  compare: 'Comparing',
  write: 'Writing to the server',
  verify: 'Reading back',
};

export const stepWords: Readonly<Record<'create' | 'update' | 'undelete' | 'move' | 'delete' | 'skip' | 'manual', ChangeWords>> = {
  create: { sign: '+', word: 'Create' },
  update: { sign: '~', word: 'Update' },
  undelete: { sign: '↶', word: 'Undelete' },
  move: { sign: '→', word: 'Move' },
  delete: { sign: '−', word: 'Delete' },
  skip: { sign: '○', word: 'Skip' },
  manual: { sign: '!', word: 'By hand' },
};

export const screenWords: Readonly<Record<ScreenName, string>> = { home: 'Home', accounts: 'Accounts', capture: 'Capture', overview: 'Overview', timeline: 'Timeline', compare: 'Compare', duplicates: 'Duplicates', deleted: 'Deleted', suspects: 'Suspects', restore: 'Restore', report: 'Report', settings: 'Settings' };

export const menuWords: Readonly<Record<CommandMenu, string>> = {
  file: 'File',
  edit: 'Edit',
  view: 'View',
  capture: 'Capture',
  compare: 'Compare',
  analyse: 'Analyse',
  restore: 'Restore',
  help: 'Help',
};

export const commandWords: Readonly<Record<CommandId, string>> = {
  'case-new': 'New case',
  'case-open': 'Open case…',
  'case-practice': 'Open the practice case',
  'case-verify': 'Verify the case',
  'case-close': 'Close the case',
  'find': 'Find in the list',
  'refresh': 'Refresh without losing the place',
  'palette': 'All commands…',
  'go-home': 'Home',
  'go-accounts': 'Accounts',
  'go-capture': 'Capture',
  'go-overview': 'Overview',
  'go-timeline': 'Timeline',
  'go-compare': 'Compare',
  'go-duplicates': 'Duplicates',
  'go-deleted': 'Deleted',
  'go-suspects': 'Suspects',
  'go-restore': 'Restore',
  'go-report': 'Report',
  'go-settings': 'Settings',
  'look-system': 'Look as the system',
  'look-light': 'Light',
  'look-dark': 'Dark',
  'capture-start': 'Take a snapshot',
  'task-cancel': 'Cancel what is running',
  'next-change': 'Next difference',
  'previous-change': 'Previous difference',
  'next-field': 'Next changed field',
  'inspector': 'Go to the details',
  'raw': 'Show as stored',
  'swap-pair': 'Swap before and after',
  'toggle-added': 'Show or hide added',
  'toggle-removed': 'Show or hide removed',
  'toggle-modified': 'Show or hide changed',
  'toggle-moved': 'Show or hide moved',
  'toggle-recreated': 'Show or hide re-created',
  'toggle-cosmetic': 'Show or hide cosmetic',
  'tick': 'Tick the row',
  'tick-all': 'Tick all rows of the list',
  'pick': 'Add to the restore plan',
  'merge': 'Plan the merge of these groups',
  'not-duplicates': 'Not duplicates: keep these apart',
  'undo': 'Undo',
  'zoom-in': 'Zoom in on the timeline',
  'zoom-out': 'Zoom out of the timeline',
  'zoom-range': 'Show the marked range of the timeline',
  'zoom-all': 'Show the whole timeline',
  'finding-records': 'Show the records in Compare',
  'finding-copy': 'Copy the verdict for the ticket',
  'plan-make': 'Check against the server',
  'plan-apply': 'Apply the plan',
  'restore-undo': 'Undo the restore',
  'restore-resume': 'Finish what was cut off',
  'report-save': 'Save the report',
  'report-print': 'Print the report',
  'keys': 'Keys',
};

/** Hints of `en.ts` that speak of the command line, as the window says them. */
export const windowHints: Readonly<Partial<Record<ErrorCode, string>>> = {
  'usage': 'Check what was entered.',
  'server-refused-tls': 'For a company’s own certificate authority give its certificate with the account; never go on without.',
  'device-code-refused': 'Sign in through the browser instead, or ask an administrator for an exception; where neither is possible, give a token as the account’s password.',
  'sign-in-needed': 'Choose the account in Accounts and sign in.',
  'consent-missing': 'Permissions for one’s own contacts, calendars and tasks are granted by the user at sign-in where the organisation allows it; else, and for every other permission, an administrator grants them in the Entra admin centre (App registrations, API permissions, Grant admin consent). Then sign in again in Accounts.',
  'client-id-missing': 'Register one in the Entra admin centre (App registrations, New registration; platform “Mobile and desktop applications” with redirect http://localhost; allow public client flows; delegated Microsoft Graph permissions Contacts.Read, Calendars.Read, Tasks.Read, MailboxSettings.Read, User.Read) and enter its application (client) id with the account; or give a token as the account’s password.',
  'mailbox-not-found': 'Check the user: it is the mailbox’s address or the sign-in name; a user without a licence for Exchange has no mailbox.',
  'mailbox-elsewhere': 'In a hybrid organisation each mailbox is in Exchange Online or on an Exchange Server. Add the account as the other kind.',
  'mailbox-full': 'Free some space in it or have its quota raised; then finish the restore.',
  'ews-disabled': 'For a mailbox in Exchange Online add the account again as Exchange Online: EWS ends there. On Exchange Server an administrator lets it on with Set-CASMailbox MAILBOX -EwsEnabled $true, and for everyone with Set-OrganizationConfig -EwsEnabled $true (or -EwsAllowList with this program’s name).',
  'autodiscover-failed': 'Give the full address: https://SERVER/EWS/Exchange.asmx for an Exchange Server; a mailbox in Exchange Online is added as Exchange Online.',
  'query-failed': 'Try again with a shorter time; what was stored before stays.',
  'listing-empty': 'Look at the account on the server. If it is really empty, take the snapshot again and read everything anew.',
  'secret-missing': 'Give it again in Accounts.',
  'source-unknown': 'Look in Accounts for the names of this case.',
  'snapshot-unknown': 'Look in Capture for the snapshots of this case.',
  'audit-date-ambiguous': 'Export the log again with the month written as a word or the year first.',
  'audit-zone-assumed': 'Compare a time that you know; where it is off, export the log again in UTC.',
  'audit-order-assumed': 'Compare a date that you know; where it is wrong, export the log again with the year first.',
  'group-unknown': 'Look for duplicates again; a group has another id once its records are others.',
  'secret-in-report': 'Take it out there and have the password or key changed, or choose the redacted report, which takes secrets and names out.',
  'record-unknown': 'Compare the snapshots again.',
  'plan-unknown': 'Pick records in Compare and make a new plan.',
  'restore-unknown': 'Look in Restore for what was done.',
  'port-in-use': 'Choose another port, or leave it out.',
  'case-missing': 'Open or create a case in Home first.',
  'case-damaged': 'Use “Verify the case” to see what is hit; work on a copy.',
  'case-locked': 'Give the passphrase of the case.',
  'case-not-a-case': 'Check the path. To read contacts or events from a file, drop it on this window.',
};

export { uiWords } from './ui-en-screens.ts';
