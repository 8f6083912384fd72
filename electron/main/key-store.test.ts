import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MessageChannel, type MessagePort } from 'node:worker_threads';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { VaultAnswer, VaultRequest } from '../../shared/engine-messages.ts';
import { canKeepSecrets, serveKeyStore, type SystemEncryption } from './key-store.ts';

const turned: SystemEncryption = {
  isEncryptionAvailable: () => true,
  encryptString: (text) => Buffer.from([...Buffer.from(text)].map((byte) => byte ^ 0x5a)),
  decryptString: (encrypted) => Buffer.from([...encrypted].map((byte) => byte ^ 0x5a)).toString(),
};
let folder = '';
let port: MessagePort;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'synctrace-keys-'));
});
afterEach(() => {
  port.close();
  rmSync(folder, { recursive: true, force: true });
});

function serve(encryption = turned): (request: VaultRequest) => Promise<VaultAnswer> {
  const { port1, port2 } = new MessageChannel();
  serveKeyStore(port1, join(folder, 'secrets.json'), encryption);
  port = port2;
  return (request) =>
    new Promise((resolve) => {
      port2.once('message', resolve);
      port2.postMessage(request);
    });
}

describe('the key store', () => {
  it('keeps, gives and removes a secret, and writes only what the system encrypted', async () => {
    const ask = serve();
    await ask({ id: 1, call: 'set', reference: 'source:home', password: 'canary-4711' });
    expect(await ask({ id: 2, call: 'get', reference: 'source:home' })).toEqual({ id: 2, password: 'canary-4711', failed: false });
    const file = join(folder, 'secrets.json');
    expect(readFileSync(file, 'utf8')).not.toContain('canary');
    expect(statSync(file).mode & 0o777).toBe(0o600);
    await ask({ id: 3, call: 'remove', reference: 'source:home' });
    expect(await ask({ id: 4, call: 'get', reference: 'source:home' })).toEqual({ id: 4, password: null, failed: false });
  });

  it('says only that it failed where the system refuses', async () => {
    const ask = serve({
      ...turned,
      encryptString: () => {
        throw new Error('locked');
      },
    });
    expect(await ask({ id: 1, call: 'set', reference: 'source:home', password: 'canary' })).toEqual({ id: 1, password: null, failed: true });
  });

  it('is not used where Linux would fall back to a key that everyone knows', () => {
    port = new MessageChannel().port1;
    const backend = (name: string): SystemEncryption => ({ ...turned, getSelectedStorageBackend: () => name });
    expect([canKeepSecrets(backend('basic_text'), 'linux'), canKeepSecrets(backend('gnome_libsecret'), 'linux'), canKeepSecrets(turned, 'darwin'), canKeepSecrets({ ...turned, isEncryptionAvailable: () => false }, 'win32')]).toEqual([false, true, true, false]);
  });
});
