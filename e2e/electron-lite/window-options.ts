import { notOffered } from './not-offered.ts';

/** What a window may be made with here. */
export interface WindowOptions {
  readonly width?: number;
  readonly height?: number;
  readonly x?: number;
  readonly y?: number;
  readonly show?: boolean;
  readonly webPreferences?: Readonly<Record<string, unknown>> & { readonly preload?: string };
}

/** Known and without effect on a window that nobody sees. */
const OPTIONS: ReadonlySet<string> = new Set(['width', 'height', 'x', 'y', 'show', 'webPreferences', 'minWidth', 'minHeight', 'backgroundColor', 'title', 'icon', 'autoHideMenuBar', 'titleBarStyle']);
/** A page here is always sandboxed and isolated; so a window that asks for less is not what would be tested. */
const REQUIRED: Readonly<Record<string, unknown>> = { sandbox: true, contextIsolation: true, nodeIntegration: false };
const SAFE: Readonly<Record<string, unknown>> = { ...REQUIRED, webSecurity: true, webviewTag: false };
const WITHOUT_EFFECT: ReadonlySet<string> = new Set(['preload', 'spellcheck', 'navigateOnDragDrop', 'devTools']);

/** Refuses options that would mean something else in Electron than they do here. */
export function checkOptions(options: WindowOptions): void {
  for (const key of Object.keys(options)) if (!OPTIONS.has(key)) throw notOffered(`the window option ${key}`);
  const preferences = options.webPreferences ?? {};
  for (const [key, value] of Object.entries(REQUIRED)) if (preferences[key] !== value) throw notOffered(`a window without ${key}: ${String(value)}`);
  for (const [key, value] of Object.entries(preferences)) {
    if (!(key in SAFE ? SAFE[key] === value : WITHOUT_EFFECT.has(key))) throw notOffered(`webPreferences.${key}: ${String(value)}`);
  }
}
