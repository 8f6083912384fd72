/** C0 controls but tab and line feed, and DEL. */
const CONTROLS = /[\u0000-\u0008\u000B-\u001F\u007F]/g;
/** Marks that override the reading direction of what follows: they may disguise a name. The weak ones (LRM, RLM) are common and stay. */
const DIRECTION_MARKS = /[\u202A-\u202E\u2066-\u2069]/g;

/**
 * Data as it may be shown: cut to a length (a name of 100 kB must not cost a layout), controls and marks of direction made visible,
 * halves of surrogate pairs replaced. Nothing else changes; Vue escapes the rest.
 */
export function displayText(text: string, longest: number): string {
  const cut = text.length > longest ? cutAt(text, longest) : text;
  return cut.toWellFormed().replace(CONTROLS, visibleControl).replace(DIRECTION_MARKS, visibleMark);
}

/** How many characters `displayText` leaves out. */
export function leftOut(text: string, longest: number): number {
  return Math.max(0, text.length - longest);
}

function cutAt(text: string, longest: number): string {
  const last = text.charCodeAt(longest - 1);
  const splitsPair = last >= 0xd800 && last <= 0xdbff;
  return `${text.slice(0, splitsPair ? longest - 1 : longest)}…`;
}

function visibleControl(control: string): string {
  const code = control.charCodeAt(0);
  return code === 0x7f ? '␡' : String.fromCharCode(0x2400 + code);
}

function visibleMark(mark: string): string {
  return `⟪${mark.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}⟫`;
}
