/** Rows as aligned columns; control characters of foreign text are shown as marks, so that they cannot steer the terminal. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): readonly string[] {
  const clean = [head, ...rows].map((row) => row.map(plain));
  const widths = head.map((_, column) => Math.min(48, clean.reduce((width, row) => Math.max(width, (row[column] ?? '').length), 0)));
  return clean.map((row) =>
    row
      .map((cell, column) => (column === row.length - 1 ? cell : cut(cell, widths[column] ?? 0).padEnd(widths[column] ?? 0)))
      .join('  ')
      .trimEnd(),
  );
}

/** The table of a list, or what an empty one means. */
export function tableOr<T>(ifEmpty: string, head: readonly string[], items: readonly T[], cells: (item: T) => readonly string[]): readonly string[] {
  return items.length === 0 ? [ifEmpty] : table(head, items.map(cells));
}

/** One line of foreign text, safe to print: no control characters, no line ends, no direction overrides. */
export function plain(text: string): string {
  return text.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]+/g, ' ');
}

/** As `plain`, with line ends and tabs kept. */
export function plainLines(text: string): string {
  return text.split(/(\r\n|\n|\r|\t)/).map((part, index) => (index % 2 === 0 ? plain(part) : part)).join('');
}

function cut(text: string, width: number): string {
  return text.length <= width ? text : `${text.slice(0, width - 1)}…`;
}
