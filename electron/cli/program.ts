import { Command } from 'commander';
import { VERSION } from '../services/version.ts';
import type { ExitStatus } from './outcome.ts';
import { registerApp } from './commands/app.ts';
import { registerAudit } from './commands/audit.ts';
import { registerCase } from './commands/case.ts';
import { registerDemo } from './commands/demo.ts';
import { registerDiff } from './commands/diff.ts';
import { registerDuplicates } from './commands/duplicates.ts';
import { registerEvent } from './commands/event.ts';
import { registerExport } from './commands/export.ts';
import { registerFindings } from './commands/findings.ts';
import { registerImport } from './commands/import.ts';
import { registerRecords } from './commands/records.ts';
import { registerMerge } from './commands/merge.ts';
import { registerReport } from './commands/report.ts';
import { registerRestore } from './commands/restore.ts';
import { registerServe } from './commands/serve.ts';
import { registerSnapshot } from './commands/snapshot.ts';
import { registerSource } from './commands/source.ts';

/** Where a command hands its exit status. */
export type Ended = (status: ExitStatus) => void;

/** Every command, one file a topic, in the order of CLI.md. */
const REGISTER = [
  registerSource,
  registerSnapshot,
  registerImport,
  registerCase,
  registerRecords,
  registerExport,
  registerDiff,
  registerDuplicates,
  registerFindings,
  registerApp,
  registerEvent,
  registerAudit,
  registerRestore,
  registerMerge,
  registerReport,
  registerServe,
  registerDemo,
] as const;

/** The command line as one program; `ended` gets the exit status of the command that ran. */
export function buildProgram(ended: Ended): Command {
  const program = new Command('synctrace')
    .description('Captures contacts, calendars and tasks, shows what a sync changed and puts back what it lost.')
    .version(VERSION, '--version')
    .option('--case <file>', 'the case file (default: $SYNCTRACE_CASE, else the default case)')
    .option('--json', 'answer one JSON document on standard output')
    .option('--passphrase-env <variable>', 'the variable that holds an encrypted case’s passphrase')
    .option('--passphrase-stdin', 'read the passphrase from standard input')
    .showHelpAfterError(false)
    .configureOutput({ writeErr: () => {} })
    .exitOverride();
  for (const register of REGISTER) register(program, ended);
  for (const command of program.commands) prepare(command);
  return program;
}

/** Usage errors are printed in one place, with the same words everywhere. */
function prepare(command: Command): void {
  command.exitOverride().configureOutput({ writeErr: () => {} }).configureHelp({ showGlobalOptions: true });
  for (const child of command.commands) prepare(child);
}
