import { escapeText, writeComponent } from '../../electron/demo/content-text.ts';
import type { Item } from './whole-job-cards.ts';

const BERLIN = writeComponent('VTIMEZONE', ['TZID:Europe/Berlin'])
  .replace('END:VTIMEZONE\r\n', `${writeComponent('STANDARD', ['DTSTART:19701025T030000', 'RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10', 'TZOFFSETFROM:+0200', 'TZOFFSETTO:+0100', 'TZNAME:CET'])}${writeComponent('DAYLIGHT', ['DTSTART:19700329T020000', 'RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3', 'TZOFFSETFROM:+0100', 'TZOFFSETTO:+0200', 'TZNAME:CEST'])}END:VTIMEZONE\r\n`);
const ODD = writeComponent('VTIMEZONE', ['TZID:Harbour Office (summer rules of 1998)'])
  .replace('END:VTIMEZONE\r\n', `${writeComponent('STANDARD', ['DTSTART:16010101T000000', 'TZOFFSETFROM:+0545', 'TZOFFSETTO:+0545', 'TZNAME:HOT'])}END:VTIMEZONE\r\n`);

function calendar(...components: readonly string[]): string {
  return `BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Example Tests//Whole Job 1.0//EN\r\n${components.join('')}END:VCALENDAR\r\n`;
}

function event(uid: string, summary: string, ...lines: readonly string[]): string {
  return writeComponent('VEVENT', [`UID:${uid}`, 'DTSTAMP:20260301T080000Z', `SUMMARY:${escapeText(summary)}`, ...lines]);
}

function withChildren(component: string, ...children: readonly string[]): string {
  const end = component.lastIndexOf('END:');
  return component.slice(0, end) + children.join('') + component.slice(end);
}

const ALARM = writeComponent('VALARM', ['ACTION:DISPLAY', 'TRIGGER:-PT15M', 'DESCRIPTION:Leave now']);
const MAIL_ALARM = writeComponent('VALARM', ['ACTION:EMAIL', 'TRIGGER;RELATED=END:PT0S', 'SUMMARY:Over', 'DESCRIPTION:It is over', 'ATTENDEE:mailto:desk@example.test']);

const at = (day: string, hour = '09'): readonly string[] => [`DTSTART:${day}T${hour}0000Z`, `DTEND:${day}T${hour}4500Z`];
const berlin = (day: string, hour = '09'): readonly string[] => [`DTSTART;TZID=Europe/Berlin:${day}T${hour}0000`, `DTEND;TZID=Europe/Berlin:${day}T${hour}3000`];

