import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { app } from './app.ts';
import { ElectronLiteError, strict } from './not-offered.ts';
import { StrictEmitter } from './strict-emitter.ts';

const DIALOGS = ['showOpenDialog', 'showOpenDialogSync', 'showSaveDialog', 'showSaveDialogSync', 'showMessageBox', 'showMessageBoxSync', 'showErrorBox'];

/** `dialog` of Electron: nobody can answer here, so a test that opens one says what is chosen. */
export const dialog = strict('dialog', Object.fromEntries(DIALOGS.map((name) => [name, () => refuse(`dialog.${name} has no answer by itself: set one with app.evaluate`)])));

/** `shell` of Electron: nothing leaves the window, unless a test says where to. */
export const shell = strict('shell', {
  openExternal: (url: string): never => refuse(`shell.openExternal(${url}) opens nothing: set it with app.evaluate`),
});

/** `safeStorage` of Electron as a stand-in: real encryption, but its key lies beside it. It names itself, so nobody takes it for a key store. */
export const safeStorage = strict('safeStorage', {
  isEncryptionAvailable: (): boolean => true,
  getSelectedStorageBackend: (): string => 'electron_lite_stand_in',
  encryptString(text: string): Buffer {
    const nonce = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', storageKey(), nonce);
    return Buffer.concat([nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
  },
  decryptString(encrypted: Buffer): string {
    const decipher = createDecipheriv('aes-256-gcm', storageKey(), encrypted.subarray(0, 12));
    decipher.setAuthTag(encrypted.subarray(-16));
    return Buffer.concat([decipher.update(encrypted.subarray(12, -16)), decipher.final()]).toString('utf8');
  },
});

class NativeTheme extends StrictEmitter {
  private source = 'system';

  constructor() {
    super(['updated']);
  }

  get themeSource(): string {
    return this.source;
  }

  set themeSource(source: string) {
    this.source = source;
    this.emit('updated');
  }

  get shouldUseDarkColors(): boolean {
    return this.source === 'dark';
  }
}

/** `nativeTheme` of Electron: keeps what it is told; the page's own colour scheme is Playwright's to set. */
export const nativeTheme = new NativeTheme();

/** `Notification` of Electron: what would have been shown is kept in `shown`. */
export class Notification extends StrictEmitter {
  static readonly shown: { readonly title: string; readonly body: string }[] = [];
  private readonly text: { readonly title: string; readonly body: string };

  static isSupported(): boolean {
    return true;
  }

  constructor(options: { readonly title?: string; readonly body?: string }) {
    super(['show', 'click', 'close', 'failed']);
    this.text = { title: options.title ?? '', body: options.body ?? '' };
  }

  show(): void {
    Notification.shown.push(this.text);
    this.emit('show');
  }
}

function storageKey(): Buffer {
  const file = join(app.getPath('userData'), 'electron-lite.key');
  if (!existsSync(file)) {
    mkdirSync(join(file, '..'), { recursive: true });
    writeFileSync(file, randomBytes(32), { mode: 0o600 });
  }
  return readFileSync(file);
}

function refuse(why: string): never {
  throw new ElectronLiteError(why);
}
