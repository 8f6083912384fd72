import type { RecordKind } from '../../../shared/records.ts';
import type { WantedRecord } from '../types.ts';

const MESSAGE_CLASSES: Readonly<Record<RecordKind, string>> = { contact: 'IPM.Contact', event: 'IPM.Appointment', task: 'IPM.Task' };

/**
 * The Exchange cmdlets with which an administrator finds and brings back one record: the first lists what lies there, the second takes
 * the EntryID of the one line that is meant. By its subject alone it would bring back every copy that is called alike, or, where there is
 * no subject, everything of its class. Where no address of the account is known, the administrator puts the mailbox in.
 */
export function administratorCommand(wanted: Pick<WantedRecord, 'kind' | 'title'>, ownAddresses: readonly string[]): string {
  const subject = wanted.title === '' ? '' : ` -SubjectContains ${quoted(wanted.title)}`;
  const mailbox = `-Identity ${quoted(ownAddresses[0] ?? '<mailbox>')}`;
  return `Get-RecoverableItems ${mailbox}${subject} -FilterItemType ${MESSAGE_CLASSES[wanted.kind]} | Format-List; Restore-RecoverableItems ${mailbox} -EntryID '<EntryID>'`;
}

/** A literal of PowerShell: nothing in it is run. Typographic quotes end one there, too. */
function quoted(text: string): string {
  const line = text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ').trim();
  return `'${line.replace(/['\u2018-\u201B]/g, '$&$&')}'`;
}
