import type { Invitation } from './invitation.ts';
import { servedBy, SILENT, tell, type SchedulingContext, type SchedulingOutcome, type SchedulingProduct } from './scheduling-product.ts';

/** Cyrus 3.6: obeys SCHEDULE-AGENT on each ATTENDEE, cancels where it is added to a live invitation, and mails. */
export const CYRUS: SchedulingProduct = {
  name: 'cyrus',
  davHeader: 'calendar-auto-schedule',
  onPut: (before, after, context) => (after.role === 'attendee' ? reply(before, after) : organize(before, after, context)),
  onDelete: (before, context) => {
    if (before.role === 'attendee') return context.scheduleReply && before.organizerAgent === 'SERVER' ? { notifies: tell('REPLY', organizerOf(before)) } : SILENT;
    return before.role === 'organizer' && isAhead(before, context) ? { notifies: tell('CANCEL', servedBy(before)) } : SILENT;
  },
  onCalendarDelete: (before, context) => (before.role === 'organizer' && isAhead(before, context) ? { notifies: tell('CANCEL', servedBy(before)) } : SILENT),
};

function organize(before: Invitation | null, after: Invitation, context: SchedulingContext): SchedulingOutcome {
  // Stripping ORGANIZER and ATTENDEE from a live invitation says nothing to anybody.
  if (after.role !== 'organizer' || !isAhead(after, context)) return SILENT;
  const served = servedBy(after);
  const servedBefore = before?.role === 'organizer' ? servedBy(before) : [];
  const released = servedBefore.filter((address) => !served.includes(address));
  const joined = served.filter((address) => !servedBefore.includes(address));
  const isChanged = before === null || before.content !== after.content;
  return {
    notifies: [...tell('CANCEL', released), ...tell('REQUEST', isChanged ? served : joined)],
    marks: Object.fromEntries(served.map((address) => [address, context.localUsers.includes(address) ? '1.2' : '1.1'])),
  };
}

function reply(before: Invitation | null, after: Invitation): SchedulingOutcome {
  const isAnswer = after.ownStatus !== 'NEEDS-ACTION' && before?.ownStatus !== after.ownStatus;
  return isAnswer && after.organizerAgent === 'SERVER' ? { notifies: tell('REPLY', organizerOf(after)) } : SILENT;
}

function isAhead(invitation: Invitation, context: SchedulingContext): boolean {
  return invitation.endsAt > context.now;
}

function organizerOf(invitation: Invitation): readonly string[] {
  return invitation.organizer === null ? [] : [invitation.organizer];
}