/** Events, tasks and series of every shape that calendars hold. */
export const OBJECTS: Readonly<Record<string, Item>> = {
  single: { name: 'single.ics', text: calendar(event('uid-single', 'Survey of the pier', ...at('20260406'), 'LOCATION:Pier 4\\, gate B', 'X-EXAMPLE-COLOUR:teal')) },
  allday: { name: 'allday.ics', text: calendar(event('uid-allday', 'Company outing', 'DTSTART;VALUE=DATE:20260501', 'DTEND;VALUE=DATE:20260503', 'TRANSP:TRANSPARENT', 'CATEGORIES:Leisure,Everyone')) },
  series: {
    name: 'series.ics',
    text: calendar(
      BERLIN,
      event('uid-series', 'Weekly review', ...berlin('20260302'), 'RRULE:FREQ=WEEKLY;COUNT=20;BYDAY=MO', 'EXDATE;TZID=Europe/Berlin:20260316T090000', 'EXDATE;TZID=Europe/Berlin:20260323T090000'),
      event('uid-series', 'Weekly review, later', 'RECURRENCE-ID;TZID=Europe/Berlin:20260309T090000', ...berlin('20260309', '14')),
      event('uid-series', 'Weekly review, in the hall', 'RECURRENCE-ID;TZID=Europe/Berlin:20260330T090000', ...berlin('20260330'), 'LOCATION:Hall'),
    ),
  },
  yearly: { name: 'yearly.ics', text: calendar(event('uid-yearly', 'Founders’ day', 'DTSTART;VALUE=DATE:20200617', 'DTEND;VALUE=DATE:20200618', 'RRULE:FREQ=YEARLY', 'RDATE;VALUE=DATE:20210618')) },
  alarmed: { name: 'alarmed.ics', text: calendar(withChildren(event('uid-alarmed', 'Train to Hull', ...at('20260420', '06'), 'PRIORITY:1', 'CLASS:PRIVATE'), ALARM, MAIL_ALARM)) },
  invited: {
    name: 'invited.ics',
    text: calendar(event('uid-invited', 'Budget talk', ...at('20260427', '11'), 'ORGANIZER;CN=The account:mailto:user@example.test', 'ATTENDEE;CN="Bo, B.";PARTSTAT=ACCEPTED;ROLE=REQ-PARTICIPANT;RSVP=TRUE:mailto:bo@example.test', 'ATTENDEE;PARTSTAT=NEEDS-ACTION;CUTYPE=ROOM:mailto:room4@example.test', 'SEQUENCE:2')),
  },
  guest: { name: 'guest.ics', text: calendar(event('uid-guest', 'Talk by the harbour master', ...at('20260428', '15'), 'ORGANIZER:mailto:master@example.test', 'ATTENDEE;PARTSTAT=TENTATIVE:mailto:user@example.test')) },
  oddzone: { name: 'oddzone.ics', text: calendar(ODD, event('uid-oddzone', 'Tide meeting', 'DTSTART;TZID="Harbour Office (summer rules of 1998)":20260407T101500', 'DURATION:PT1H15M')) },
  floating: { name: 'floating', text: calendar(event('uid-floating', 'Water the plants', 'DTSTART:20260410T070000', 'DURATION:PT10M', 'RRULE:FREQ=DAILY;INTERVAL=2;UNTIL=20260601T070000')) },
  task: { name: 'task.ics', text: calendar(writeComponent('VTODO', ['UID:uid-task', 'DTSTAMP:20260301T080000Z', 'SUMMARY:Renew the licence', 'DUE;VALUE=DATE:20260515', 'STATUS:IN-PROCESS', 'PERCENT-COMPLETE:40', 'PRIORITY:2', 'X-APPLE-SORT-ORDER:4711'])) },
  done: { name: 'done.ics', text: calendar(writeComponent('VTODO', ['UID:uid-done', 'DTSTAMP:20260301T080000Z', 'SUMMARY:Order paint', 'STATUS:COMPLETED', 'COMPLETED:20260211T101500Z', 'RELATED-TO;RELTYPE=PARENT:uid-task'])) },
  odd: { name: 'a:b@c é&+.ics', text: calendar(event('uid-odd', 'Überprüfung der Brücke', ...at('20260408', '08'), `DESCRIPTION:${escapeText(`Zeile eins, zwei;\n日本語の行\n${'lang und länger, '.repeat(40)}`)}`)) },
  moon: { name: '月.ics', text: calendar(event('uid-moon', '月見 🌕', 'DTSTART;VALUE=DATE:20260925', 'DTEND;VALUE=DATE:20260926', 'URL:https://www.example.test/moon')) },
  late: { name: 'late.ics', text: calendar(BERLIN, event('uid-late', 'Board dinner', ...berlin('20260512', '19'), 'LOCATION:Old mill')) },
  retitled: { name: 'retitled.ics', text: calendar(event('uid-retitled', 'Call with Norway', ...at('20260513', '10'))) },
  resized: { name: 'resized.ics', text: calendar(BERLIN, event('uid-resized', 'Training', ...berlin('20260504', '08'), 'RRULE:FREQ=WEEKLY;COUNT=6'), event('uid-resized', 'Training, outdoors', 'RECURRENCE-ID;TZID=Europe/Berlin:20260511T080000', ...berlin('20260511', '10'))) },
  wandering: { name: 'wandering.ics', text: calendar(event('uid-wandering', 'Library day', ...at('20260514', '13'), 'CATEGORIES:Books')) },
  renamed: { name: 'renamed.ics', text: calendar(event('uid-renamed', 'Boiler check', ...at('20260519', '07'))) },
  reborn: { name: 'reborn.ics', text: calendar(event('uid-reborn', 'Chimney sweep', ...at('20260520', '07'), 'LOCATION:Roof')) },
  stamped: { name: 'stamped.ics', text: calendar(event('uid-stamped', 'Stock count', ...at('20260521', '07'))) },
};

/** Events that nothing happens to. */
export const BYSTANDING: readonly Item[] = ['Choir', 'Fire drill', 'Swimming', 'Rent due', 'Orchard walk'].map((summary, index) => ({
  name: `bystander-${index}.ics`,
  text: calendar(event(`uid-bystander-${index}`, summary, ...at(`2026060${index + 1}`, '12'))),
}));
