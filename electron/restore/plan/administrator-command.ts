import type { RecordKind } from '../../../shared/records.ts';
import type { WantedRecord } from '../types.ts';

const MESSAGE_CLASSES: Readonly<Record<RecordKind, string>> = { contact: 'IPM.Contact', event: 'IPM.Appointment', task: 'IPM.Task' };

/**
 * The Exchange cmdlets with which an administrator finds and brings back one record: the first only looks. The mailbox stays a
 * placeholder where no address of the account is known.
 */
export function administratorCommand(wanted: Pick<WantedRecord, 'kind' | 'title'>, ownAddresses: readonly string[]): string {
  const subject = wanted.title === '' ? '' : ` -SubjectContains ${quoted(wanted.title)}`;
  const what = `-Identity ${quoted(ownAddresses[0] ?? '<mailbox>')}${subject} -FilterItemType ${MESSAGE_CLASSES[wanted.kind]}`;
  return `Get-RecoverableItems ${what}; Restore-RecoverableItems ${what}`;
}

/** A literal of PowerShell: nothing in it is run. Typographic quotes end one there, too. */
function quoted(text: string): string {
  const line = text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ').trim();
  return `'${line.replace(/['\u2018-\u201B]/g, '$&$&')}'`;
}
