import { CHANGE_KINDS, type ChangeKind } from '../../shared/change-kinds.ts';
import type { ChangeDetail, ChangeRow, DiffSummary } from '../../shared/contract/changes.ts';
import type { SnapshotDocument } from '../../shared/contract/snapshots.ts';
import type { SourceDocument } from '../../shared/contract/sources.ts';

const FIRST = ['Amara', 'Bjørn', 'Chiara', 'Dmitri', 'Esra', 'Farid', 'Gwen', 'Hana', 'Ivo', 'Joana'];
const LAST = ['Lindqvist', 'Okafor', 'Marchetti', 'Sokolov', 'Yıldız', 'Haddad', 'Pryce', 'Tanaka', 'Horvat', 'Teixeira'];

/** How often each kind of change comes among ten rows. */
const PATTERN: readonly ChangeKind[] = ['removed', 'added', 'added', 'modified', 'removed', 'modified', 'cosmetic', 'moved', 'modified', 'recreated'];

/** The row at a position: the same one every time. */
export function fakeRow(position: number): ChangeRow {
  const change = PATTERN[position % PATTERN.length] ?? 'modified';
  const first = FIRST[position % FIRST.length] ?? '';
  const last = LAST[Math.floor(position / FIRST.length) % LAST.length] ?? '';
  const title = `${first} ${last} ${position}`;
  const mail = `${first}.${position}@example.test`.toLowerCase();
  const phone = `+49 30 555 ${String(position).padStart(5, '0')}`;
  const value = (before: string | undefined, after: string | undefined) => ({ ...(before === undefined ? {} : { before }), ...(after === undefined ? {} : { after }) });
  const whole = (text: string) => (change === 'added' ? value(undefined, text) : value(text, undefined));
  const fields =
    change === 'added' || change === 'removed'
      ? [
          { field: 'name/full', label: 'Name', ...whole(title) },
          { field: 'emails/work', label: 'E-mail, work', ...whole(mail) },
          { field: 'phones/mobile', label: 'Phone, mobile', ...whole(phone) },
        ]
      : change === 'moved' || change === 'recreated'
        ? []
        : [{ field: 'phones/mobile', label: 'Phone, mobile', before: phone, after: change === 'cosmetic' ? phone.replaceAll(' ', '') : phone.replace('555', '777'), ...(change === 'cosmetic' ? { cosmetic: true } : {}) }];
  return {
    position,
    change,
    kind: 'contact',
    key: `${position}.vcf`,
    uid: `urn:uuid:fake-${position}`,
    title,
    collection: 'Contacts',
    fields,
    ...(change === 'recreated' ? { previousKey: `old-${position}.vcf` } : {}),
  };
}

/** A row in full. */
export function fakeDetail(position: number): ChangeDetail {
  const row = fakeRow(position);
  const raw = (phone: string): string => ['BEGIN:VCARD', 'VERSION:4.0', `UID:${row.uid}`, `FN:${row.title}`, 'ORG:Example Works', 'NOTE:Met at the fair', `TEL;TYPE=cell:${phone}`, 'END:VCARD', ''].join('\r\n');
  const change = row.fields.find((field) => field.field === 'phones/mobile');
  return {
    ...row,
    unchangedFields: row.change === 'added' || row.change === 'removed' ? [] : [{ field: 'name/full', label: 'Name', text: row.title }, { field: 'organizations', label: 'Company', text: 'Example Works' }],
    ...(row.change === 'added' ? {} : { rawBefore: raw(change?.before ?? '+49 30 1') }),
    ...(row.change === 'removed' ? {} : { rawAfter: raw(change?.after ?? '+49 30 1') }),
  };
}

/** How many rows of each kind the first `count` positions hold. */
export function fakeSummary(count: number): DiffSummary {
  const summary = { added: 0, removed: 0, modified: 0, moved: 0, recreated: 0, cosmetic: 0, unchanged: 184 };
  for (const kind of CHANGE_KINDS) {
    const inPattern = PATTERN.filter((change) => change === kind).length;
    const rest = PATTERN.slice(0, count % PATTERN.length).filter((change) => change === kind).length;
    summary[kind] = Math.floor(count / PATTERN.length) * inPattern + rest;
  }
  return summary;
}

export const fakeSources: readonly SourceDocument[] = [
  { id: 's1', name: 'phone', kind: 'carddav', url: 'https://dav.example.test/', user: 'amara', hasSecret: true, signsIn: false, takesToken: false },
  { id: 's2', name: 'phone-calendar', kind: 'caldav', url: 'https://dav.example.test/', user: 'amara', hasSecret: false, signsIn: false, takesToken: false },
];

/** A snapshot of `phone`, complete unless said otherwise. */
export function fakeSnapshot(id: string, takenAt: string, more: Partial<SnapshotDocument> = {}): SnapshotDocument {
  return {
    id,
    source: 'phone',
    takenAt,
    complete: true,
    counts: { contact: 240, event: 0, task: 0 },
    changes: { added: 0, removed: 0, modified: 0 },
    notCaptured: ['carddav-no-deleted'],
    stats: { requests: 6, bytesIn: 123_456, ms: 640, incremental: false },
    ...more,
  };
}
