import type { Audience } from '../contract/report.ts';
import type { Severity, Verdict } from '../contract/findings.ts';

/** What a secret in a report may be, by the kinds of `find-secrets`. */
export const SECRET_KINDS = ['password', 'token', 'private-key', 'signed-address', 'address-with-password', 'access-key'] as const;
export type SecretKind = (typeof SECRET_KINDS)[number];

/** Codes of what was not looked at. */
export const NOT_CHECKED = ['no-snapshot', 'one-snapshot', 'incomplete-snapshot', 'unread-records', 'not-captured', 'no-log', 'log-elsewhen', 'log-warning', 'uncalibrated', 'unfinished-restore', 'removed-source'] as const;
export type NotChecked = (typeof NOT_CHECKED)[number];

/** Every word of a report that is its own, in English. */
export const reportWordsEn = {
  lang: 'en',
  untitled: 'Untitled case',
  title: (title: string) => `Report: ${title}`,
  subtitle: (audience: Audience, version: string) => `${{ user: 'For the user', colleague: 'For a colleague', vendor: 'For the vendor' }[audience]} · made with SyncTrace ${version}`,
  practice: 'All data of this report is generated: it is of a practice case.',
  redacted: 'Names, addresses, numbers and ids are pseudonyms: the same value has the same pseudonym in every report of this case, and the key stays in the case.',
  contents: 'Contents',
  yes: 'yes',
  no: 'no',
  headings: {
    summary: 'In short', happened: 'What happened', todo: 'What to do', restored: 'What was put back', notChecked: 'What was not checked', case: 'The case', snapshots: 'Snapshots',
    findings: 'Findings', apps: 'Apps and events that were named', logs: 'Logs', restores: 'Restores', proof: 'How to check this report', asks: 'What the vendor asks for', annex: 'Annex: further records',
  },
  labels: {
    madeAt: 'Made', created: 'Case begun', sources: 'Accounts', records: 'Records kept', head: 'Head of the chain', type: 'Kind of incident', severity: 'Severity', window: 'Between', count: 'Records', source: 'Account',
    from: 'From', to: 'to',
  },
  columns: {
    account: 'Account', kind: 'Kind', server: 'Server', user: 'User', taken: 'Taken', label: 'Label', whole: 'Complete', contacts: 'Contacts', events: 'Events', tasks: 'Tasks', changes: 'Added, removed, changed', unread: 'Unreadable', manifest: 'Manifest (SHA-256)',
    record: 'Record', key: 'Key', uid: 'UID', earlierKey: 'Earlier key', made: 'Created', changed: 'Last changed', field: 'Field', before: 'Before', after: 'After', marks: 'Marks of programs',
    suspect: 'Suspect', verdict: 'Verdict', probability: 'Probability', role: 'Role', evidence: 'Evidence', weight: 'Weight', rests: 'Rests on', row: 'Row', at: 'At', operation: 'Operation', program: 'Program', actor: 'Signed in as', item: 'Item', subject: 'Subject',
    inside: 'Among these', outside: 'Else', value: 'Value', app: 'App', since: 'Since', device: 'Device', direction: 'Direction', note: 'Note', event: 'Event', step: 'Step', result: 'Result', why: 'Why', rows: 'Rows', from: 'From', to: 'Until', ask: 'Asked for', here: 'In this report', public: 'Public source',
  },
  captions: {
    sources: 'Accounts of the case', snapshots: 'Snapshots in the order of their taking', records: (shown: number, all: number) => (shown === all ? `The records (${all})` : `The first ${shown} of ${all} records`), fields: 'What differs in them', marks: 'Marks that programs left in them',
    suspects: 'Suspects, the likeliest first', evidence: (name: string) => `Evidence on ${name}`, different: 'What is different about these records', logRows: (shown: number, all: number) => (shown === all ? `Log rows (${all})` : `The first ${shown} of ${all} log rows`),
    apps: 'Apps that sync the account, as people said', events: 'What people know happened', logs: 'Log rows that the case holds', items: (shown: number, all: number) => (shown === all ? `Its steps (${all})` : `The first ${shown} of ${all} steps`), asks: (vendor: string) => `What ${vendor} asks for`, annex: (finding: number) => `Further records of finding ${finding}`,
  },
  severities: { info: 'for information', warning: 'warning', critical: 'critical' } satisfies Record<Severity, string>,
  roles: { origin: 'origin', carrier: 'carried it on', 'last-writer': 'wrote last' },
  finding: (place: number, summary: string) => `Finding ${place}: ${summary}`,
  noFinding: 'No incident was found between the snapshots of this case.',
  findingCount: (count: number) => (count === 1 ? 'One incident was found.' : `${count} incidents were found.`),
  moreRecords: (count: number) => `${count} further ${count === 1 ? 'record' : 'records'} of this incident ${count === 1 ? 'is' : 'are'} counted here; the JSON form of this report names every one.`,
  andMore: (count: number) => `and ${count} more`,
  inAnnex: (count: number) => `${count} further ${count === 1 ? 'record stands' : 'records stand'} in the annex.`,
  suspectSentence: (verdict: Verdict, name: string) =>
    ({
      proved: `It was ${name}: the evidence proves it.`,
      likely: `It was most likely ${name}.`,
      possible: `It may have been ${name}.`,
      'cannot-tell': 'Which app did it cannot be told from what is there.',
      cleared: `It cannot have been ${name}.`,
    })[verdict],
  byPerson: 'It looks like something a person did on purpose.',
  byHelpDesk: 'In that time your help desk put records back, or took that back, with SyncTrace: this may be no more than that.',
  clearedApps: (names: readonly string[]) => `Cleared, since they cannot have done it: ${names.join(', ')}.`,
  noEvidence: 'Nothing in the records or logs speaks for or against it.',
  forAgainst: (weight: number) => (weight > 0 ? 'for' : weight < 0 ? 'against' : 'note'),
  ownRestores: (count: number) => `SyncTrace itself wrote to this account in that time (${count === 1 ? 'one restore' : `${count} restores`}; see below). What it put back or took back may be part of this incident.`,
  someRecords: (count: number) => (count === 1 ? '1 record' : `${count} records`),
  logRow: (place: number) => `L${place}`,
  furtherRows: (count: number) => `${count} further log rows`,
  isFilled: 'is filled',
  outOf: (count: number, all: number) => `${count} of ${all}`,
  noRemedy: 'No remedy is known for this app and this kind of incident.',
  restoreHead: (isUndo: boolean, at: string) => `${isUndo ? 'Undo' : 'Restore'} of ${at}`,
  restoreResult: (applied: number, skipped: number, failed: number) => `${applied} written, ${skipped} skipped, ${failed} failed`,
  verified: 'Every record was read back from the server and holds every property.',
  notVerified: 'Not every record was read back as it was written.',
  unfinished: 'It was cut off and is not finished.',
  takenBack: 'It was taken back since.',
  noRestore: 'Nothing was put back with SyncTrace.',
  userRestored: (count: number) => (count === 1 ? 'One record was put back and read from the server again to be sure.' : `${count} records were put back and read from the server again to be sure.`),
  userRestoredUnsure: (count: number) => (count === 1 ? 'One record was put back; whether it is whole still has to be looked at.' : `${count} records were put back; whether all of them are whole still has to be looked at.`),
  notChecked: {
    'no-snapshot': () => 'There is no snapshot of this account: nothing is known of it.',
    'one-snapshot': () => 'There is only one complete snapshot of this account: no change of it can be seen.',
    'incomplete-snapshot': ({ at = '', because = '' }) => `The snapshot of ${at} is incomplete and proves no deletion. ${because}`,
    'unread-records': ({ count = '', at = '' }) => `${count} ${count === '1' ? 'record' : 'records'} of the snapshot of ${at} could not be read; the bytes are kept.`,
    'not-captured': ({ what = '' }) => `Not captured: ${what}.`,
    'no-log': () => 'No log of the server was given for this account: who wrote is judged from the records alone.',
    'log-elsewhen': ({ from = '', to = '' }) => `The logs of the case reach from ${from} to ${to} and do not cover the whole time of the findings.`,
    'log-warning': ({ message = '' }) => message,
    'uncalibrated': () => 'How likely each suspect is rests on weights that were fitted on simulated cases, not on real ones, and is off by more than a tenth in places.',
    'unfinished-restore': ({ at = '' }) => `The restore of ${at} was cut off; what it did is not known for every record.`,
    'removed-source': () => 'This account was removed from the case; its snapshots stay as evidence.',
  } satisfies Record<NotChecked, (facts: Readonly<Record<string, string>>) => string>,
  nothingUnchecked: 'Nothing that this case could have shown was left out.',
  userNotChecked: (count: number) => (count === 1 ? 'One thing could not be looked at; your help desk has the detail.' : `${count} things could not be looked at; your help desk has the details.`),
  proof: 'Every snapshot’s manifest holds the hash of the manifest before it, so that the last one, the head, stands for all of them. Whoever has the case file can check that each stored record and the chain are whole, and that the head is the one below:',
  proofCommand: 'npx synctrace --case FILE case verify; npx synctrace --case FILE case info',
  noChain: 'The case holds no snapshot yet, so there is no chain to check.',
  times: (zone: string) => (zone === 'UTC' ? 'All times are UTC.' : `Times are UTC, with those of ${zone} beside them.`),
  bothTimes: (utc: string, local: string, zone: string) => `${utc} UTC (${local} ${zone})`,
  cut: (length: number) => `… (${length} characters in all)`,
  redaction: {
    secret: '(secret taken out)',
    text: (length: number) => `(text of ${length} characters)`,
    removed: '(taken out)',
    source: (place: number) => `account ${place}`,
  },
  secretKinds: {
    'password': 'a password', 'token': 'a token', 'private-key': 'a private key', 'signed-address': 'an address that lets in whoever has it', 'address-with-password': 'an address with a password', 'access-key': 'an access key',
  } satisfies Record<SecretKind, string>,
  /** Where a secret stands. */
  places: { record: (label: string, key: string, source: string) => `${label} of the record ${key} in ${source}` },
  files: { report: 'report' },
} as const;
