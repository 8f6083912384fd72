import { app } from './app.ts';
import { BrowserWindow } from './browser-window.ts';
import { notOffered, strict } from './not-offered.ts';

interface ItemOptions {
  readonly id?: string;
  readonly label?: string;
  readonly role?: string;
  readonly type?: string;
  readonly enabled?: boolean;
  readonly visible?: boolean;
  readonly checked?: boolean;
  readonly accelerator?: string;
  readonly registerAccelerator?: boolean;
  readonly click?: (item: object, window: BrowserWindow | null, event: object) => void;
  readonly submenu?: Menu | readonly ItemOptions[];
}

/** What choosing a role does; the others are Chromium's and the system's own, which have no menu here. */
const ROLES: Readonly<Record<string, () => void>> = { quit: () => app.quit(), close: () => void BrowserWindow.getFocusedWindow()?.close() };

/** `MenuItem` of Electron: `click` is what choosing it does. */
export class MenuItem {
  readonly id: string | undefined;
  readonly label: string;
  readonly role: string | undefined;
  readonly type: string;
  readonly accelerator: string | undefined;
  readonly registerAccelerator: boolean;
  readonly submenu: Menu | undefined;
  enabled: boolean;
  visible: boolean;
  checked: boolean;
  readonly click: () => void;

  constructor(options: ItemOptions) {
    this.id = options.id;
    this.label = options.label ?? options.role ?? '';
    this.role = options.role;
    this.submenu = options.submenu === undefined || options.submenu instanceof Menu ? options.submenu : Menu.buildFromTemplate(options.submenu);
    this.type = options.type ?? (this.submenu === undefined ? 'normal' : 'submenu');
    this.accelerator = options.accelerator;
    this.registerAccelerator = options.registerAccelerator ?? true;
    this.enabled = options.enabled ?? true;
    this.visible = options.visible ?? true;
    this.checked = options.checked ?? false;
    this.click = () => {
      if (!this.enabled) return;
      if (options.click !== undefined) return options.click(this, BrowserWindow.getFocusedWindow(), {});
      const act = ROLES[this.role ?? ''];
      if (act === undefined) throw notOffered(`the menu role ${String(this.role)}`);
      act();
    };
  }
}

/** `Menu` of Electron, without anything on a screen. */
export class Menu {
  private static shown: Menu | null = null;
  readonly items: MenuItem[] = [];

  static buildFromTemplate(template: readonly (ItemOptions | MenuItem)[]): Menu {
    const menu = new Menu();
    for (const options of template) menu.append(options instanceof MenuItem ? options : new MenuItem(options));
    return strict('Menu', menu);
  }

  static setApplicationMenu(menu: Menu | null): void {
    Menu.shown = menu;
  }

  static getApplicationMenu(): Menu | null {
    return Menu.shown;
  }

  append(item: MenuItem): void {
    this.items.push(item);
  }

  getMenuItemById(id: string): MenuItem | null {
    for (const item of this.items) {
      const found = item.id === id ? item : (item.submenu?.getMenuItemById(id) ?? null);
      if (found !== null) return found;
    }
    return null;
  }
}
