import type { Mark } from '../knowledge/types.ts';

const compiled = new Map<string, RegExp>();

/** Whether a text bears a mark; case is ignored, as programs differ in it. */
export function bearsMark(mark: Mark, text: string): boolean {
  if (mark.value !== undefined) return text.toLowerCase() === mark.value.toLowerCase();
  if (mark.part !== undefined) return text.toLowerCase().includes(mark.part.toLowerCase());
  if (mark.pattern === undefined) return false;
  // UIDs of Apple and of others differ in case alone.
  const flags = mark.on === 'uid' ? '' : 'i';
  const name = `${flags}/${mark.pattern}`;
  const held = compiled.get(name);
  if (held !== undefined) return held.test(text);
  const made = new RegExp(mark.pattern, flags);
  compiled.set(name, made);
  return made.test(text);
}
