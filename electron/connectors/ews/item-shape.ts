import { mapiPropertiesOf } from '../../core/exchange/mapi-properties.ts';
import type { RecordKind } from '../../../shared/records.ts';
import { element } from './soap/write-xml.ts';

/** Fields that AllProperties leaves out, by kind; a path that does not fit an item's kind may be refused, so that each kind is asked for its own. */
const MORE_FIELDS: Readonly<Record<RecordKind, readonly string[]>> = {
  contact: [],
  event: ['calendar:StartTimeZone', 'calendar:EndTimeZone'],
  task: [],
};

/** The shape of a whole item: every property the service has for it, and the MAPI properties that it has no names for. */
export function wholeShape(kind: RecordKind): string {
  const fields = MORE_FIELDS[kind].map((uri) => element('t:FieldURI', '', { FieldURI: uri }));
  const extended = mapiPropertiesOf(kind).map(({ ews }) => element('t:ExtendedFieldURI', '', ews));
  return element('m:ItemShape', element('t:BaseShape', 'AllProperties') + element('t:AdditionalProperties', [...fields, ...extended].join('')));
}

/** The shape of an item's id, version and folder alone. */
export const PLACE_SHAPE = element('m:ItemShape', element('t:BaseShape', 'IdOnly') + element('t:AdditionalProperties', element('t:FieldURI', '', { FieldURI: 'item:ParentFolderId' })));
