import { firstLine, readComponents, type ContentComponent, type ContentLine } from './content.ts';
import type { DavItem } from './dav-tree.ts';
import { CALDAV, CARDDAV } from './names.ts';
import type { XmlElement } from './read-xml.ts';
import { spanOf } from './time-span.ts';

/** True where an item passes the `filter` of a query (RFC 6352 §10.5, RFC 4791 §9.7); no filter passes everything. */
export function passesFilter(item: DavItem, filter: XmlElement | undefined): boolean {
  if (filter === undefined || filter.children.length === 0) return true;
  const components = readComponents(item.body.toString('utf8')) ?? [];
  const [root] = components;
  if (root === undefined) return false;
  const [first] = filter.children;
  if (first !== undefined && isNamed(first, 'comp-filter')) return passesComponent([root], first);
  return passesTests(filter, (test) => passesProperty(root, test));
}

// RFC 6352 §10.5: `anyof` unless `allof` is asked for; RFC 4791 has only allof.
function passesTests(filter: XmlElement, passes: (test: XmlElement) => boolean): boolean {
  const tests = filter.children.filter((one) => !isNamed(one, 'is-not-defined'));
  if (tests.length === 0) return true;
  return filter.attributes['test'] === 'allof' || filter.name.startsWith(`{${CALDAV}}`) ? tests.every(passes) : tests.some(passes);
}

function passesComponent(candidates: readonly ContentComponent[], filter: XmlElement): boolean {
  const named = candidates.filter((one) => one.name === (filter.attributes['name'] ?? '').toUpperCase());
  if (filter.children.some((one) => isNamed(one, 'is-not-defined'))) return named.length === 0;
  return named.some((one) =>
    filter.children.every((test) => {
      if (isNamed(test, 'comp-filter')) return passesComponent(one.children, test);
      if (isNamed(test, 'prop-filter')) return passesProperty(one, test);
      return !isNamed(test, 'time-range') || passesTimeRange(one, test);
    }),
  );
}

function passesProperty(component: ContentComponent, filter: XmlElement): boolean {
  const lines = component.lines.filter((line) => line.name === (filter.attributes['name'] ?? '').toUpperCase());
  if (filter.children.some((one) => isNamed(one, 'is-not-defined'))) return lines.length === 0;
  return lines.some((line) => passesTests(filter, (test) => passesLine(line, test)));
}

function passesLine(line: ContentLine, test: XmlElement): boolean {
  if (isNamed(test, 'text-match')) return matchesText(line.value, test);
  if (!isNamed(test, 'param-filter')) return true;
  const values = line.parameters.get((test.attributes['name'] ?? '').toUpperCase());
  if (test.children.some((one) => isNamed(one, 'is-not-defined'))) return values === undefined;
  const [match] = test.children;
  return values !== undefined && (match === undefined || values.some((value) => matchesText(value, match)));
}

function matchesText(value: string, test: XmlElement): boolean {
  const isExact = test.attributes['collation'] === 'i;octet';
  const text = isExact ? value : value.toLowerCase();
  const wanted = isExact ? test.text : test.text.toLowerCase();
  const isMatch = {
    equals: text === wanted,
    'starts-with': text.startsWith(wanted),
    'ends-with': text.endsWith(wanted),
    contains: text.includes(wanted),
  }[test.attributes['match-type'] ?? 'contains'];
  return test.attributes['negate-condition'] === 'yes' ? isMatch !== true : isMatch === true;
}

// RFC 4791 §9.9, apart from recurrences: what repeats is taken to go on for ever.
function passesTimeRange(component: ContentComponent, range: XmlElement): boolean {
  const span = spanOf(component);
  if (span === null) return component.name !== 'VEVENT';
  const start = range.attributes['start'] ?? '00000101T000000Z';
  const end = range.attributes['end'] ?? '99991231T235959Z';
  const isOpenEnded = firstLine(component, 'RRULE') !== undefined;
  return span.start < end && (isOpenEnded || span.end > start || (span.start === span.end && span.start >= start));
}

function isNamed(one: XmlElement, local: string): boolean {
  return one.name === `{${CARDDAV}}${local}` || one.name === `{${CALDAV}}${local}`;
}
