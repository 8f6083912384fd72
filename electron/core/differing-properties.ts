import type { RawFormat } from '../../shared/records.ts';
import type { PropertyDifference } from './content-lines/compare-lines.ts';
import { differingFields } from './differing-fields.ts';
import { readEws } from './ews/read.ts';
import { differingJsonProperties } from './graph/compare-properties.ts';
import { readGraph } from './graph/read.ts';
import { differingICalendarProperties } from './icalendar/compare-properties.ts';
import { differingVCardProperties } from './vcard/compare-properties.ts';

/**
 * What a server did to a body between writing and reading it back, property by property; empty where nothing that matters differs, as in
 * order, folding or what the server keeps for itself. `added` is no loss. Never throws, whatever the bytes.
 */
export function differingProperties(format: RawFormat, sent: Uint8Array, held: Uint8Array): readonly PropertyDifference[] {
  switch (format) {
    case 'vcard':
      return differingVCardProperties(sent, held);
    case 'icalendar':
      return differingICalendarProperties(sent, held);
    case 'csv-row':
      return differingJsonProperties(sent, held);
    case 'graph-json':
      return differingFields(readGraph, sent, held);
    case 'ews-xml':
      return differingFields(readEws, sent, held);
  }
}
