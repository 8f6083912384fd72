import { strict } from './not-offered.ts';

export interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** What windows may use of the one screen that is imagined here. */
export const WORK_AREA: Rectangle = { x: 0, y: 0, width: 1920, height: 1040 };

const DISPLAY = { id: 1, label: 'electron-lite', bounds: { ...WORK_AREA, height: 1080 }, size: { width: 1920, height: 1080 }, workArea: WORK_AREA, workAreaSize: { width: 1920, height: 1040 }, scaleFactor: 1, rotation: 0 };

/** `screen` of Electron: one display of 1920 × 1080. */
export const screen = strict('screen', {
  getAllDisplays: () => [DISPLAY],
  getPrimaryDisplay: () => DISPLAY,
});
