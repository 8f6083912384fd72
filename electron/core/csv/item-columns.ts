import type { ColumnMeaning } from './columns.ts';

/** What a column of a calendar or task table holds (Outlook in English and German, and Google, which takes Outlook's), by its header. */
export const ITEM_COLUMNS: Readonly<Record<string, ColumnMeaning>> = {
  'subject': 'title', 'start date': 'start/date', 'start time': 'start/time', 'end date': 'end/date', 'end time': 'end/time', 'all day event': 'all-day',
  'due date': 'due', 'date completed': 'completed', '% complete': 'percent', 'status': 'progress', 'location': 'location', 'description': 'description', 'notes': 'description',
  'meeting organizer': 'organizer', 'required attendees': 'attendee', 'optional attendees': 'optional', 'meeting resources': 'resource', 'categories': 'keywords', 'priority': 'priority',
  'private': 'private', 'sensitivity': 'sensitivity', 'show time as': 'busy', 'reminder on/off': 'reminder', 'reminder date': 'reminder/date', 'reminder time': 'reminder/time', 'id': 'id',
  'betreff': 'title', 'beginnt am': 'start/date', 'beginnt um': 'start/time', 'endet am': 'end/date', 'endet um': 'end/time', 'ganztägiges ereignis': 'all-day',
  'fällig am': 'due', 'erledigt am': 'completed', '% erledigt': 'percent', 'ort': 'location', 'beschreibung': 'description', 'notizen': 'description',
  'besprechungsplanung': 'organizer', 'erforderliche teilnehmer': 'attendee', 'optionale teilnehmer': 'optional', 'besprechungsressourcen': 'resource', 'kategorien': 'keywords', 'priorität': 'priority',
  'privat': 'private', 'vertraulichkeit': 'sensitivity', 'zeitspanne zeigen als': 'busy', 'erinnerung ein/aus': 'reminder', 'erinnerung am': 'reminder/date', 'erinnerung um': 'reminder/time',
};
