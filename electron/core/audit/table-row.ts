/** A row of a table by the names of its columns. */
export interface Row {
  /** The cell under the first of these columns that is not empty there; a formula is the text that it is. */
  cell(...columns: readonly string[]): string;
  /** All that is not empty, as JSON. */
  document(): string;
}

/** A column's name in lower case, with letters and digits alone: exports differ in blanks and case. */
export function columnName(header: string): string {
  return header.toLowerCase().replaceAll(/[^a-z0-9.]/g, '');
}

/** Gives the rows of a table with these headers; of two columns of one name the first counts. */
export function rowsUnder(headers: readonly string[]): (cells: readonly string[]) => Row {
  const places = new Map<string, number>();
  headers.forEach((header, index) => {
    const name = columnName(header);
    if (!places.has(name)) places.set(name, index);
  });
  return (cells) => ({
    cell(...columns) {
      for (const column of columns) {
        const text = unguarded(cells[places.get(column) ?? -1] ?? '');
        if (text !== '') return text;
      }
      return '';
    },
    document: () => JSON.stringify(Object.fromEntries(cells.flatMap((cell, index) => (cell === '' ? [] : [[headers[index] ?? `Column ${index + 1}`, cell]])))),
  });
}

/** Without the apostrophe that spreadsheets are kept from evaluating a cell by. */
function unguarded(cell: string): string {
  const text = cell.trim();
  return /^'[=+@-]/.test(text) ? text.slice(1) : text;
}
