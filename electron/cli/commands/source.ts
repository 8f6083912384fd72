import { readFileSync } from 'node:fs';
import type { Command } from 'commander';
import { AppError } from '../../../shared/errors.ts';
import { notCapturedWords } from '../../../shared/messages/not-captured.ts';
import { envReference, sessionReference } from '../../services/secrets.ts';
import { addSource, removeSource, testSource } from '../../services/sources.ts';
import type { SourceKind, SourceRow } from '../../store/types.ts';
import type { Ended } from '../program.ts';
import { runOnCase } from '../run-command.ts';
import { takeGivenPassword } from '../session.ts';
import { table } from '../table.ts';

const KINDS: readonly string[] = ['carddav', 'caldav', 'graph', 'ews'];

/** `source add|list|test|remove`. */
export function registerSource(program: Command, ended: Ended): void {
  const source = program.command('source').description('the accounts that a case watches');

  source
    .command('add <name>')
    .description('name an account to watch')
    .requiredOption('--kind <kind>', 'carddav or caldav')
    .requiredOption('--url <url>', 'the server, a principal or one collection')
    .requiredOption('--user <user>', 'the user name')
    .option('--password-env <variable>', 'the variable that holds the password; only its name is kept')
    .option('--password-stdin', 'read the password from standard input, with this and every later command')
    .option('--ca <file>', 'certificate of a private certificate authority (PEM)')
    .action(async (name: string, options: { kind: string; url: string; user: string; passwordEnv?: string; passwordStdin?: boolean; ca?: string }, command: Command) => {
      ended(
        await runOnCase(command, 'write', async (session, call) => {
          if (!KINDS.includes(options.kind)) throw new AppError('usage', { context: { what: `--kind is one of ${KINDS.join(', ')}` } });
          if (options.kind === 'graph' || options.kind === 'ews') throw new AppError('not-supported', { context: { what: `accounts of kind ${options.kind} are not read by this version` } });
          if (options.passwordEnv === undefined && options.passwordStdin !== true) {
            throw new AppError('usage', { context: { what: 'give --password-env VARIABLE or --password-stdin' } });
          }
          // The variable is read when it is needed; it need not be set yet.
          if (options.passwordStdin === true) await takeGivenPassword(session, call.options, [name]);
          const row = addSource(session, {
            name,
            kind: options.kind as SourceKind,
            url: options.url,
            user: options.user,
            secretRef: options.passwordEnv === undefined ? sessionReference(name) : envReference(options.passwordEnv),
            ...(options.ca === undefined ? {} : { ca: readPem(options.ca) }),
          });
          return { document: { source: sourceDocument(row) }, text: () => [`Added ${row.name} (${row.kind}).`] };
        }),
      );
    });

  source
    .command('list')
    .description('list the accounts')
    .action(async (_options: unknown, command: Command) => {
      ended(
        await runOnCase(command, 'read', (session) => {
          const rows = session.store.sources();
          return {
            document: { sources: rows.map(sourceDocument) },
            text: () => (rows.length === 0 ? ['No account yet. Add one with synctrace source add.'] : table(['name', 'kind', 'url', 'user'], rows.map((row) => [row.name, row.kind, row.url ?? '', row.user ?? '']))),
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
              ...collections.map((collection) => `  ${collection.name}  ${collection.id}`),
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

/** CLI.md's source: what names the account, and nothing of its secret. */
function sourceDocument(row: SourceRow): { id: string; name: string; kind: string; url: string | null; user: string | null } {
  return { id: row.id, name: row.name, kind: row.kind, url: row.url ?? null, user: row.user ?? null };
}

function readPem(path: string): string {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    throw new AppError('file-unreadable', { cause: error });
  }
  if (!text.includes('-----BEGIN CERTIFICATE-----')) throw new AppError('usage', { context: { what: '--ca names no PEM certificate' } });
  return text;
}
