import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readGraph } from './read.ts';
import { hasGraphGuests, withoutGraphGuests, withoutGraphUid } from './scheduling.ts';

const context = { digest: (bytes: Uint8Array) => String(bytes.length) };
const bytes = (value: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(value));
const object = (raw: Uint8Array): Record<string, unknown> => JSON.parse(new TextDecoder().decode(raw)) as Record<string, unknown>;
const person = (name: string, address: string) => ({ emailAddress: { name, address } });
const meeting = {
  subject: 'Plan', iCalUId: '0400', body: { contentType: 'text', content: 'Bring figures' }, start: { dateTime: '2026-03-02T08:00:00', timeZone: 'UTC' }, organizer: person('Ada', 'ada@example.test'), isOrganizer: true,
  attendees: [{ ...person('Bob', 'bob@example.test'), type: 'required', status: { response: 'accepted' } }, { ...person('', 'room@example.test'), type: 'resource', status: { response: 'none' } }],
};

describe('an event of Graph that has guests', () => {
  it('is known by its guests, by another organizer, and by the guests of one occurrence', () => {
    expect(hasGraphGuests(bytes(meeting))).toBe(true);
    expect(hasGraphGuests(bytes({ subject: 'x', attendees: [], isOrganizer: false }))).toBe(true);
    expect(hasGraphGuests(bytes({ subject: 'x', exceptionOccurrences: [{ attendees: meeting.attendees }] }))).toBe(true);
    expect(hasGraphGuests(bytes({ subject: 'x', attendees: [], isOrganizer: true, organizer: person('Ada', 'ada@example.test') }))).toBe(false);
    expect(hasGraphGuests(new TextEncoder().encode('{'))).toBe(false);
  });

  it('becomes a copy without them that names them in its text', () => {
    const copy = withoutGraphUid(withoutGraphGuests(bytes(meeting)));
    expect(object(copy)).toEqual({
      subject: 'Plan',
      start: meeting.start,
      body: { contentType: 'text', content: 'Organizer: Ada <ada@example.test>\nGuest: Bob <bob@example.test> (accepted)\nGuest: room@example.test (resource)\n\nBring figures' },
    });
    expect(hasGraphGuests(copy)).toBe(false);
  });

  it('takes the marks of programs along, and nothing that tells which event it was', () => {
    const crm = { id: 'String {00020329-0000-0000-C000-000000000046} Name crmid', value: '{1}' };
    const copy = withoutGraphUid(bytes({ ...meeting, uid: '0400', singleValueExtendedProperties: [crm, { id: 'Binary {6ed8da90-450b-101b-98da-00aa003f1305} Id 0x3', value: 'BAA=' }] }));
    expect(object(copy)['singleValueExtendedProperties']).toEqual([crm]);
    expect([object(copy)['iCalUId'], object(copy)['uid']]).toEqual([undefined, undefined]);
  });

  it('names them within the body of a text of HTML, as text', () => {
    const html = { ...meeting, attendees: [person('<b>&', 'eve@example.test')], organizer: null, body: { contentType: 'html', content: '<html><head></head><body lang="en"><p>Hi</p></body></html>' } };
    const { body } = object(withoutGraphGuests(bytes(html)));
    expect(body).toEqual({ contentType: 'html', content: '<html><head></head><body lang="en"><div>Guest: &lt;b&gt;&amp; &lt;eve@example.test&gt;</div><br><p>Hi</p></body></html>' });
    expect(readGraph(withoutGraphGuests(bytes(html)), context).fields.find(({ field }) => field === 'description')?.text).toContain('Guest: <b>& <eve@example.test>');
  });

  it('loses the guests of its exceptions too', () => {
    const series = { ...meeting, exceptionOccurrences: [{ originalStart: '2026-03-09T08:00:00Z', subject: 'Late', attendees: meeting.attendees }, { subject: 'Early' }] };
    const copy = withoutGraphGuests(bytes(series));
    expect(hasGraphGuests(copy)).toBe(false);
    expect(object(copy)['exceptionOccurrences']).toMatchObject([{ subject: 'Late', body: { contentType: 'text' } }, { subject: 'Early' }]);
  });

  it('is silent once its guests are gone, whatever else it holds, and stays what it is without any', () => {
    const value = fc.oneof(fc.string(), fc.boolean(), fc.constant(null), fc.array(fc.dictionary(fc.constantFrom('emailAddress', 'type', 'attendees', '__proto__'), fc.oneof(fc.string(), fc.dictionary(fc.string(), fc.string())))));
    const events = fc.dictionary(fc.constantFrom('attendees', 'organizer', 'isOrganizer', 'body', 'exceptionOccurrences', 'subject', 'iCalUId'), value);
    fc.assert(
      fc.property(events, (event) => {
        const raw = bytes(event);
        const copy = withoutGraphGuests(raw);
        expect(hasGraphGuests(copy)).toBe(false);
        if (!hasGraphGuests(raw)) expect(copy).toBe(raw);
        expect(withoutGraphGuests(copy)).toEqual(copy);
      }),
    );
  });
});
