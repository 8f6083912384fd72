import { describe, expect, it } from 'vitest';
import { filesInMemory } from './file-bytes.ts';
import { createFilesConnector } from './files-connector.ts';
import { recogniseExport } from './recognise-file.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const CARD = 'BEGIN:VCARD\r\nVERSION:3.0\r\nUID:u1\r\nFN:Anna Example\r\nEND:VCARD\r\n';

describe('recogniseExport', () => {
  it.each([
    ['contacts.json', ''],
    ['contacts.json', '{"@odata.c'],
    ['contacts.json', '<html>Sign in</html>'],
    ['deleted-events.json', '{"contacts":[]}'],
    ['all.vcf', ''],
    ['all.vcf', '\u0000\u0000\u0000\u0000'],
    ['all.vcf', 'BEGIN:VCA'],
    ['all.vcf', '<!DOCTYPE html><title>Sign in</title>'],
    ['mine.ics', ' \r\n'],
    ['export.csv', ''],
    ['export', 'BEGIN:VCAL'],
  ])('takes %s holding %j for an export that is not there', (name, text) => {
    expect(recogniseExport(name, bytes(text))).toBe('cut-off');
  });

  it.each([
    ['notes.txt', ''],
    ['notes.txt', 'Call Anna'],
    ['notes.vcf', 'Call Anna'],
    ['package.json', '{"name":"x"}'],
    ['data.json', ''],
    ['sales.csv', 'region,turnover\nnorth,12\n'],
  ])('passes over %s holding %j', (name, text) => {
    expect(recogniseExport(name, bytes(text))).toBeNull();
  });
});

describe('a folder in which one export is not there', () => {
  it('is read as incomplete, so that nothing of it counts as deleted', async () => {
    const files = filesInMemory([
      { name: 'book/anna.vcf', bytes: bytes(CARD) },
      { name: 'book/contacts.json', bytes: bytes('<html>Sign in</html>') },
    ]);
    const connector = createFilesConnector({ files, digest: () => 'x'.repeat(32) });
    const signal = new AbortController().signal;
    const seen: string[] = [];
    for (const collection of await connector.collections(signal)) {
      const known = { cursor: null, count: 0, versionOf: () => undefined, keys: () => [], full: true };
      for await (const item of connector.changes(collection, known, signal)) {
        if (item.type === 'checkpoint') seen.push(`${item.complete} ${item.because}`);
        if (item.type === 'upsert') seen.push(`${item.key} ${item.problem ?? 'whole'}`);
      }
    }
    expect(seen).toEqual(['book/anna.vcf whole', ' file-cut-off', 'false file-cut-off']);
  });
});
