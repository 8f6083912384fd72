import { readComponents, type ContentComponent } from './content.ts';
import { cal, card, type XmlName } from './names.ts';

/** What a body was found to be: its UID and components, or why it must not be stored. */
export type BodyVerdict =
  | { readonly uid: string; readonly components: readonly string[] }
  | { readonly refusal: { readonly status: number; readonly condition: XmlName } };

/** Decides whether a body may be stored as a contact (RFC 6352 §5.1, §6.3.2.1). */
export function checkCard(text: string): BodyVerdict {
  const components = readComponents(text);
  const first = components?.[0];
  if (first?.name !== 'VCARD') return { refusal: { status: 415, condition: card('supported-address-data') } };
  const version = valueOf(first, 'VERSION');
  if (version !== '3.0' && version !== '4.0') return { refusal: { status: 415, condition: card('supported-address-data') } };
  const uid = valueOf(first, 'UID');
  if (components?.length !== 1 || uid === undefined) return { refusal: { status: 403, condition: card('valid-address-data') } };
  return { uid, components: ['VCARD'] };
}

/** Decides whether a body may be stored as a calendar object: one UID, no METHOD (RFC 4791 §4.1, §5.3.2.1). */
export function checkCalendarObject(text: string): BodyVerdict {
  const components = readComponents(text);
  const calendar = components?.[0];
  if (calendar?.name !== 'VCALENDAR') return { refusal: { status: 415, condition: cal('supported-calendar-data') } };
  const objects = calendar.children.filter((one) => one.name !== 'VTIMEZONE');
  const uids = new Set(objects.map((one) => valueOf(one, 'UID')));
  const [uid] = uids;
  const isValid = components?.length === 1 && uids.size === 1 && uid !== undefined && valueOf(calendar, 'METHOD') === undefined;
  if (!isValid) return { refusal: { status: 403, condition: cal('valid-calendar-object-resource') } };
  return { uid, components: [...new Set(objects.map((one) => one.name))] };
}

/** The UID that a body states, whatever else is wrong with it. */
export function uidOf(text: string): string | null {
  for (const component of readComponents(text) ?? []) {
    for (const one of [component, ...component.children]) {
      const uid = valueOf(one, 'UID');
      if (uid !== undefined) return uid;
    }
  }
  return null;
}

function valueOf(component: ContentComponent, name: string): string | undefined {
  const value = component.lines.find((line) => line.name === name)?.value.trim();
  return value === '' ? undefined : value;
}
