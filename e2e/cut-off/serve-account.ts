import { setTimeout } from 'node:timers/promises';
import type { DavServer } from '../../electron/demo/dav-server/start-dav-server.ts';
import type { DavDump } from '../../electron/demo/dav-server/dav-store.ts';
import type { DavHandler } from '../../electron/demo/dav-server/messages.ts';
import { type Cards, accountOf, put, startAccount } from './account.ts';

/** What the program is asked; each question gets one answer with its number. */
export type Question =
  | { readonly number: number; readonly ask: 'start'; readonly dump: DavDump; readonly port: number }
  | { readonly number: number; readonly ask: 'account' }
  | { readonly number: number; readonly ask: 'put'; readonly cards: Cards }
  | { readonly number: number; readonly ask: 'stop' };

// A server in a process of its own, told over IPC what to hold; it tells of every request as it comes in.
let server: DavServer | undefined;
// Slow enough that there is time to be killed in.
const SLOW_MS = 4;

process.on('message', (question: Question) => {
  void answer(question).then((value) => process.send?.({ number: question.number, value }));
});
process.on('disconnect', () => process.exit(0));

async function answer(question: Question): Promise<unknown> {
  if (question.ask === 'start') {
    await server?.close();
    const slowly = (next: DavHandler): DavHandler => async (request) => {
      process.send?.({ request: request.index });
      await setTimeout(SLOW_MS);
      return next(request);
    };
    server = await startAccount(question.dump, slowly, question.port);
    return null;
  }
  if (server === undefined) throw new Error('no account was started');
  if (question.ask === 'account') return accountOf(server);
  if (question.ask === 'put') for (const [name, text] of Object.entries(question.cards)) put(server, name, text);
  if (question.ask === 'stop') await server.close();
  return null;
}
