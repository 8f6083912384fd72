/**
 * Every command of the window, once: the native menus, the key sheet, the palette and the key handler read this list; its words stand
 * in `messages/ui-en.ts`. A key is written as in `Mod+Shift+C`; `Mod` is Cmd on macOS and Ctrl elsewhere.
 */
export interface Command {
  readonly id: CommandId;
  readonly menu: CommandMenu;
  readonly keys: readonly string[];
}

export const SCREENS = ['home', 'accounts', 'capture', 'overview', 'timeline', 'compare', 'duplicates', 'deleted', 'suspects', 'restore', 'report', 'settings'] as const;
export type ScreenName = (typeof SCREENS)[number];

export const COMMAND_MENUS = ['file', 'edit', 'view', 'capture', 'compare', 'analyse', 'restore', 'help'] as const;
export type CommandMenu = (typeof COMMAND_MENUS)[number];

export const COMMAND_IDS = [
  'case-new',
  'case-open',
  'case-practice',
  'case-verify',
  'case-close',
  'find',
  'refresh',
  'palette',
  'go-home',
  'go-accounts',
  'go-capture',
  'go-overview',
  'go-timeline',
  'go-compare',
  'go-duplicates',
  'go-deleted',
  'go-suspects',
  'go-restore',
  'go-report',
  'go-settings',
  'look-system',
  'look-light',
  'look-dark',
  'capture-start',
  'task-cancel',
  'next-change',
  'previous-change',
  'next-field',
  'inspector',
  'raw',
  'swap-pair',
  'toggle-added',
  'toggle-removed',
  'toggle-modified',
  'toggle-moved',
  'toggle-recreated',
  'toggle-cosmetic',
  'tick',
  'tick-all',
  'pick',
  'finding-records',
  'not-duplicates',
  'merge',
  'undo',
  'zoom-in',
  'zoom-out',
  'zoom-range',
  'zoom-all',
  'finding-copy',
  'plan-make',
  'plan-apply',
  'restore-undo',
  'restore-resume',
  'report-save',
  'report-print',
  'keys',
] as const;
export type CommandId = (typeof COMMAND_IDS)[number];

export const COMMANDS: readonly Command[] = [
  { id: 'case-new', menu: 'file', keys: ['Mod+N'] },
  { id: 'case-open', menu: 'file', keys: ['Mod+O'] },
  { id: 'case-practice', menu: 'file', keys: [] },
  { id: 'case-verify', menu: 'file', keys: [] },
  { id: 'case-close', menu: 'file', keys: [] },
  { id: 'find', menu: 'edit', keys: ['Mod+F', 'Mod+L'] },
  { id: 'refresh', menu: 'view', keys: ['F5'] },
  { id: 'palette', menu: 'view', keys: ['Mod+K'] },
  { id: 'go-home', menu: 'view', keys: ['Mod+1'] },
  { id: 'go-accounts', menu: 'view', keys: ['Mod+2'] },
  { id: 'go-capture', menu: 'view', keys: ['Mod+3'] },
  { id: 'go-overview', menu: 'view', keys: ['Mod+4'] },
  { id: 'go-timeline', menu: 'view', keys: ['Mod+5'] },
  { id: 'go-compare', menu: 'view', keys: ['Mod+6'] },
  { id: 'go-duplicates', menu: 'view', keys: ['Mod+7'] },
  { id: 'go-deleted', menu: 'view', keys: ['Mod+8'] },
  { id: 'go-suspects', menu: 'view', keys: ['Mod+9'] },
  { id: 'go-restore', menu: 'view', keys: ['Mod+0'] },
  { id: 'go-report', menu: 'view', keys: ['Mod+E'] },
  { id: 'go-settings', menu: 'view', keys: ['Mod+,'] },
  { id: 'look-system', menu: 'view', keys: [] },
  { id: 'look-light', menu: 'view', keys: [] },
  { id: 'look-dark', menu: 'view', keys: [] },
  { id: 'capture-start', menu: 'capture', keys: ['Mod+Shift+C'] },
  { id: 'task-cancel', menu: 'capture', keys: ['Mod+.'] },
  { id: 'next-change', menu: 'compare', keys: ['F7'] },
  { id: 'previous-change', menu: 'compare', keys: ['Shift+F7'] },
  { id: 'next-field', menu: 'compare', keys: ['Alt+F7'] },
  { id: 'inspector', menu: 'compare', keys: ['Enter'] },
  { id: 'raw', menu: 'compare', keys: ['Mod+U'] },
  { id: 'swap-pair', menu: 'compare', keys: ['Mod+Shift+X'] },
  { id: 'toggle-added', menu: 'compare', keys: ['A'] },
  { id: 'toggle-removed', menu: 'compare', keys: ['D'] },
  { id: 'toggle-modified', menu: 'compare', keys: ['C'] },
  { id: 'toggle-moved', menu: 'compare', keys: ['M'] },
  { id: 'toggle-recreated', menu: 'compare', keys: ['R'] },
  { id: 'toggle-cosmetic', menu: 'compare', keys: ['O'] },
  { id: 'tick', menu: 'compare', keys: ['Space'] },
  { id: 'tick-all', menu: 'compare', keys: ['Mod+A'] },
  { id: 'pick', menu: 'restore', keys: ['Mod+R'] },
  { id: 'merge', menu: 'analyse', keys: ['Mod+M'] },
  { id: 'not-duplicates', menu: 'analyse', keys: ['U'] },
  { id: 'undo', menu: 'edit', keys: ['Mod+Z'] },
  { id: 'zoom-in', menu: 'analyse', keys: [] },
  { id: 'zoom-out', menu: 'analyse', keys: [] },
  { id: 'zoom-range', menu: 'analyse', keys: [] },
  { id: 'zoom-all', menu: 'analyse', keys: [] },
  { id: 'finding-records', menu: 'analyse', keys: ['Mod+J'] },
  { id: 'finding-copy', menu: 'analyse', keys: ['Mod+Shift+K'] },
  { id: 'plan-make', menu: 'restore', keys: [] },
  { id: 'plan-apply', menu: 'restore', keys: ['Mod+Enter'] },
  { id: 'restore-undo', menu: 'restore', keys: [] },
  { id: 'restore-resume', menu: 'restore', keys: [] },
  { id: 'report-save', menu: 'file', keys: [] },
  { id: 'report-print', menu: 'file', keys: ['Mod+P'] },
  { id: 'keys', menu: 'help', keys: ['?'] },
];

/** Whether a text names a command. */
export function isCommandId(text: unknown): text is CommandId {
  return typeof text === 'string' && (COMMAND_IDS as readonly string[]).includes(text);
}
