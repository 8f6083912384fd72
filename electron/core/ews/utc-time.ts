import { readInstant } from '../graph/read-time.ts';
import { dateTimeText } from '../jscalendar/civil-time.ts';
import type { Resource, Taker } from './item-resource.ts';

/** A time of EWS, which is an instant, as Graph's `dateTimeTimeZone` of UTC; what is no time stays as it is. */
export function utcTime(text: string): Resource {
  const time = readInstant(text);
  return { dateTime: time === undefined ? text.trim() : dateTimeText(time.wall), timeZone: 'UTC' };
}

/** Takes a time under one name. */
export function asTime(name: string): Taker {
  return (child, resource) => void (resource[name] = utcTime(child.text));
}
