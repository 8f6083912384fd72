import type { CalendarItem, UnknownProperty } from '../jscalendar/types.ts';
import { htmlToText } from './html-text.ts';
import { objectAt, readable, textAt, type JsonObject } from './json.ts';
import { isPlumbing } from './plumbing.ts';

/** What events and tasks have in common: text of the body, and how important it is. */
export function descriptionOf(resource: JsonObject): string {
  const body = objectAt(resource, 'body');
  const content = textAt(body, 'content');
  return textAt(body, 'contentType').toLowerCase() === 'html' ? htmlToText(content) : content;
}

const IMPORTANCES: Readonly<Record<string, number>> = { high: 1, low: 9 };

/** RFC 5545 §3.8.1.9: 1 is the highest priority, 9 the lowest; normal importance says nothing. */
export function priorityOf(resource: JsonObject): Pick<CalendarItem, 'priority'> {
  const priority = IMPORTANCES[textAt(resource, 'importance').toLowerCase()];
  return priority === undefined ? {} : { priority };
}

/** An optional text property of an item; nothing where the text is blank. */
export function optional<Name extends string>(name: Name, text: string): { readonly [Key in Name]?: string } {
  return text.trim() === '' ? {} : ({ [name]: text } as { readonly [Key in Name]: string });
}

/** The properties that nothing has read, under Graph's own names in upper case. */
export function unknownProperties(resource: JsonObject, read: ReadonlySet<string>, usual: Readonly<Record<string, string>>): readonly UnknownProperty[] {
  return Object.keys(resource).flatMap((name) => {
    if (read.has(name) || isPlumbing(name)) return [];
    const value = readable(resource[name]);
    return value === '' || value === usual[name] ? [] : [{ name: name.toUpperCase(), value }];
  });
}
