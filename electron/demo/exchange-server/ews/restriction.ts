import type { XmlElement } from '../../dav-server/read-xml.ts';
import type { PropertyValue } from '../mailbox/property-keys.ts';
import { EwsError } from './errors.ts';
import { kid, localName } from './xml.ts';

/** The value of what a path (FieldURI, IndexedFieldURI, ExtendedFieldURI) names. */
export type Lookup = (path: XmlElement) => PropertyValue | undefined;

/** True where what `lookup` sees passes a Restriction; none passes everything. */
export function passesRestriction(restriction: XmlElement | undefined, lookup: Lookup): boolean {
  const [expression] = restriction?.children ?? [];
  return expression === undefined || passes(expression, lookup);
}

/** Compares two values for sorting: what has none comes first, numbers and times by size, text without case. */
export function compareValues(a: PropertyValue | undefined, b: PropertyValue | undefined): number {
  if (a === undefined || b === undefined) return Number(a !== undefined) - Number(b !== undefined);
  const [left, right] = [comparable(a), comparable(b)];
  if (typeof left === 'number' && typeof right === 'number') return left - right;
  const [one, two] = [String(left), String(right)];
  return one < two ? -1 : one > two ? 1 : 0;
}

function passes(expression: XmlElement, lookup: Lookup): boolean {
  const name = localName(expression);
  switch (name) {
    case 'And':
      return expression.children.every((one) => passes(one, lookup));
    case 'Or':
      return expression.children.some((one) => passes(one, lookup));
    case 'Not':
      return expression.children.every((one) => !passes(one, lookup));
    case 'Exists':
      return lookup(pathIn(expression)) !== undefined;
    case 'Contains':
      return contains(expression, lookup);
    case 'Excludes': {
      const value = lookup(pathIn(expression));
      return typeof value === 'number' && (value & Number(kid(expression, 'Bitmask')?.attributes['Value'] ?? 0)) === 0;
    }
    default:
      return compares(name, expression, lookup);
  }
}

function compares(name: string, expression: XmlElement, lookup: Lookup): boolean {
  const left = lookup(pathIn(expression));
  const other = kid(expression, 'FieldURIOrConstant')?.children[0];
  if (other === undefined) throw new EwsError('ErrorInvalidRequest');
  const right = localName(other) === 'Constant' ? (other.attributes['Value'] ?? '') : lookup(other);
  if (left === undefined || right === undefined) return name === 'IsNotEqualTo';
  if (Array.isArray(left)) {
    const isThere = (left as readonly string[]).some((one) => compareValues(one, right) === 0);
    return name === 'IsNotEqualTo' ? !isThere : isThere;
  }
  const order = compareValues(left, right);
  const verdict = {
    IsEqualTo: order === 0,
    IsNotEqualTo: order !== 0,
    IsGreaterThan: order > 0,
    IsGreaterThanOrEqualTo: order >= 0,
    IsLessThan: order < 0,
    IsLessThanOrEqualTo: order <= 0,
  }[name];
  if (verdict === undefined) throw new EwsError('ErrorInvalidRequest');
  return verdict;
}

function contains(expression: XmlElement, lookup: Lookup): boolean {
  const value = lookup(pathIn(expression));
  if (value === undefined) return false;
  const isLoose = (expression.attributes['ContainmentComparison'] ?? 'Exact').startsWith('IgnoreCase') || expression.attributes['ContainmentComparison'] === 'Loose';
  const fold = (text: string) => (isLoose ? text.toLowerCase() : text);
  const wanted = fold(kid(expression, 'Constant')?.attributes['Value'] ?? '');
  const texts = (Array.isArray(value) ? (value as readonly string[]) : [String(value as string | number | boolean)]).map(fold);
  switch (expression.attributes['ContainmentMode'] ?? 'FullString') {
    case 'FullString':
      return texts.includes(wanted);
    case 'Prefixed':
      return texts.some((one) => one.startsWith(wanted));
    case 'PrefixOnWords':
    case 'ExactPhrase':
      return texts.some((one) => one.split(/\s+/).some((word) => word.startsWith(wanted)) || one.includes(` ${wanted}`));
    default:
      return texts.some((one) => one.includes(wanted));
  }
}

function pathIn(expression: XmlElement): XmlElement {
  const path = expression.children.find((one) => /^(?:Indexed|Extended)?FieldURI$/.test(localName(one)));
  if (path === undefined) throw new EwsError('ErrorInvalidRequest');
  return path;
}

function comparable(value: PropertyValue): number | string {
  if (typeof value === 'number') return value;
  if (typeof value === 'boolean') return value ? 'true' : 'false';
  const text = typeof value === 'string' ? value : value.join('\u0000');
  if (/^\d{4}-\d\d-\d\dT/.test(text)) return Date.parse(text);
  if (/^-?\d{1,15}(?:\.\d+)?$/.test(text)) return Number(text);
  return text.toLowerCase();
}
