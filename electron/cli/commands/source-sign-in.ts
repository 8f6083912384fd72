import type { Command } from 'commander';
import { AppError } from '../../../shared/errors.ts';
import { askToSignIn } from '../../services/account-secret.ts';
import { signInApp } from '../../services/case-context.ts';
import { ACCESS_KINDS, type Access, permissionsFor } from '../../services/sign-in/scopes.ts';
import { findSource } from '../../services/sources.ts';
import type { Ended } from '../program.ts';
import { runOnCase } from '../run-command.ts';
import { signInWay, terminalFace } from '../sign-in-face.ts';

/** `source sign-in`. */
export function registerSourceSignIn(source: Command, ended: Ended): void {
  source
    .command('sign-in <name>')
    .description('try the sign-in to Exchange Online and grant what it takes; SYNCTRACE_CLIENT_ID names the app registration')
    .option('--for <access>', 'read; write (restoring); audit (the audit log); deleted (Deleted Items)', 'read')
    .option('--device-code', 'by a code to enter on any device, in place of the browser of this machine')
    .action(async (name: string, options: { for: Access; deviceCode?: boolean }, command: Command) => {
      ended(
        await runOnCase(command, 'read', async (session, call) => {
          if (!ACCESS_KINDS.includes(options.for)) throw new AppError('usage', { context: { what: `--for is one of ${ACCESS_KINDS.join(', ')}` } });
          const how = options.deviceCode === true ? 'device-code' : signInWay(process.env, process.platform);
          const face = terminalFace(how, (line) => process.stderr.write(`${line}\n`));
          await askToSignIn(session.ports, findSource(session, name), signInApp(session.store), options.for, face, call.signal);
          const permissions = permissionsFor(options.for);
          return { document: { ok: true, permissions }, text: () => [`Signed in to ${name} and granted ${permissions.join(', ')}.`, 'Nothing of it is kept: a command that reads the account asks again, and is then quick to answer.'] };
        }),
      );
    });
}
