import type { CdpConnection } from './cdp-connection.ts';
import { ElectronLiteError } from './not-offered.ts';

let held: CdpConnection | undefined;

/** Sets the Chromium that windows are opened in: from then on the app is ready. */
export function setConnection(connection: CdpConnection): void {
  held = connection;
}

/** The Chromium that windows are opened in; before the app is ready there is none, as in Electron. */
export function connection(): CdpConnection {
  if (held === undefined) throw new ElectronLiteError('Cannot create BrowserWindow before app is ready');
  return held;
}
