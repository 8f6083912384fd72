import { AppError } from '../../../../shared/errors.ts';
import { SYNCTRACE_NAMESPACE } from '../../../core/ews/wrapper.ts';
import { kindOfElement } from '../item-classes.ts';
import { type XmlElement, child, childText, childrenNamed, readTree } from '../soap/xml-tree.ts';

/** A captured body in its parts. */
export interface Captured {
  readonly item: XmlElement;
  /** Changed occurrences of a series, by the start that the series gives them. */
  readonly exceptions: ReadonlyMap<number, XmlElement>;
  /** Starts of the occurrences that were taken out of a series, in milliseconds. */
  readonly cancelled: ReadonlySet<number>;
  /** Base64. */
  readonly photo: string | undefined;
}

/** Reads a body of format `ews-xml`; throws `record-unreadable` where it is none of a contact, group, event or task. */
export function readCaptured(raw: Uint8Array): Captured {
  const root = readRoot(raw);
  const [item, ...exceptions] = root.name === `{${SYNCTRACE_NAMESPACE}}series` ? root.children : [root];
  if (item === undefined || kindOfElement(item.name) === undefined) throw new AppError('record-unreadable');
  const photo = childText(item, `{${SYNCTRACE_NAMESPACE}}photo`);
  return {
    item,
    exceptions: new Map(exceptions.map((one) => [originalStartOf(one), one])),
    cancelled: new Set(childrenNamed(child(item, 't:DeletedOccurrences'), 't:DeletedOccurrence').map((one) => Date.parse(childText(one, 't:Start')))),
    photo: photo === '' ? undefined : photo,
  };
}

function readRoot(raw: Uint8Array): XmlElement {
  try {
    return readTree(new TextDecoder('utf-8', { fatal: true }).decode(raw));
  } catch (error) {
    throw new AppError('record-unreadable', { cause: error });
  }
}

/** When the series has this occurrence, in milliseconds. */
export function originalStartOf(occurrence: XmlElement): number {
  return Date.parse(childText(occurrence, 't:OriginalStart') || childText(occurrence, 't:RecurrenceId') || childText(occurrence, 't:Start'));
}
