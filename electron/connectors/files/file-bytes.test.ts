import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { filesOnDisk } from './file-bytes.ts';

const folder = mkdtempSync(join(tmpdir(), 'synctrace-file-bytes-'));
afterAll(() => rmSync(folder, { recursive: true }));

function chunksOf(name: string, text: string): readonly Uint8Array[] {
  const path = join(folder, name);
  writeFileSync(path, text);
  return [...(filesOnDisk([path], () => {})[0]?.chunks() ?? [])];
}

it('reads a file larger than a chunk piece by piece, whole', () => {
  const text = `BEGIN:VCARD\r\nNOTE:${'x'.repeat(2_500_000)}\r\nEND:VCARD\r\n`;
  const chunks = chunksOf('large.vcf', text);
  expect(chunks.length).toBeGreaterThan(1);
  expect(Buffer.concat(chunks).toString('latin1')).toBe(text);
});

it('opens a small file once', () => {
  const path = join(folder, 'once.vcf');
  writeFileSync(path, 'BEGIN:VCARD\r\nEND:VCARD\r\n');
  const [file] = filesOnDisk([path], () => {});
  rmSync(path);
  expect(Buffer.concat([...(file?.chunks() ?? [])]).toString()).toBe('BEGIN:VCARD\r\nEND:VCARD\r\n');
  expect(Buffer.from(file?.read() ?? []).toString()).toBe('BEGIN:VCARD\r\nEND:VCARD\r\n');
});

it('takes no more memory for a small file than the file needs', () => {
  const text = `BEGIN:VCARD\r\nNOTE:${'x'.repeat(2000)}\r\nEND:VCARD\r\n`;
  const chunks = chunksOf('small.vcf', text);
  expect(Buffer.concat(chunks).toString('latin1')).toBe(text);
  expect(chunks.map((chunk) => chunk.buffer.byteLength)).toEqual([text.length]);
});
