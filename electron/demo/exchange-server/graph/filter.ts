import { GraphError, type Json } from './call.ts';

/** True where an object passes a `$filter` of comparisons joined by `and`: of a property, of one of a list, or of an extended property. */
export function passesFilter(row: Json, filter: string): boolean {
  return filter.split(/\s+and\s+(?![^(]*\))/i).every((term) => passesTerm(row, term.trim()));
}

function passesTerm(row: Json, term: string): boolean {
  const starts = /^startswith\((\w+(?:\/\w+)*),\s*'((?:[^']|'')*)'\)$/i.exec(term);
  if (starts !== null) return valueAt(row, starts[1] ?? '').toLowerCase().startsWith(unquote(starts[2]).toLowerCase());
  const any = /^(\w+)\/any\(\s*(\w+)\s*:\s*(.+)\)$/is.exec(term);
  if (any !== null) {
    const [, list = '', variable = '', inner = ''] = any;
    const values = row[list];
    const bare = inner.replaceAll(`${variable}/`, '');
    return Array.isArray(values) && values.some((one: unknown) => bare.split(/\s+and\s+/i).every((part) => passesTerm(typeof one === 'object' ? (one as Json) : { [variable]: one }, part.trim())));
  }
  const compare = /^(\w+(?:\/\w+)*)\s+(eq|ne|gt|ge|lt|le)\s+(?:'((?:[^']|'')*)'|(\S+))$/i.exec(term);
  if (compare === null) throw new GraphError(400, 'ErrorInvalidUrlQueryFilter', 'The query filter contains one or more invalid nodes.');
  const [, path = '', operator = 'eq', quoted, bare = ''] = compare;
  const held = valueAt(row, path);
  const wanted = quoted === undefined ? bare : unquote(quoted);
  const order = compareTexts(held, wanted);
  return { eq: order === 0, ne: order !== 0, gt: order > 0, ge: order >= 0, lt: order < 0, le: order <= 0 }[operator.toLowerCase()] ?? false;
}

function valueAt(row: Json, path: string): string {
  const value = path.split('/').reduce<unknown>((inner, name) => (typeof inner === 'object' && inner !== null ? (inner as Json)[name] : undefined), row);
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
}

function compareTexts(held: string, wanted: string): number {
  const [a, b] = /^\d{4}-\d\d-\d\dT/.test(wanted) ? [Date.parse(held), Date.parse(wanted)] : [held.toLowerCase(), wanted.toLowerCase()];
  return a === b ? 0 : a < b ? -1 : 1;
}

function unquote(text: string | undefined): string {
  return (text ?? '').replaceAll("''", "'");
}
