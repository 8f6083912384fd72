import type { Invitation } from './invitation.ts';
import { SILENT, tell, type SchedulingContext, type SchedulingOutcome, type SchedulingProduct } from './scheduling-product.ts';

/** SOGo 5.8: obeys neither SCHEDULE-AGENT nor Schedule-Reply; only an event that names nobody is silent. */
export const SOGO: SchedulingProduct = {
  name: 'sogo',
  davHeader: 'calendar-schedule, calendar-auto-schedule',
  onPut: (before, after, context) => (after.role === 'attendee' ? answer(before, after, context) : organize(before, after, context)),
  onDelete: (before, context) => {
    if (before.role === 'attendee') return { notifies: tell('REPLY', [before.organizer ?? '']) };
    return before.role === 'organizer' ? { notifies: tell('CANCEL', reached(before, context)) } : SILENT;
  },
  onCalendarDelete: () => SILENT,
};

function organize(before: Invitation | null, after: Invitation, context: SchedulingContext): SchedulingOutcome {
  if (after.role !== 'organizer') {
    // Guests on the same server lose their copy when the event stops naming them.
    const copies = before?.role === 'organizer' ? before.attendees.filter((one) => context.localUsers.includes(one.address)) : [];
    return { notifies: tell('CANCEL', copies.map((one) => one.address)) };
  }
  if (before?.role !== 'organizer') return { notifies: tell('REQUEST', reached(after, context)) };
  const gainsAgent = after.attendees.every((one) => one.agent !== 'SERVER') && before.attendees.some((one) => one.agent === 'SERVER');
  return before.content === after.content || gainsAgent ? SILENT : { notifies: tell('REQUEST', reached(after, context)) };
}

function answer(before: Invitation | null, after: Invitation, context: SchedulingContext): SchedulingOutcome {
  // It looks for the organizer's event, and the organizer is one of its own.
  if (before === null && context.localUsers.includes(after.organizer ?? '')) return { ...SILENT, refuses: 412 };
  const isAnswer = after.ownStatus !== 'NEEDS-ACTION' && before?.ownStatus !== after.ownStatus;
  return isAnswer ? { notifies: tell('REPLY', [after.organizer ?? '']) } : SILENT;
}

// Of an event that is over, local guests get a copy and nobody gets mail.
function reached(invitation: Invitation, context: SchedulingContext): readonly string[] {
  const addresses = invitation.attendees.map((one) => one.address);
  return invitation.endsAt > context.now ? addresses : addresses.filter((address) => context.localUsers.includes(address));
}
