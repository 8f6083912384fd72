import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AppError } from '../../../shared/errors.ts';
import { meaningText, type ReadRecord } from '../reading.ts';
import { readVCard } from '../vcard/read.ts';
import { readCsvRow } from './read.ts';
import { splitCsv, type CsvPiece } from './split.ts';

const context = { digest: (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex') };
const encoder = new TextEncoder();
const decoder = new TextDecoder();

function pieces(text: string): readonly CsvPiece[] {
  return [...(splitCsv(encoder.encode(text))?.rows ?? [])];
}

function table(separator: string, row: Readonly<Record<string, string>>): string {
  return [Object.keys(row), Object.values(row)].map((cells) => cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(separator)).join('\r\n') + '\r\n';
}

function read(row: Readonly<Record<string, string>>, separator = ','): ReadRecord {
  const [piece, ...others] = pieces(table(separator, row));
  if (piece === undefined || piece.problem !== undefined || others.length > 0) throw new Error('not one row');
  return readCsvRow(piece.raw, context);
}

function fields(record: ReadRecord): readonly string[] {
  return record.fields.map(({ field, text, key }) => `${field}=${text}${key === undefined ? '' : ` [${key}]`}`);
}

const outlook = {
  'Title': 'Dr.', 'First Name': 'Ada', 'Middle Name': '', 'Last Name': 'Example', 'Suffix': '', 'Company': 'Example Ltd', 'Department': 'Optics', 'Job Title': 'Engineer',
  'Business Street': '1 Main St', 'Business Street 2': 'Floor 2', 'Business City': 'Town', 'Business State': '', 'Business Postal Code': 'T1', 'Business Country/Region': 'UK',
  'Business Fax': '+44 20 7946 0019', 'Business Phone': '+44 20 7946 0018', 'Home Phone': '030 123456', 'Mobile Phone': '+49 151 23456789', 'Anniversary': '0/0/00', 'Birthday': '5/1/1980', 'Categories': 'VIP;Friends',
  'E-mail Address': 'Ada@example.test', 'E-mail Type': 'SMTP', 'E-mail Display Name': 'Ada Example (Ada@example.test)', 'Gender': 'Unspecified', 'Spouse': 'Bob', 'Priority': 'Normal', 'Private': 'False', 'Sensitivity': 'Normal',
  'Notes': '=HYPERLINK("http://x.test")\r\nsecond line', 'User 1': 'ours', 'Web Page': 'https://example.test',
};

describe('reading a row of contacts', () => {
  it('gives an Outlook row the fields of the same vCard', () => {
    const record = read(outlook);
    const card = [
      'BEGIN:VCARD', 'VERSION:3.0', 'N:Example;Ada;;Dr.;', 'FN:x', 'ORG:Example Ltd;Optics', 'TITLE:Engineer', 'ADR;TYPE=WORK:;;1 Main St\\nFloor 2;Town;;T1;UK', 'TEL;TYPE=WORK,FAX:+442079460019',
      'TEL;TYPE=WORK:+442079460018', 'TEL;TYPE=HOME:030123456', 'TEL;TYPE=CELL:+4915123456789', 'BDAY:1980-05-01', 'CATEGORIES:Friends,VIP', 'EMAIL:ada@example.test', 'X-SPOUSE:Bob',
      'NOTE:=HYPERLINK("http://x.test")\\nsecond line', 'URL:https://example.test', 'END:VCARD', '',
    ].join('\r\n');
    const without = (one: ReadRecord, ...names: readonly string[]): ReadRecord => ({ ...one, fields: one.fields.filter(({ field }) => !names.includes(field)) });
    expect(meaningText(without(record, 'x/USER 1'))).toBe(meaningText(without(readVCard(encoder.encode(card), context), 'name/full')));
    expect([record.kind, record.title]).toEqual(['contact', 'Dr. Ada Example']);
    expect(fields(record)).toContain('x/USER 1=ours');
    expect(record.traces).toEqual([
      { namespace: 'csv', name: 'category', value: 'Friends' }, { namespace: 'csv', name: 'category', value: 'VIP' }, { namespace: 'csv', name: 'dialect', value: 'outlook' },
    ]);
  });

  it('reads German headers, semicolons and dates with dots the same', () => {
    const german = {
      'Anrede': 'Dr.', 'Vorname': 'Ada', 'Nachname': 'Example', 'Firma': 'Example Ltd', 'Abteilung': 'Optics', 'Position': 'Engineer', 'Straße geschäftlich': '1 Main St', 'Straße geschäftlich 2': 'Floor 2', 'Ort geschäftlich': 'Town',
      'Postleitzahl geschäftlich': 'T1', 'Land/Region geschäftlich': 'UK', 'Fax geschäftlich': '+44 20 7946 0019', 'Telefon geschäftlich': '+44 20 7946 0018', 'Telefon (privat)': '030 123456', 'Mobiltelefon': '+49 151 23456789',
      'Jahrestag': '0.0.00', 'Geburtstag': '1.5.1980', 'Kategorien': 'Friends;VIP', 'E-Mail-Adresse': 'ada@example.test', 'E-Mail-Typ': 'SMTP', 'Partner/in': 'Bob', 'Privat': 'Falsch', 'Vertraulichkeit': 'Normal',
      'Notizen': outlook.Notes, 'Benutzer 1': 'ours', 'Webseite': 'https://example.test',
    };
    const { 'User 1': _, ...english } = outlook;
    const { 'Benutzer 1': __, ...rest } = german;
    expect(meaningText(read(rest, ';'))).toBe(meaningText(read(english)));
  });

  it('reads both forms of Google’s export the same', () => {
    const old = {
      'Name': 'Ada Example', 'Given Name': 'Ada', 'Family Name': 'Example', 'Yomi Name': '', 'Given Name Yomi': 'ei', 'Birthday': '--05-01', 'Notes': 'n', 'Group Membership': 'Friends ::: * myContacts',
      'E-mail 1 - Type': '* Work', 'E-mail 1 - Value': 'a@example.test ::: b@example.test', 'Phone 1 - Type': 'Mobile', 'Phone 1 - Value': '+49 151 23456789', 'Phone 2 - Type': 'Home Fax', 'Phone 2 - Value': '1',
      'Address 1 - Type': 'Home', 'Address 1 - Formatted': '1 Main St\nTown', 'Address 1 - Street': '1 Main St', 'Address 1 - City': 'Town', 'Organization 1 - Name': 'Example Ltd', 'Organization 1 - Title': 'Engineer', 'Organization 1 - Department': 'Optics',
      'Relation 1 - Type': 'Spouse', 'Relation 1 - Value': 'Bob', 'Website 1 - Type': 'Profile', 'Website 1 - Value': 'https://example.test', 'Event 1 - Type': 'Anniversary', 'Event 1 - Value': '2001-02-03', 'Custom Field 1 - Type': 'Shoe', 'Custom Field 1 - Value': '38',
    };
    const now = {
      'First Name': 'Ada', 'Last Name': 'Example', 'Phonetic First Name': 'ei', 'Organization Name': 'Example Ltd', 'Organization Title': 'Engineer', 'Organization Department': 'Optics', 'Birthday': '--05-01', 'Notes': 'n', 'Labels': 'Friends ::: * myContacts',
      'E-mail 1 - Label': '* Work', 'E-mail 1 - Value': 'a@example.test ::: b@example.test', 'Phone 1 - Label': 'Mobile', 'Phone 1 - Value': '+49 151 23456789', 'Phone 2 - Label': 'Home Fax', 'Phone 2 - Value': '1',
      'Address 1 - Label': 'Home', 'Address 1 - Street': '1 Main St', 'Address 1 - City': 'Town', 'Relation 1 - Label': 'Spouse', 'Relation 1 - Value': 'Bob', 'Website 1 - Label': 'Profile', 'Website 1 - Value': 'https://example.test',
      'Event 1 - Label': 'Anniversary', 'Event 1 - Value': '2001-02-03', 'Custom Field 1 - Label': 'Shoe', 'Custom Field 1 - Value': '38',
    };
    expect(fields(read(now))).toEqual([
      'addresses/private=1 Main St, Town [;;1 Main St;Town]', 'anniversaries/birth=--05-01', 'anniversaries/wedding=2001-02-03', 'emails/work=a@example.test', 'emails/work=b@example.test', 'keywords=Friends', 'keywords=myContacts',
      'links/Profile=https://example.test', 'name/given=Ada', 'name/given/phonetic=ei', 'name/surname=Example', 'notes=n', 'organizations=Example Ltd', 'organizations/unit=Optics',
      'phones/mobile=+49 151 23456789 [+4915123456789]', 'phones/private-fax=1', 'relatedTo/spouse=Bob', 'titles=Engineer', 'x/CUSTOM FIELD: SHOE=38',
    ]);
    expect(fields(read(old)).filter((field) => field !== 'name/full=Ada Example')).toEqual(fields(read(now)));
    expect([read(old), read(now)].map(({ traces }) => traces.at(-1)?.value)).toEqual(['google-old', 'google']);
  });

  it('reads a Salesforce export, whose id is the key', () => {
    const row = {
      'Id': '003x', 'IsDeleted': '0', 'AccountId': '001x', 'LastName': 'Example', 'FirstName': 'Ada', 'Salutation': 'Dr.', 'Name': 'Ada Example', 'MailingStreet': '1 Main St', 'MailingCity': 'Town', 'Phone': '+44 20 7946 0018', 'MobilePhone': '1',
      'Email': 'ada@example.test', 'Title': 'Engineer', 'Department': 'Optics', 'Birthdate': '1980-05-01', 'LeadSource': 'Web', 'CreatedDate': '2026-01-02T03:04:05.000Z', 'LastModifiedDate': '2026-01-03',
    };
    const record = read(row);
    expect(pieces(table(',', row))[0]?.id).toBe('003x');
    expect(fields(record)).toEqual([
      'addresses/work=1 Main St, Town [;;1 Main St;Town]', 'anniversaries/birth=1980-05-01', 'emails=ada@example.test', 'name/full=Ada Example', 'name/given=Ada', 'name/surname=Example', 'name/title=Dr.', 'organizations/unit=Optics',
      'phones/mobile=1', 'phones/work=+44 20 7946 0018 [+442079460018]', 'titles=Engineer', 'x/ACCOUNTID=001x', 'x/LEADSOURCE=Web',
    ]);
    expect([record.created, record.modified]).toEqual(['2026-01-02T03:04:05Z', '2026-01-03T00:00:00Z']);
  });

  it('reads a table that a person made', () => {
    expect(fields(read({ 'Name': 'Ada', 'E-Mail': 'a@example.test', 'Phone': '1', 'Shoe size': '38' }))).toEqual(['emails=a@example.test', 'name/full=Ada', 'phones=1', 'x/SHOE SIZE=38']);
  });
});

describe('reading a row of events or tasks', () => {
  it('reads an Outlook calendar', () => {
    const record = read({
      'Subject': 'Team', 'Start Date': '3/2/2026', 'Start Time': '9:00:00 AM', 'End Date': '3/2/2026', 'End Time': '1:30:00 PM', 'All day event': 'False', 'Reminder on/off': 'True', 'Reminder Date': '3/2/2026', 'Reminder Time': '8:45:00 AM',
      'Meeting Organizer': 'Ada', 'Required Attendees': 'Bob; Cleo', 'Categories': 'Work', 'Description': 'x', 'Location': 'Room 4', 'Priority': 'High', 'Private': 'False', 'Sensitivity': 'Confidential', 'Show time as': '4', 'Mileage': 'far',
    });
    expect(record.kind).toBe('event');
    expect(fields(record)).toEqual([
      'alerts=at 2026-03-02 08:45 (display) [display 2026-03-02T08:45:00]', 'description=x', 'end=2026-03-02 13:30 [2026-03-02T13:30:00]', 'freeBusyStatus=out-of-office', 'keywords=Work', 'locations=Room 4', 'organizer=ada',
      'participants/bob=attendee, needs-action', 'participants/cleo=attendee, needs-action', 'priority=1', 'privacy=secret', 'start=2026-03-02 09:00 [2026-03-02T09:00:00]', 'title=Team', 'x/MILEAGE=far',
    ]);
  });

  it('reads German tasks, and keeps words that it does not know', () => {
    const record = read({ 'Betreff': 'Zahlen', 'Beginnt am': '1.3.2026', 'Fällig am': '10.3.2026', 'Erledigt am': '', '% erledigt': '0,4', 'Status': 'Irgendwie', 'Notizen': 'Bank', 'Priorität': 'Niedrig' }, ';');
    expect([record.kind, record.title]).toEqual(['task', 'Zahlen']);
    expect(fields(record)).toEqual(['description=Bank', 'due=2026-03-10', 'percentComplete=40', 'priority=9', 'showWithoutTime=true', 'start=2026-03-01', 'title=Zahlen', 'x/STATUS=Irgendwie']);
  });

  it('reads whole days as such', () => {
    expect(fields(read({ 'Subject': 'Off', 'Start Date': '2026-03-02', 'Start Time': '', 'End Date': '2026-03-02', 'All Day Event': 'True' }))).toEqual(['end=2026-03-02', 'showWithoutTime=true', 'start=2026-03-02', 'title=Off']);
  });
});

describe('splitting a table', () => {
  const head = 'First Name,Last Name,E-mail Address\r\n';

  it('keeps every cell as text under its header, formulas and leading zeros too', () => {
    const [piece] = pieces(`${head.trimEnd()},,E-mail Address\r\n=1+1,007,+49,x,y,z\r\n`);
    expect(decoder.decode(piece?.raw)).toBe('{"First Name":"=1+1","Last Name":"007","E-mail Address":"+49","Column 4":"x","E-mail Address (5)":"y","Column 6":"z"}');
    expect(piece?.line).toBe(2);
  });

  it('reads UTF-8, UTF-16 and Windows-1252', () => {
    const text = 'Vorname;Nachname\nJörg;Müßig\n';
    const utf16 = new Uint8Array([0xff, 0xfe, ...[...text].flatMap((letter) => [letter.charCodeAt(0) & 0xff, letter.charCodeAt(0) >> 8])]);
    const windows = Uint8Array.from(text, (letter) => letter.charCodeAt(0));
    const rows = [encoder.encode(text), encoder.encode(`\ufeff${text}`), utf16, windows].map((file) => [...(splitCsv(file)?.rows ?? [])].map(({ raw }) => decoder.decode(raw)));
    expect(new Set(rows.flat())).toEqual(new Set(['{"Vorname":"Jörg","Nachname":"Müßig"}']));
    expect([splitCsv(utf16)?.charsetGuessed, splitCsv(windows)?.charsetGuessed]).toEqual([false, true]);
  });

  it('names a row in which the file ends, and a report’s closing words', () => {
    expect(pieces(`${head}Ada,Example,a@example.test\r\n"Copyright"\r\nBob,"Ex`).map(({ line, problem, raw }) => [line, problem, decoder.decode(raw).slice(0, 10)])).toEqual([
      [2, undefined, '{"First Na'], [3, 'record-unreadable', '"Copyright'], [4, 'file-cut-off', 'Bob,"Ex'],
    ]);
    expect(pieces(`${head}Ada,Example`).map(({ problem }) => problem)).toEqual(['file-cut-off']);
    expect(pieces(`${head}Ada,Example,a@example.test`).map(({ problem }) => problem)).toEqual([undefined]);
    expect(pieces(`${head}Ada,Example\n`).map(({ problem }) => problem)).toEqual([undefined]);
  });

  it.each(['', 'x', 'a,b\n1,2', 'price,amount\n', '<html>,<b>', '\u0000\u0000', '{"value":[]}'])('is no table of ours: %#', (text) => {
    expect(splitCsv(encoder.encode(text))).toBeUndefined();
  });

  it('gives every row of any table once, and reads each or refuses it by name', () => {
    const header = fc.constantFrom('First Name', 'Last Name', 'E-mail Address', 'Birthday', 'Phone 1 - Value', 'Phone 1 - Label', 'Subject', 'Start Date', 'Due Date', 'Id', '__proto__', 'constructor', '', 'x');
    const cell = fc.oneof(fc.string(), fc.constantFrom('1/2/1980', '13/13/2000', '29.2.1999', 'True', 'a ::: b', '"', '\n'));
    fc.assert(
      fc.property(fc.array(header, { minLength: 2, maxLength: 6 }), fc.array(fc.array(cell, { minLength: 2, maxLength: 7 }), { maxLength: 5 }), (headers, rows) => {
        const quoted = (cells: readonly string[]): string => cells.map((one) => `"${one.replaceAll('"', '""')}"`).join(',');
        const found = pieces([headers, ...rows].map((row) => `${quoted(row)}\r\n`).join(''));
        if (found.length > 0) expect(found).toHaveLength(rows.filter((row) => row.some((one) => one.trim() !== '')).length);
        for (const { raw } of found) expect(readOrRefuse(raw)).toBe(true);
      }),
      { numRuns: 300 },
    );
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => readOrRefuse(bytes) && [...(splitCsv(bytes)?.rows ?? [])].every(({ raw }) => readOrRefuse(raw))));
  });

  function readOrRefuse(raw: Uint8Array): boolean {
    try {
      return readCsvRow(raw, context).warnings.length === 0;
    } catch (thrown) {
      return thrown instanceof AppError;
    }
  }
});
