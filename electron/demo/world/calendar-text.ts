import { escapeText, writeComponent, writeLines } from '../content-text.ts';
import type { EventContent, TaskContent } from './content.ts';
import type { StoredItem } from './store.ts';

/** The calendar object of an event or to-do as the server holds it. */
export function calendarText(item: StoredItem): string {
  const { content, marks } = item;
  if (content.kind === 'contact') throw new Error('no calendar object');
  const component = content.kind === 'event' ? writeComponent('VEVENT', eventLines(item, content)) : writeComponent('VTODO', taskLines(item, content));
  return writeLines(['BEGIN:VCALENDAR', 'VERSION:2.0', `PRODID:${marks.prodid ?? '-//Example Calendars//Planner 3.1//EN'}`]) + component + writeLines(['END:VCALENDAR']);
}

function eventLines(item: StoredItem, event: EventContent): readonly string[] {
  const end = new Date(Date.parse(event.start) + event.minutes * 60_000).toISOString();
  const date = event.isAllDay ? ';VALUE=DATE' : '';
  const written = (time: string): string => (event.isAllDay ? time.slice(0, 10).replaceAll('-', '') : utc(time));
  return [
    ...stamps(item),
    `DTSTART${date}:${written(event.start)}`,
    `DTEND${date}:${written(end)}`,
    `SUMMARY:${escapeText(event.subject)}`,
    ...(event.location === '' ? [] : [`LOCATION:${escapeText(event.location)}`]),
    ...shared(item, event),
  ];
}

function taskLines(item: StoredItem, task: TaskContent): readonly string[] {
  return [
    ...stamps(item),
    `SUMMARY:${escapeText(task.subject)}`,
    ...(task.due === '' ? [] : [`DUE;VALUE=DATE:${task.due.replaceAll('-', '')}`]),
    `STATUS:${task.isDone ? 'COMPLETED' : 'NEEDS-ACTION'}`,
    // RFC 5545 §3.8.5.3: a rule needs a start to count from.
    ...shared(item, task.due === '' ? { ...task, repeats: 'never' } : task),
    ...(task.due === '' || task.repeats === 'never' ? [] : [`DTSTART;VALUE=DATE:${task.due.replaceAll('-', '')}`]),
  ];
}

function stamps({ uid, createdMs, modifiedMs }: StoredItem): readonly string[] {
  const [created, modified] = [createdMs, modifiedMs].map((ms) => utc(new Date(ms).toISOString()));
  return [`UID:${uid}`, `DTSTAMP:${modified}`, `CREATED:${created}`, `LAST-MODIFIED:${modified}`];
}

function shared({ marks }: StoredItem, content: EventContent | TaskContent): readonly string[] {
  return [
    ...(content.note === '' ? [] : [`DESCRIPTION:${escapeText(content.note)}`]),
    ...(content.categories.length === 0 ? [] : [`CATEGORIES:${content.categories.map(escapeText).join(',')}`]),
    ...(content.repeats === 'never' ? [] : [`RRULE:FREQ=${content.repeats.toUpperCase()}`]),
    ...(marks.lines ?? []),
  ];
}

function utc(time: string): string {
  return time.replaceAll(/[-:]|\.\d+/g, '');
}
