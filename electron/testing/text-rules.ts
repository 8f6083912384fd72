import type { RecordRules } from '../restore/plan/record-rules.ts';
import { textOf, uidOfText } from './fake-server.ts';

/** Rules over plain lines, for bodies that tests write by hand: order of lines and REV mean nothing, everything else does. */
export const textRules: RecordRules = {
  sameByMeaning: (_format, left, right) => lines(left).join('\n') === lines(right).join('\n'),
  differingProperties: (_format, sent, held) => {
    const there = lines(held);
    return lines(sent)
      .filter((line) => !there.includes(line))
      .map((line) => line.split(/[;:]/)[0] ?? line);
  },
  uidOf: (_format, raw) => uidOfText(textOf(raw)),
  fieldRows: () => [],
  scheduling: {
    hasScheduling: (_format, raw) => /^(ORGANIZER|ATTENDEE)/m.test(textOf(raw)),
    takesOver: (_format, raw) => /^X-CALLED-BY-OTHER/m.test(textOf(raw)),
    withClientAgent: (raw) => bytesOf(textOf(raw).replace(/^ATTENDEE(?!;SCHEDULE-AGENT)/gm, 'ATTENDEE;SCHEDULE-AGENT=CLIENT')),
    hasClientAgent: (raw) => !/^ATTENDEE(?!;SCHEDULE-AGENT=CLIENT)/m.test(textOf(raw)),
    withoutGuests: (_format, raw) => bytesOf(textOf(raw).replace(/^(ORGANIZER|ATTENDEE|X-CALLED-BY-OTHER)/gm, 'X-GUEST')),
    withoutMethod: (_format, raw) => bytesOf(textOf(raw).replace(/^METHOD.*\n/gm, '')),
    withUid: (_format, raw, uid) => bytesOf(textOf(raw).replace(/^UID:.*$/gm, `UID:${uid}`)),
  },
};

/** Text as bytes. */
export function bytesOf(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

function lines(raw: Uint8Array): readonly string[] {
  return textOf(raw)
    .split(/\r?\n/)
    .filter((line) => line !== '' && !line.startsWith('REV'))
    .map((line) => line.replace(';SCHEDULE-AGENT=CLIENT', ''))
    .sort();
}
