import { servedBy, SILENT, tell, type SchedulingProduct } from './scheduling-product.ts';

/** DAViCal 1.1: puts messages into the inboxes of local users, obeys SCHEDULE-AGENT on each ATTENDEE, and sends again whatever is written again. */
export const DAVICAL: SchedulingProduct = {
  name: 'davical',
  davHeader: 'calendar-schedule, calendar-auto-schedule',
  onPut: (_, after, context) => {
    if (after.role !== 'organizer') return SILENT;
    const served = servedBy(after);
    if (served.length === 0) return SILENT;
    // The old message still lies in the inbox, and its key is unique.
    if (context.cancelledUids.has(after.uid)) return { ...SILENT, refuses: 500 };
    return {
      notifies: tell('REQUEST', served.filter((address) => context.localUsers.includes(address))),
      marks: Object.fromEntries(served.map((address) => [address, context.localUsers.includes(address) ? '1.2' : '3.7'])),
    };
  },
  onDelete: (before, context) =>
    before.role === 'organizer' ? { notifies: tell('CANCEL', servedBy(before).filter((address) => context.localUsers.includes(address))) } : SILENT,
  onCalendarDelete: () => SILENT,
};
