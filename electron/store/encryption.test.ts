import { copyFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { aStagedRecord, casePath, commitSnapshot, stageSnapshot, storePorts, takeSnapshot } from '../testing/build-case.ts';
import { createCase, openCase } from './open-case.ts';

const KEY = 'correct horse battery staple';
const NAMES = ['Ottilie Winterfeld', 'Bartholomew Quince', 'Zsófia Nagykanizsai', 'Thaddeus Oakenshaw'];

/** Every piece of six bytes or more of what went into the case. */
function corpus(): string[] {
  return [...NAMES, 'secretive', 'ottilie@winterfeld.example.test', '/dav/ottilie/', 'BEGIN:VCARD', 'END:VCARD', 'Doubled contacts', 'Everyone else', 'CREATE TABLE', 'SQLite format'];
}

function code(work: () => unknown): unknown {
  try {
    work();
  } catch (error) {
    return (error as { code?: unknown }).code;
  }
  return 'none';
}

function fill(path: string, key: string | Uint8Array): void {
  const store = createCase(path, { ...storePorts(), key, title: 'Doubled contacts' });
  const source = store.addSource({ name: 'secretive', kind: 'carddav', url: 'https://dav.example.test/dav/ottilie/', user: 'ottilie@winterfeld.example.test' });
  const traces = [{ namespace: 'vcard', name: 'category', value: 'Everyone else' }];
  const records = Array.from({ length: 400 }, (_, index) => aStagedRecord({ key: `/dav/ottilie/${index}`, text: `${NAMES[index % 4]} ${index}`, traces }));
  takeSnapshot(store, source.id, { records });
  commitSnapshot(stageSnapshot(store, source.id, { records: records.slice(10) }));
  store.answers.save('x', '{}', records.map((record, index) => ({ change: 'added', kind: 'contact', title: record.title, key: record.key, collection: 'c', fields: '', document: `${index}` })));
  copyFileSync(path, `${path}.open`);
  copyFileSync(`${path}-wal`, `${path}.open-wal`);
  store.close();
}

describe('an encrypted case', () => {
  it('holds nothing that can be read, in the file or in its log', () => {
    const path = casePath();
    fill(path, KEY);
    for (const file of [path, `${path}.open`, `${path}.open-wal`]) {
      const bytes = readFileSync(file);
      expect(bytes.length).toBeGreaterThan(100_000);
      const pieces = corpus().flatMap((text) => Array.from({ length: text.length - 5 }, (_, from) => text.slice(from, from + 6)));
      expect(pieces.filter((piece) => bytes.includes(piece) || bytes.includes(Buffer.from(piece, 'utf16le')))).toEqual([]);
      expect(entropyOf(bytes.subarray(0, 100_000))).toBeGreaterThan(7.98);
    }
    expect(existsSync(`${path}-wal`)).toBe(false);
  });

  it('opens with its passphrase or its key of 32 bytes, for reading and writing', () => {
    for (const key of [KEY, new Uint8Array(32).fill(7)]) {
      const path = casePath();
      fill(path, key);
      const reader = openCase(path, { mode: 'read', ...storePorts(), key });
      expect([reader.info().encrypted, reader.snapshots().map((row) => row.counts.contact), [...reader.verify()]]).toEqual([true, [400, 390], []]);
      reader.close();
      openCase(path, { mode: 'write', ...storePorts(), key }).close();
    }
  });

  it('is locked without a key and with a wrong one, which changes nothing', () => {
    const path = casePath();
    fill(path, KEY);
    const before = readFileSync(path);
    for (const mode of ['read', 'write'] as const) {
      for (const key of [undefined, 'wrong', new Uint8Array(32).fill(8)]) {
        expect(code(() => openCase(path, { mode, ...storePorts(), ...(key === undefined ? {} : { key }) }))).toBe('case-locked');
      }
    }
    expect(readFileSync(path).equals(before)).toBe(true);
  });

  it('notices a flipped byte', () => {
    const path = casePath();
    fill(path, KEY);
    const bytes = readFileSync(path);
    const at = Math.floor(bytes.length / 2);
    bytes[at] = (bytes[at] ?? 0) ^ 1;
    writeFileSync(path, bytes);
    const store = openCase(path, { mode: 'read', ...storePorts(), key: KEY });
    expect([...store.verify()].length).toBeGreaterThan(0);
    store.close();
  });
});

describe('a plain case', () => {
  it('opens with a passphrase that it does not need, and says that it is not encrypted', () => {
    const path = casePath();
    createCase(path, storePorts()).close();
    const store = openCase(path, { mode: 'read', ...storePorts(), key: KEY });
    expect(store.info().encrypted).toBe(false);
    store.close();
  });
});

/** Bits a byte. */
function entropyOf(bytes: Uint8Array): number {
  const counts = new Array<number>(256).fill(0);
  for (const byte of bytes) counts[byte] = (counts[byte] ?? 0) + 1;
  return counts.filter((count) => count > 0).reduce((sum, count) => sum - (count / bytes.length) * Math.log2(count / bytes.length), 0);
}
