import type { Command } from 'commander';
import { declareApp, forgetApp, knownApps, listApps } from '../../services/declare.ts';
import { givenTime } from '../given-time.ts';
import type { Ended } from '../program.ts';
import { runBare, runOnCase } from '../run-command.ts';
import { plain, table, tableOr } from '../table.ts';

interface AddOptions {
  readonly since?: string;
  readonly device?: string;
  readonly direction?: string;
  readonly note?: string;
}

/** `app add|list|remove|known`. */
export function registerApp(program: Command, ended: Ended): void {
  const group = program.command('app').description('the sync apps the user has');
  registerAdd(group, ended);

  group
    .command('list')
    .description('the inventory')
    .action(async (_options: unknown, command: Command) => {
      ended(
        await runOnCase(command, 'read', (session) => {
          const apps = listApps(session);
          return {
            document: { apps },
            text: () =>
              tableOr('No app was named yet: synctrace app add APP.', ['app', 'since', 'device', 'direction', 'note'], apps, ({ app, since, device, direction, note }) => [app, since ?? '', device ?? '', direction ?? '', note ?? '']),
          };
        }),
      );
    });

  group
    .command('remove <app>')
    .description('take an app out of the inventory')
    .option('--device <name>', 'only on this device')
    .action(async (app: string, options: { device?: string }, command: Command) => {
      ended(
        await runOnCase(command, 'update', (session) => {
          const removed = forgetApp(session, app, options.device);
          return { document: { removed }, text: () => [plain(`Removed: ${app}${removed === 1 ? '' : ` (${removed} entries)`}.`)] };
        }),
      );
    });

  group
    .command('known')
    .description('apps that the knowledge base knows')
    .action(async (_options: unknown, command: Command) => {
      ended(
        await runBare(command, async () => {
          const apps = await knownApps();
          return { document: { apps }, text: () => table(['app', 'name', 'stores'], apps.map(({ app, name, stores }) => [app, name, stores.join(', ')])) };
        }),
      );
    });
}

function registerAdd(group: Command, ended: Ended): void {
  group
    .command('add <app>')
    .description('name an app that syncs this account, by its id in the knowledge base or the user’s own')
    .option('--since <time>', 'since when (RFC 3339)')
    .option('--device <name>', 'on which device')
    .option('--direction <direction>', 'two-way, one-way, or STORE->STORE')
    .option('--note <text>', 'anything else')
    .action(async (app: string, options: AddOptions, command: Command) => {
      ended(
        await runOnCase(command, 'write', (session) => {
          const { since, device, direction, note } = options;
          const added = declareApp(session, {
            app,
            ...(since === undefined ? {} : { since: givenTime('--since', since) }),
            ...(device === undefined ? {} : { device }),
            ...(direction === undefined ? {} : { direction }),
            ...(note === undefined ? {} : { note }),
          });
          return { document: { app: added }, text: () => [plain(`Added: ${app}.`)] };
        }),
      );
    });
}
