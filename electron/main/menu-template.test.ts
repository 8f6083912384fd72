import { describe, expect, it } from 'vitest';
import { COMMANDS, type CommandId } from '../../shared/commands.ts';
import { menuTemplate } from './menu-template.ts';

function itemsOf(platform: string, given: CommandId[] = []) {
  return menuTemplate(platform, (id) => given.push(id)).flatMap((menu) => (Array.isArray(menu.submenu) ? menu.submenu : []));
}

describe('the native menus', () => {
  it('hold every command of the window once', () => {
    for (const platform of ['linux', 'darwin', 'win32']) expect(itemsOf(platform).map((item) => item.id).filter((id) => id !== undefined).toSorted()).toEqual(COMMANDS.map((command) => command.id).toSorted());
  });

  it('give the command to the page, and leave its key to the page', () => {
    const given: CommandId[] = [];
    const item = itemsOf('linux', given).find(({ id }) => id === 'pick');
    expect(item).toMatchObject({ label: 'Add to the restore plan', accelerator: 'CommandOrControl+R', registerAccelerator: false });
    const click = item?.click as (() => void) | undefined;
    click?.();
    expect(given).toEqual(['pick']);
  });
});
