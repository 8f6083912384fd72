import { unfoldLines, writeLines } from '../../demo/content-text.ts';

/** One content line in its three parts, nothing decoded. */
export interface RawLine {
  /** With its group, as written. */
  readonly name: string;
  /** As written, without the first semicolon; '' where there are none. */
  readonly parameters: string;
  readonly value: string;
}

/** A text's content lines, unfolded. */
export function splitLines(text: string): readonly RawLine[] {
  return unfoldLines(text).map((line) => {
    const match = /^([^;:]*)(?:;((?:"[^"]*"|[^":])*))?:(.*)$/s.exec(line);
    return { name: match?.[1] ?? line, parameters: match?.[2] ?? '', value: match?.[3] ?? '' };
  });
}

/** The lines as a text again, folded anew. */
export function joinLines(lines: readonly RawLine[]): string {
  return writeLines(lines.map(({ name, parameters, value }) => `${name}${parameters === '' ? '' : `;${parameters}`}:${value}`));
}

/** A line's name in upper case, without its group. */
export function plainName(line: RawLine): string {
  return line.name.slice(line.name.indexOf('.') + 1).toUpperCase();
}

/** A text with its inner lines changed and reordered; what begins and ends a component stays where it is. */
export function changeCard(text: string, change: (lines: readonly RawLine[]) => readonly RawLine[]): string {
  const lines = splitLines(text);
  const isFrame = (line: RawLine | undefined) => /^(?:BEGIN|END)$/i.test(line?.name ?? '');
  if (!isFrame(lines[0]) || !isFrame(lines.at(-1))) return text;
  return joinLines([...lines.slice(0, 1), ...change(lines.slice(1, -1)), ...lines.slice(-1)]);
}

/** The vCard version that a text states. */
export function versionOf(text: string): string | undefined {
  return splitLines(text).find((line) => plainName(line) === 'VERSION')?.value.trim();
}
