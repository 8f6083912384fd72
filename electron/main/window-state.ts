import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

export interface Bounds {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface WindowState {
  readonly bounds: Bounds | null;
  readonly maximized: boolean;
}

const LEAST_VISIBLE = 100;
const NONE: WindowState = { bounds: null, maximized: false };

/** Where the window was, if that is still on a screen; else nothing, and the window opens as the first time. */
export function readWindowState(file: string, screens: readonly Bounds[]): WindowState {
  const state = parse(file);
  if (state.bounds === null) return state;
  return screens.some((screen) => isWithin(state.bounds, screen)) ? state : { ...state, bounds: null };
}

/** Keeps where the window is; a place that cannot be written is no reason to disturb anyone. */
export function writeWindowState(file: string, state: WindowState): void {
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(`${file}.new`, JSON.stringify(state));
    renameSync(`${file}.new`, file);
  } catch {
    // The window then opens as the first time.
  }
}

function parse(file: string): WindowState {
  try {
    const document: unknown = JSON.parse(readFileSync(file, 'utf8'));
    if (typeof document !== 'object' || document === null) return NONE;
    const maximized = 'maximized' in document && document.maximized === true;
    return { bounds: 'bounds' in document ? readBounds(document.bounds) : null, maximized };
  } catch {
    return NONE;
  }
}

function readBounds(value: unknown): Bounds | null {
  if (typeof value !== 'object' || value === null) return null;
  const { x, y, width, height } = value as Readonly<Record<string, unknown>>;
  const isNumber = (part: unknown): part is number => typeof part === 'number' && Number.isFinite(part);
  return isNumber(x) && isNumber(y) && isNumber(width) && isNumber(height) && width >= 200 && height >= 200 ? { x, y, width, height } : null;
}

function isWithin(bounds: Bounds | null, screen: Bounds): boolean {
  if (bounds === null) return false;
  const right = Math.min(bounds.x + bounds.width, screen.x + screen.width) - Math.max(bounds.x, screen.x);
  const top = bounds.y >= screen.y - 1 && bounds.y < screen.y + screen.height - LEAST_VISIBLE;
  return right >= LEAST_VISIBLE && top;
}
