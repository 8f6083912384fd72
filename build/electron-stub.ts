import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Where Electron's program keeps its fuses: this text, the version, their number, and one character each. */
const FUSE_WIRE = Buffer.concat([Buffer.from('dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'), Buffer.from([1, 9]), Buffer.from('101101011')]);

/** Makes a folder that electron-builder takes for a Linux distribution of Electron, so that packaging is tested without a download. */
export function makeElectronStub(folder: string, version: string): void {
  mkdirSync(join(folder, 'locales'), { recursive: true });
  for (const name of ['LICENSE', 'LICENSES.chromium.html', 'chrome-sandbox', 'locales/en-US.pak']) writeFileSync(join(folder, name), '');
  writeFileSync(join(folder, 'version'), version);
  writeFileSync(join(folder, 'electron'), FUSE_WIRE);
  chmodSync(join(folder, 'electron'), 0o755);
}
