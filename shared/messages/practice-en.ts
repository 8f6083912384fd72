import type { PracticeId } from '../practice-ids.ts';

/** A practice case in words: what it is called, what the person wrote, and what there is to learn once one has looked. */
export interface PracticeWords {
  readonly title: string;
  readonly ticket: string;
  readonly lesson: string;
}

/** The words of every practice case. */
export const practiceWords: Readonly<Record<PracticeId, PracticeWords>> = {
  'second-phone': {
    title: 'Practice: contacts doubled after a second phone',
    ticket: 'Since I set up my new phone some people stand twice in my address book, a few are gone, and others are suddenly called like their company.',
    lesson: 'Three findings, one cause: the copies bear the second device’s own mark, and what it had no field for is missing from them. Restore what is gone and the names, undo it again, and see that the server holds exactly what it held.',
  },
  'doubled-export': {
    title: 'Practice: everybody twice in iCloud',
    ticket: 'After the holidays my wife’s iPad shows all my business contacts twice. The mailbox seems fine. Please delete the second ones.',
    lesson: 'In the mailbox nothing changed, so nothing is to be repaired there. The new cards bear a link to the mailbox item they were exported from, and a key that differs from that of the first phone: a second device saves the same contacts. Within a day most of the copies went by themselves; only what is left after that is worth cleaning up, and only after the export was switched off on one device. The private cards were never part of it.',
  },
  'vanishing-companies': {
    title: 'Practice: companies gone over night',
    ticket: 'This morning more than half of my customers have no company any more. I only changed three numbers on my iPhone. Did I do that?',
    lesson: 'The log names a service account with a string that many programs share, and the iPhone with three rows. What decides is the boundary: only contacts in the folder Salesforce_Sync lost a field, always the same one, and only those of certain companies. That is a mapping of a CRM, not a phone. The phone’s three edits were wanted and must not be undone with the rest.',
  },
  'frightening-clean-up': {
    title: 'Practice: four hundred deletions',
    ticket: 'Our monitoring reports that all exported contacts of a colleague were deleted last night. Is this an attack?',
    lesson: 'As many cards came back as had gone, with the same content and links to the same mailbox items, under new ids. That is the vendor’s own instruction for a reset, and the person followed it. Compare by what survives, not by the id. One thing was lost for good: nicknames that existed on the exported copies only.',
  },
  'day-early': {
    title: 'Practice: birthdays on the wrong day',
    ticket: 'My reminders come too early. First by one day, now by three. I have corrected some of them by hand already!',
    lesson: 'The dates move by one day with every pass, so something writes what it has read, a little wrong each time. All at once and only once would have been a time zone; only edited contacts would have been a phone. The contacts that were corrected by hand are early again. No log is to be had from this cloud: rhythm and shape have to do. Stop the program first, then put the dates of the first snapshot back.',
  },
  'one-way': {
    title: 'Practice: a server emptied from one side',
    ticket: 'Half the club’s shared address book is gone since Friday noon. Three of us use it, with a phone, with Thunderbird and with Outlook. Nobody did anything.',
    lesson: 'The server’s log tells who sent the deletions: one program, a few minutes after somebody had set it to one way, and all within seconds. The two others only read. It deleted what was missing on its own side, as it was told. Set it back to both ways before anything is restored, or the next pass will delete it again.',
  },
};
