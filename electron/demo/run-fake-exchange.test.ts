import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';

import { makeTemporaryFolder } from './run-server-process.ts';

const folder = makeTemporaryFolder('fake-exchange');
const script = join(folder.path, 'faults.json');

afterAll(folder.remove);

describe('npm run fake:exchange', () => {
  it.each([
    [['--port', 'many'], '--port is a number from 0 (a free one) to 65535.'],
    [['--prot', '8443'], 'Known are --port NUMBER, --data FOLDER (kept there and gone on with) and --faults FILE (what goes wrong, as JSON).'],
  ])('says in one line what is wrong with %j', async (given, words) => {
    expect(await run(given)).toEqual({ said: '', complained: `${words}\n`, status: 1 });
  });

  it('does not start with a script of faults that it cannot read', async () => {
    writeFileSync(script, '{"rules":3}');
    expect(await run(['--faults', script])).toEqual({ said: '', complained: `The faults in ${script} were not read: rules is no list.\n`, status: 1 });
  });
});

async function run(given: readonly string[]): Promise<{ said: string; complained: string; status: number | null }> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'run-fake-exchange.ts'), ...given], { stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  let complained = '';
  child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString('utf8')));
  child.stderr.on('data', (chunk: Buffer) => (complained += chunk.toString('utf8')));
  const [status] = (await once(child, 'close')) as [number | null];
  return { said, complained, status };
}
