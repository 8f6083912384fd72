import { isSignInAddress } from './clouds.ts';
import { isCommandId, type CommandId } from './commands.ts';

/** What the Electron shell tells the page over its own port, beside the engine's. */
export type ToPage =
  | { readonly type: 'command'; readonly id: CommandId }
  | { readonly type: 'open-case'; readonly path: string }
  | { readonly type: 'answer'; readonly request: number; readonly path: string | null };

/** What the page asks of the shell; nothing else is listened to. */
export type ToShell =
  | { readonly type: 'choose-case'; readonly request: number }
  | { readonly type: 'choose-place'; readonly request: number; readonly title: string }
  | { readonly type: 'look'; readonly look: 'system' | 'light' | 'dark' }
  | { readonly type: 'title'; readonly text: string }
  | { readonly type: 'progress'; readonly fraction: number | null }
  | { readonly type: 'open-sign-in'; readonly address: string }
  | { readonly type: 'notify'; readonly title: string; readonly text: string };

const LONGEST_TEXT = 300;
const LONGEST_ADDRESS = 8000;

/** A message of the page as the shell may believe it, or undefined: everything that comes from a page is checked. */
export function readToShell(message: unknown): ToShell | undefined {
  if (!isRecord(message)) return undefined;
  const { type, request, title, text, look, fraction, address } = message;
  if (type === 'choose-case' && isRequest(request)) return { type, request };
  if (type === 'choose-place' && isRequest(request) && isShort(title)) return { type, request, title };
  if (type === 'look' && (look === 'system' || look === 'light' || look === 'dark')) return { type, look };
  if (type === 'title' && isShort(text)) return { type, text };
  if (type === 'progress' && (fraction === null || isFraction(fraction))) return { type, fraction };
  // All that a page may have opened in a browser, so that it can send nobody anywhere else.
  if (type === 'open-sign-in' && typeof address === 'string' && address.length <= LONGEST_ADDRESS && isSignInAddress(address)) return { type, address };
  if (type === 'notify' && isShort(title) && isShort(text)) return { type, title, text };
  return undefined;
}

/** A message of the shell as the page may believe it, or undefined. */
export function readToPage(message: unknown): ToPage | undefined {
  if (!isRecord(message)) return undefined;
  const { type, id, path, request } = message;
  if (type === 'command' && isCommandId(id)) return { type, id };
  if (type === 'open-case' && typeof path === 'string') return { type, path };
  if (type === 'answer' && isRequest(request) && (path === null || typeof path === 'string')) return { type, request, path };
  return undefined;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function isShort(value: unknown): value is string {
  return typeof value === 'string' && value.length <= LONGEST_TEXT;
}

function isRequest(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value);
}

function isFraction(value: unknown): value is number {
  return typeof value === 'number' && value >= 0 && value <= 1;
}
