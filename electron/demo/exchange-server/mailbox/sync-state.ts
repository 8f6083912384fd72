import type { SyncPoint } from './changes-since.ts';
import type { Mailbox } from './mailbox.ts';

/** What a client hands back to go on: for which folder it was, and how far it came. */
interface State extends SyncPoint {
  readonly epoch: string;
  readonly scope: string;
}

/** A sync state as an opaque text. */
export function writeState(mailbox: Mailbox, scope: string, point: SyncPoint): string {
  const state: State = { epoch: mailbox.epoch, scope, ...point };
  return Buffer.from(JSON.stringify(state), 'utf8').toString('base64');
}

/** Where a client stands; null where the state is another folder's, was expired, or was never given. */
export function readState(mailbox: Mailbox, scope: string, text: string): SyncPoint | null {
  const state = parse(text);
  if (state?.epoch !== mailbox.epoch || state.scope !== scope || !(state.base <= mailbox.lastChange)) return null;
  return { base: state.base, high: state.high, below: state.below };
}

function parse(text: string): State | null {
  try {
    return JSON.parse(Buffer.from(text, 'base64').toString('utf8')) as State;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
