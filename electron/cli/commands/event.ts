import { type Command, Option } from 'commander';
import { EVENT_TYPES } from '../../../shared/event-types.ts';
import { declareEvent, listEvents } from '../../services/declare.ts';
import { givenTime } from '../given-time.ts';
import type { Ended } from '../program.ts';
import { runOnCase } from '../run-command.ts';
import { plain, tableOr } from '../table.ts';

interface AddOptions {
  readonly at: string;
  readonly type: string;
  readonly app?: string;
  readonly text?: string;
}

/** `event add|list`. */
export function registerEvent(program: Command, ended: Ended): void {
  const group = program.command('event').description('what a person knows happened');
  group
    .command('add')
    .description('note what happened, and when')
    .requiredOption('--at <time>', 'when (RFC 3339)')
    .addOption(new Option('--type <type>', 'what kind of thing').choices(EVENT_TYPES).makeOptionMandatory())
    .option('--app <app>', 'the app it is about')
    .option('--text <text>', 'in words')
    .action(async ({ at, type, app, text }: AddOptions, command: Command) => {
      ended(
        await runOnCase(command, 'write', (session) => {
          const event = declareEvent(session, { at: givenTime('--at', at), type, ...(app === undefined ? {} : { app }), ...(text === undefined ? {} : { text }) });
          return { document: { event }, text: () => [plain(`Noted: ${type} at ${event.at}.`)] };
        }),
      );
    });

  group
    .command('list')
    .description('what was noted, in the order of time')
    .action(async (_options: unknown, command: Command) => {
      ended(
        await runOnCase(command, 'read', (session) => {
          const events = listEvents(session);
          return { document: { events }, text: () => tableOr('Nothing was noted yet.', ['at', 'type', 'app', 'text'], events, ({ at, type, app, text }) => [at, type, app ?? '', text ?? '']) };
        }),
      );
    });
}
