import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { type ExchangeServer, PRACTICE_ACCOUNT, startExchangeServer } from '../../../electron/demo/exchange-server/start-exchange-server.ts';
import { systemClock } from '../../../electron/services/system-ports.ts';
import { type Installed, installEwsJavascriptApi, installExchangelib } from './install-clients.ts';
import { runSteps, type Steps } from './run-steps.ts';

const OF_BOTH = [
  'list with pages', 'list folders', 'find with a restriction', 'create with every field', 'sync page by page', 'update', 'refuse a stale change key', 'delete softly and move back', 'delete hard',
];

// The practice server is worth something where clients that nobody here wrote are content with it.
describe.each<readonly [string, () => Promise<Installed>, readonly string[]]>([
  ['ews-javascript-api', installEwsJavascriptApi, [...OF_BOTH, 'delete to Deleted Items and move back', 'events without a word to the guests']],
  ['exchangelib', installExchangelib, [...OF_BOTH, 'sync the folders', 'export and upload', 'move to trash and back', 'events with a calendar view', 'tasks', 'sign in by ntlm']],
])('%s, written by others, against the practice Exchange server', (_, install, steps) => {
  let server: ExchangeServer;
  let client: Installed | undefined;
  let found: Steps;

  beforeAll(async () => {
    server = await startExchangeServer({ clock: systemClock });
    client = await install();
    found = await runSteps(client.command, [server.ewsUrl, PRACTICE_ACCOUNT.user, PRACTICE_ACCOUNT.password]);
  });
  afterAll(async () => {
    await client?.remove();
    await server.close();
  });

  it.each(steps)('%s', (step) => {
    expect(found.get(step)).toBe('');
  });

  it('does nothing that is not told here', () => {
    expect([...found.keys()].toSorted()).toEqual([...steps].toSorted());
  });

  it('mailed nobody', () => {
    expect(server.log.notifications()).toEqual([]);
  });
});
