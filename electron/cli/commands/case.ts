import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Command } from 'commander';
import { AppError } from '../../../shared/errors.ts';
import { exportCaseFolder } from '../../services/case-folder/export-case-folder.ts';
import { importCaseFolder } from '../../services/case-folder/import-case-folder.ts';
import { casePath } from '../../services/case-paths.ts';
import { problemDocument, snapshotDocument } from '../../services/documents.ts';
import { caseDocument, createCaseContext, createPorts, createSessionVault } from '../../services/engine.ts';
import { verifyCase } from '../../services/verify-case.ts';
import { EXIT } from '../outcome.ts';
import { practiceServer } from '../practice.ts';
import type { Ended } from '../program.ts';
import { runBare, runOnCase } from '../run-command.ts';
import { passphraseOf } from '../session.ts';
import { createSecretLines } from '../standard-input.ts';
import { plain } from '../table.ts';
import { auditOutcome } from './audit.ts';
import { problemLine } from './import.ts';
import { incompleteNote, snapshotLine } from './snapshot.ts';

/** `case create|import|export|info|verify`. */
export function registerCase(program: Command, ended: Ended): void {
  const group = program.command('case').description('the case file');
  registerCreate(group, ended);
  registerFolder(group, ended);

  group
    .command('info')
    .description('counts, size, sources')
    .action(async (_options: unknown, command: Command) => {
      ended(
        await runOnCase(command, 'read', (session) => {
          const document = caseDocument(session.store);
          const sources = session.store.sources().map((source) => ({ name: source.name, kind: source.kind }));
          return {
            document: { case: { ...document, sourceList: sources } },
            text: () => [
              `${plain(document.title) || 'Untitled case'}  ${document.path}`,
              `${document.sources} sources, ${document.snapshots} snapshots, ${document.records} records, ${document.bytes} bytes${document.encrypted ? ', encrypted' : ''}.`,
              ...(document.headHash === '' ? [] : [`Head of the chain: ${document.headHash}`]),
            ],
          };
        }),
      );
    });

  group
    .command('verify')
    .description('check every stored record and the chain of snapshots')
    .action(async (_options: unknown, command: Command) => {
      ended(
        await runOnCase(command, 'read', (session, call) => {
          const report = verifyCase(session, call.signal);
          return {
            document: report,
            text: () => (report.ok ? ['Every stored record and the chain of snapshots are whole.'] : report.problems.map((problem) => plain(`${problem.message} ${problem.source ?? ''} ${problem.key ?? problem.snapshot ?? ''}`))),
            exit: report.ok ? EXIT.done : EXIT.failed,
            notes: report.ok ? [] : [`synctrace: ${report.problems.length} parts of the case are damaged; what they hold is not used. Work on a copy.`],
          };
        }),
      );
    });
}

function registerCreate(group: Command, ended: Ended): void {
  group
    .command('create')
    .description('make an empty case')
    .option('--title <title>', 'what it is about')
    .option('--encrypt', 'encrypt it with the passphrase given by --passphrase-env or --passphrase-stdin')
    .action(async (options: { title?: string; encrypt?: boolean }, command: Command) => {
      ended(
        await runBare(command, (call) => {
          const path = resolve(casePath(call.options.case, process.env));
          const passphrase = passphraseOf(call.options, createSecretLines());
          if (options.encrypt === true && (passphrase === undefined || passphrase === '')) {
            throw new AppError('usage', { context: { what: '--encrypt needs --passphrase-env VARIABLE or --passphrase-stdin' } });
          }
          if (options.encrypt !== true && passphrase !== undefined) throw new AppError('usage', { context: { what: 'a passphrase goes with --encrypt' } });
          if (existsSync(path)) throw new AppError('case-exists');
          const context = createCaseContext(path, passphrase, options.title ?? '', createPorts(createSessionVault(process.env), practiceServer));
          try {
            const document = caseDocument(context.store);
            return { document: { case: document }, text: () => [`Made ${document.path}${document.encrypted ? ' (encrypted)' : ''}.`] };
          } finally {
            context.store.close();
          }
        }),
      );
    });
}

function registerFolder(group: Command, ended: Ended): void {
  group
    .command('import <folder>')
    .description('read a case folder')
    .action(async (folder: string, _options: unknown, command: Command) => {
      ended(
        await runOnCase(command, 'write', async (session, call) => {
          const { snapshots, problems, audit } = await importCaseFolder(session, folder, call.signal, (progress) => call.progress.show(progress));
          const documents = problems.map(problemDocument);
          const logs = audit === null ? null : auditOutcome(audit);
          const isWhole = snapshots.every((row) => row.complete) && !documents.some((problem) => problem.quarantined) && (audit?.skippedCount ?? 0) === 0;
          return {
            document: { case: caseDocument(session.store), snapshots: snapshots.map(snapshotDocument), problems: documents, ...(logs === null ? {} : { audit: logs.document }) },
            text: () => [...snapshots.map(snapshotLine), ...documents.map(problemLine), ...(logs?.text() ?? [])],
            exit: isWhole ? EXIT.done : EXIT.part,
            notes: [...snapshots.flatMap(incompleteNote), ...(logs?.notes ?? [])],
          };
        }),
      );
    });

  group
    .command('export <folder>')
    .description('write the case as a case folder')
    .action(async (folder: string, _options: unknown, command: Command) => {
      ended(
        await runOnCase(command, 'read', (session, call) => {
          const written = exportCaseFolder(session, resolve(folder), call.signal);
          return { document: { case: caseDocument(session.store), ...written }, text: () => [`Wrote ${written.snapshots} snapshots with ${written.records} records to ${folder}.`] };
        }),
      );
    });
}
