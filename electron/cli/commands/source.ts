import type { Command } from 'commander';
import { notCapturedWords } from '../../../shared/messages/not-captured.ts';
import { removeSource, testSource } from '../../services/sources.ts';
import type { Ended } from '../program.ts';
import { runOnCase } from '../run-command.ts';
import { takeGivenPassword } from '../session.ts';
import { sourceDocument } from '../source-document.ts';
import { tableOr } from '../table.ts';
import { registerSourceAdd } from './source-add.ts';
import { registerSourceSignIn } from './source-sign-in.ts';

/** `source add|sign-in|list|test|remove`. */
export function registerSource(program: Command, ended: Ended): void {
  const source = program.command('source').description('the accounts that a case watches');

  registerSourceAdd(source, ended);
  registerSourceSignIn(source, ended);

  source
    .command('list')
    .description('list the accounts')
    .action(async (_options: unknown, command: Command) => {
      ended(
        await runOnCase(command, 'read', (session) => {
          const rows = session.store.sources();
          return {
            document: { sources: rows.map(sourceDocument) },
            text: () => tableOr('No account yet. Add one with synctrace source add.', ['name', 'kind', 'url', 'user'], rows, (row) => [row.name, row.kind, row.url ?? '', row.user ?? '']),
          };
        }),
      );
    });

  source
    .command('test <name>')
    .description('sign in and say what the server can do')
    .option('--password-env <variable>', 'the variable that holds the password')
    .option('--password-stdin', 'read the password from standard input')
    .action(async (name: string, _options: unknown, command: Command) => {
      ended(
        await runOnCase(command, 'read', async (session, call) => {
          await takeGivenPassword(session, call.options, [name]);
          const { capabilities, collections } = await testSource(session, name, call.signal);
          const document = {
            ok: true,
            capabilities: {
              ...capabilities,
              notCaptured: capabilities.notCaptured.map(notCapturedWords),
              collections: collections.map((collection) => ({ id: collection.id, name: collection.name, kinds: [...collection.kinds] })),
            },
          };
          return {
            document,
            text: () => [
              `${name}: the server answers (${capabilities.product}); ${capabilities.canWrite ? 'it can be written to' : 'read only'}; ${capabilities.incremental ? 'tells what changed' : 'is listed whole each time'}.`,
              ...collections.map(collectionLine),
              ...(document.capabilities.notCaptured.length === 0 ? [] : ['Not captured:', ...document.capabilities.notCaptured.map((text) => `  ${text}`)]),
            ],
          };
        }),
      );
    });

  source
    .command('remove <name>')
    .description('forget the account; its snapshots stay')
    .action(async (name: string, _options: unknown, command: Command) => {
      ended(
        await runOnCase(command, 'update', async (session) => {
          await removeSource(session, name);
          return { document: { ok: true }, text: () => [`Forgot ${name}. Its snapshots stay in the case.`] };
        }),
      );
    });
}

/** An id that a person can read is a path; the long ones of Exchange stand in the JSON. */
function collectionLine({ name, id, kinds }: { readonly name: string; readonly id: string; readonly kinds: readonly string[] }): string {
  const place = id.length > LONGEST_ID ? '' : `  ${id}`;
  return `  ${name}${kinds.length === 0 ? '' : ` (${kinds.join(', ')})`}${place}`;
}

const LONGEST_ID = 60;
