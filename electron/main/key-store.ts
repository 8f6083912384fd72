import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { MessagePort } from 'node:worker_threads';
import type { VaultAnswer, VaultRequest } from '../../shared/engine-messages.ts';

/** The system's own encryption for this user: `safeStorage` of Electron, or a stand-in under test. */
export interface SystemEncryption {
  isEncryptionAvailable(): boolean;
  encryptString(text: string): Buffer;
  decryptString(encrypted: Buffer): string;
  getSelectedStorageBackend?(): string;
}

/** Whether secrets can be kept so that another user of the machine, or a thief of the disk, cannot read them. */
export function canKeepSecrets(encryption: SystemEncryption, platform: string): boolean {
  if (!encryption.isEncryptionAvailable()) return false;
  // Without a key store Linux falls back to a key that stands in the program: that would be plain text.
  return platform !== 'linux' || !['basic_text', 'unknown'].includes(encryption.getSelectedStorageBackend?.() ?? 'unknown');
}

/** Serves secrets to the engine over a port; the file holds only what the system encrypted. */
export function serveKeyStore(port: MessagePort, file: string, encryption: SystemEncryption): void {
  port.on('message', (request: VaultRequest) => {
    let answer: VaultAnswer;
    try {
      answer = { id: request.id, password: perform(request, file, encryption), failed: false };
    } catch {
      // What went wrong may hold the secret: only that it did is told.
      answer = { id: request.id, password: null, failed: true };
    }
    port.postMessage(answer);
  });
}

function perform(request: VaultRequest, file: string, encryption: SystemEncryption): string | null {
  const held = readHeld(file);
  if (request.call === 'get') {
    const encrypted = held.get(request.reference);
    return encrypted === undefined ? null : encryption.decryptString(Buffer.from(encrypted, 'base64'));
  }
  if (request.call === 'set') held.set(request.reference, encryption.encryptString(request.password).toString('base64'));
  else held.delete(request.reference);
  writeHeld(file, held);
  return null;
}

function readHeld(file: string): Map<string, string> {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return new Map();
    throw error;
  }
  const document: unknown = JSON.parse(text);
  const entries = typeof document === 'object' && document !== null ? Object.entries(document) : [];
  return new Map(entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
}

function writeHeld(file: string, held: ReadonlyMap<string, string>): void {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  writeFileSync(`${file}.new`, JSON.stringify(Object.fromEntries(held)), { mode: 0o600 });
  renameSync(`${file}.new`, file);
}
