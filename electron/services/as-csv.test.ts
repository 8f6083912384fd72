import { describe, expect, it } from 'vitest';
import type { RecordDocument } from '../../shared/contract/records.ts';
import { asCsv } from './as-csv.ts';

const record = (title: string, fields: Record<string, string>): RecordDocument => ({ source: 's', collection: 'c', key: 'k', kind: 'contact', title, state: 'live', fields });

describe('records as a table', () => {
  it('gives every field a column and quotes what needs it', () => {
    const lines = [...asCsv([record('Anna', { emails: 'a@example.test', notes: 'one, "two"\nthree' }), record('Bo', { phones: '1' })])];
    expect(lines).toEqual([
      '\ufeffsource,collection,key,uid,kind,title,state,created,modified,emails,notes,phones\r\n',
      's,c,k,,contact,Anna,live,,,a@example.test,"one, ""two""\nthree",\r\n',
      's,c,k,,contact,Bo,live,,,,,1\r\n',
    ]);
  });

  it('lets no cell become a formula', () => {
    for (const start of ['=', '+', '-', '@', '\t=', '\r', '\n=', '＝', '＋', '－', '＠', ' =']) {
      const [, line = ''] = [...asCsv([record(`${start}1+1`, {})])];
      expect(line).toMatch(/contact,"?'/);
    }
  });
});
