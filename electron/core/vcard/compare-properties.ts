import { compareLines, type PropertyDifference } from '../content-lines/compare-lines.ts';
import type { ContentLine } from '../content-lines/content-line.ts';
import { unescapeText } from '../content-lines/escape.ts';
import { readContentLines } from '../content-lines/read-content-lines.ts';
import { vcardMeanings } from './property-meaning.ts';

/**
 * What a server did to a card between PUT and GET, property by property; empty where nothing that matters differs. Never throws,
 * whatever the bytes.
 */
export function differingVCardProperties(sent: Uint8Array, held: Uint8Array): readonly PropertyDifference[] {
  return compareLines(withLabels(readContentLines(sent).lines), withLabels(readContentLines(held).lines), vcardMeanings);
}

/**
 * The names of groups are the writer's own (RFC 6350 §3.3) and servers rename them; what counts is which label belongs to which
 * property. So each label becomes a parameter of the properties of its group.
 */
function withLabels(lines: readonly ContentLine[]): readonly ContentLine[] {
  const labels = new Map<string, string>();
  const members = new Set<string>();
  for (const { group, name, value } of lines) {
    if (group === '') continue;
    if (name === LABEL) labels.set(group, unescapeText(value));
    else members.add(group);
  }
  if (labels.size === 0) return lines;
  return lines.flatMap((line) => {
    const label = labels.get(line.group);
    if (label === undefined || line.group === '') return [line];
    if (line.name === LABEL) return members.has(line.group) ? [] : [line];
    return [{ ...line, params: [...line.params, { name: LABEL, values: [label] }] }];
  });
}

const LABEL = 'X-ABLABEL';
