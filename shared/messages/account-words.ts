import type { ErrorCode, ErrorContext } from '../errors.ts';
import type { ErrorWords } from './en.ts';

/** Words that depend on the kind of the account that was refused; others are the same for all. */
export const wordsByKind: Readonly<Partial<Record<ErrorCode, Readonly<Partial<Record<string, ErrorWords>>>>>> = {
  'secret-missing': {
    graph: { message: 'The token of “{source}” is not at hand.', hint: 'Give one with --password-stdin, or set {variable}.' },
  },
  'auth-failed': {
    carddav: { message: 'The server refused the user name or password (HTTP {status}).', hint: 'Check both; where two-step sign-in is on, many providers ask for an app password.' },
    caldav: { message: 'The server refused the user name or password (HTTP {status}).', hint: 'Check both; where two-step sign-in is on, many providers ask for an app password.' },
    graph: { message: 'Microsoft Graph refused the token (HTTP {status}).', hint: 'Exchange Online takes tokens and no passwords. A token is for Microsoft Graph, for this mailbox, and grows old within an hour or so: get a new one, or add the account without one and sign in.' },
    ews: { message: 'The server refused the user name, password or token (HTTP {status}).', hint: 'Check them: the user name is the mailbox’s address or DOMAIN\\user, a password may have run out, and a token grows old within an hour or so.' },
  },
};

/** What a message begins with that is about an account: its name in the case, and the server it is at. */
export function accountPrefix(context: ErrorContext): string {
  const { account, server } = context;
  // Some messages name it themselves.
  if (typeof account !== 'string' || context['source'] === account) return '';
  return typeof server === 'string' ? `“${account}” on ${server}: ` : `“${account}”: `;
}

/** When to try again, where the server said so. */
export function laterHint(code: ErrorCode, context: ErrorContext): string | undefined {
  const seconds = context['retryAfterSeconds'];
  if (code !== 'server-throttled' || typeof seconds !== 'number') return undefined;
  return `The server asks to wait: try again in ${durationWords(Math.ceil(seconds))}.`;
}

function durationWords(seconds: number): string {
  if (seconds <= 1) return 'a moment';
  return seconds <= 90 ? `${seconds} seconds` : `${Math.ceil(seconds / 60)} minutes`;
}
