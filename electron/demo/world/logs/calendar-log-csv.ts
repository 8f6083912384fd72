import type { Deed } from '../store.ts';
import { csvText } from './csv-text.ts';

const COLUMNS = [
  'OriginalLastModifiedTime', 'LogTimestamp', 'CalendarLogTriggerAction', 'ItemClass', 'ItemVersion', 'ClientInfoString', 'LogClientInfoString', 'ClientProcessName',
  'ResponsibleUserName', 'ParentDisplayName', 'NormalizedSubject', 'CleanGlobalObjectId', 'LogRowType',
];

/** `Get-CalendarDiagnosticObjects | Export-Csv`: what was done to items of the calendar, an owner's creations among it. */
export function calendarLogCsv(deeds: readonly Deed[], owner: string): string {
  const versions = new Map<string, number>();
  const rows = deeds
    .filter(({ kind }) => kind === 'event')
    .map((deed) => {
      const version = (versions.get(deed.uid) ?? 0) + 1;
      versions.set(deed.uid, version);
      const at = new Date(deed.atMs).toISOString().slice(0, 19).replace('T', ' ');
      const client = deed.app.mailbox?.client ?? '';
      const values: Readonly<Record<string, string>> = {
        OriginalLastModifiedTime: `${at}Z`,
        LogTimestamp: `${at}Z`,
        CalendarLogTriggerAction: deed.operation,
        ItemClass: 'IPM.Appointment',
        ItemVersion: String(version),
        ClientInfoString: client,
        LogClientInfoString: client,
        ClientProcessName: deed.app.mailbox?.process ?? '',
        ResponsibleUserName: owner,
        ParentDisplayName: deed.folder,
        NormalizedSubject: deed.title,
        CleanGlobalObjectId: deed.uid,
        LogRowType: 'Interesting',
      };
      return COLUMNS.map((column) => values[column] ?? '');
    });
  return csvText(COLUMNS, rows);
}
