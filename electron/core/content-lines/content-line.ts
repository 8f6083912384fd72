/** One property of a vCard or iCalendar object, unfolded and decoded, its value still escaped. */
export interface ContentLine {
  /** Number of its first physical line within the body, from 1. */
  readonly line: number;
  /** As written, without the dot; empty where there is none. */
  readonly group: string;
  /** In upper case; empty where the line has no name and no colon, its text then being the value. */
  readonly name: string;
  readonly params: readonly Parameter[];
  /**
   * What follows the colon: unfolded, in Unicode, quoted-printable undone (and its ENCODING and CHARSET left in `params`).
   * Backslash escapes, `;` and `,` stand as written, since their meaning depends on the property.
   */
  readonly value: string;
}

/** A parameter; quotes and RFC 6868 escapes are undone, and a bare vCard 2.1 type stands under the name it implies. */
export interface Parameter {
  /** In upper case. */
  readonly name: string;
  readonly values: readonly string[];
}

/** Every value of a parameter, in the order written, over all its repetitions. */
export function parameterValues(line: ContentLine, name: string): readonly string[] {
  let only: readonly string[] | undefined;
  let several: string[] | undefined;
  for (const param of line.params) {
    if (param.name !== name) continue;
    if (only === undefined) only = param.values;
    else {
      several ??= [...only];
      for (const value of param.values) several.push(value);
    }
  }
  return several ?? only ?? NOTHING;
}

/** The first value of a parameter, or undefined where it is absent. */
export function parameterValue(line: ContentLine, name: string): string | undefined {
  for (const param of line.params) {
    if (param.name === name) return param.values[0];
  }
  return undefined;
}

const NOTHING: readonly string[] = [];
