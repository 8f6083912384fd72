import type { MenuItemConstructorOptions } from 'electron';
import { COMMAND_MENUS, COMMANDS, type CommandId, type CommandMenu } from '../../shared/commands.ts';
import { commandWords, menuWords, uiWords } from '../../shared/messages/ui-en.ts';

/** A rule of the menu: commands between two of them belong together. */
const RULES_BEFORE: ReadonlySet<CommandId> = new Set(['case-verify', 'go-home', 'look-system', 'task-cancel', 'swap-pair', 'toggle-added', 'tick', 'plan-make']);

/**
 * The native menus: every command of the window, in the order of its list. The page hears the keys itself (a letter typed into a field must
 * reach the field), so the menu only shows them.
 */
export function menuTemplate(platform: string, give: (id: CommandId) => void): MenuItemConstructorOptions[] {
  const menus = COMMAND_MENUS.map((menu): MenuItemConstructorOptions => ({ label: menuWords[menu], submenu: [...commandsOf(menu, give), ...systemItems(menu, platform)] }));
  return platform === 'darwin' ? [{ role: 'appMenu', label: uiWords.app.name }, ...menus] : menus;
}

function commandsOf(menu: CommandMenu, give: (id: CommandId) => void): MenuItemConstructorOptions[] {
  return COMMANDS.filter((command) => command.menu === menu).flatMap(({ id, keys: [keys] }): MenuItemConstructorOptions[] => [
    ...(RULES_BEFORE.has(id) ? [{ type: 'separator' as const }] : []),
    { id, label: commandWords[id], click: () => give(id), ...(keys === undefined ? {} : { accelerator: keys.replace('Mod', 'CommandOrControl'), registerAccelerator: false }) },
  ]);
}

function systemItems(menu: CommandMenu, platform: string): MenuItemConstructorOptions[] {
  const rule = { type: 'separator' } as const;
  if (menu === 'file') return platform === 'darwin' ? [rule, { role: 'close' }] : [rule, { role: 'quit' }];
  if (menu === 'edit') return [rule, { role: 'undo' }, { role: 'redo' }, rule, { role: 'cut' }, { role: 'copy' }, { role: 'paste' }, { role: 'selectAll' }];
  if (menu === 'view') return [rule, { role: 'resetZoom' }, { role: 'zoomIn' }, { role: 'zoomOut' }, { role: 'togglefullscreen' }];
  return [];
}
