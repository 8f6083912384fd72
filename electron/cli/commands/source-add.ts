import { readFileSync } from 'node:fs';
import type { Command } from 'commander';
import { AppError } from '../../../shared/errors.ts';
import { addAccount } from '../../services/add-account.ts';
import type { NewSource } from '../../services/sources.ts';
import { asToken, envReference, sessionReference, signInReference } from '../../services/secrets.ts';
import type { SourceKind } from '../../store/types.ts';
import { askPerson } from '../ask-person.ts';
import type { Ended } from '../program.ts';
import { runOnCase } from '../run-command.ts';
import { type Session, takeGivenPassword } from '../session.ts';
import { sourceDocument } from '../source-document.ts';
import { plain } from '../table.ts';

const KINDS = ['carddav', 'caldav', 'graph', 'ews'] as const;

interface AddOptions {
  readonly kind: (typeof KINDS)[number];
  readonly url?: string;
  readonly user: string;
  readonly passwordEnv?: string;
  readonly passwordStdin?: boolean;
  readonly bearer?: boolean;
  readonly mailbox?: string;
  readonly ca?: string;
}

/** `source add`. */
export function registerSourceAdd(source: Command, ended: Ended): void {
  source
    .command('add <name>')
    .description('name an account to watch')
    .requiredOption('--kind <kind>', 'carddav, caldav, graph (Exchange Online) or ews (Exchange Server)')
    .option('--url <url>', 'the server, a principal or one collection; graph and ews find theirs without it')
    .requiredOption('--user <user>', 'the user name; the mailbox’s address for graph and ews')
    .option('--password-env <variable>', 'the variable that holds the password, or the token of graph; only its name is kept')
    .option('--password-stdin', 'read the password from standard input, with this and every later command')
    .option('--bearer', 'ews: what is given is a token and not a password')
    .option('--mailbox <address>', 'ews: the mailbox for which a service account acts')
    .option('--ca <file>', 'certificate of a private certificate authority (PEM)')
    .action(async (name: string, options: AddOptions, command: Command) => {
      ended(
        await runOnCase(command, 'write', async (session, call) => {
          refuseMisfits(options);
          // The variable is read when it is needed; it need not be set yet.
          if (options.passwordStdin === true) await takeGivenPassword(session, call.options, [name]);
          const row = await addAccount(session, newSource(session, name, options), { ask: (host) => mayAsk(host, call.signal) }, call.signal);
          const how = row.secretRef?.startsWith('sign-in:') === true ? ' Its user is asked to sign in whenever it is read.' : '';
          return { document: { source: sourceDocument(row) }, text: () => [`Added ${row.name} (${row.kind}, ${row.url ?? ''}).${how}`] };
        }),
      );
    });
}

function refuseMisfits(options: AddOptions): void {
  const { kind } = options;
  const isExchange = kind === 'graph' || kind === 'ews';
  if (!KINDS.includes(kind)) throw usage(`--kind is one of ${KINDS.join(', ')}`);
  if (options.url === undefined && !isExchange) throw usage('give --url URL');
  if (kind !== 'graph' && options.passwordEnv === undefined && options.passwordStdin !== true) throw usage('give --password-env VARIABLE or --password-stdin');
  if (kind !== 'ews' && (options.bearer === true || options.mailbox !== undefined)) throw usage('--bearer and --mailbox go with --kind ews');
}

function newSource(session: Session, name: string, options: AddOptions): NewSource {
  return {
    name,
    kind: options.kind satisfies SourceKind,
    user: options.user,
    secretRef: secretReference(session, name, options),
    ...(options.url === undefined ? {} : { url: options.url }),
    ...(options.mailbox === undefined ? {} : { mailbox: options.mailbox }),
    ...(options.ca === undefined ? {} : { ca: readPem(options.ca) }),
  };
}

/** Where the secret comes from; never the secret. */
function secretReference(session: Session, name: string, options: AddOptions): string {
  if (options.passwordEnv === undefined && options.passwordStdin !== true) return signInReference(session.store.info().createdAt, name);
  const reference = options.passwordEnv === undefined ? sessionReference(name) : envReference(options.passwordEnv);
  return options.bearer === true ? asToken(reference) : reference;
}

/** Another host gets the password only where somebody at the terminal agrees to it. */
async function mayAsk(host: string, signal: AbortSignal): Promise<boolean> {
  return (await askPerson(`Ask ${plain(host)} for the mailbox, and give it the password of this account?`, signal)) === true;
}

function readPem(path: string): string {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    throw new AppError('file-unreadable', { cause: error });
  }
  if (!text.includes('-----BEGIN CERTIFICATE-----')) throw usage('--ca names no PEM certificate');
  return text;
}

function usage(what: string): AppError {
  return new AppError('usage', { context: { what } });
}
