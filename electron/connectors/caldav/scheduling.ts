import type { SchedulingBehaviour } from '../connector.ts';

/** Classes of the DAV header by which servers say that they send messages (RFC 6638 §2, older drafts, and a misspelling). */
const SCHEDULING_CLASSES: readonly string[] = ['calendar-auto-schedule', 'calendar-schedule', 'calendar-auto-scheduling'];

/** Products whose way of sending was measured; Xandikos and Radicale send nothing, whatever they advertise. */
const MEASURED: Readonly<Record<string, SchedulingBehaviour>> = {
  radicale: 'none',
  xandikos: 'none',
  sogo: 'strip-only',
  cyrus: 'client-agent',
  davical: 'client-agent',
};

/** What writing an event with guests does on this server; without a class of its own no server schedules, with one the unknown are not trusted. */
export function schedulingOf(product: string, davHeader: string): SchedulingBehaviour {
  const measured = MEASURED[product];
  if (measured !== undefined) return measured;
  const classes = davHeader.split(',').map((name) => name.trim().toLowerCase());
  return SCHEDULING_CLASSES.some((name) => classes.includes(name)) ? 'unknown' : 'none';
}
