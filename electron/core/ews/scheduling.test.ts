import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readEws } from './read.ts';
import { isAnothersMeeting, withoutEwsGuests, withoutEwsUid } from './scheduling.ts';

const context = { digest: (bytes: Uint8Array) => String(bytes.length) };
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const text = (raw: Uint8Array): string => new TextDecoder().decode(raw);
const TYPES = 'xmlns:t="http://schemas.microsoft.com/exchange/services/2006/types"';
const mailbox = (name: string) => `<t:Mailbox><t:Name>${name}</t:Name><t:EmailAddress>${name.toLowerCase()}@example.test</t:EmailAddress></t:Mailbox>`;
const guests = `<t:RequiredAttendees><t:Attendee>${mailbox('Bob')}<t:ResponseType>Accept</t:ResponseType></t:Attendee></t:RequiredAttendees>`;
const identity = '<t:ExtendedProperty><t:ExtendedFieldURI DistinguishedPropertySetId="Meeting" PropertyId="3" PropertyType="Binary"/><t:Value>BAA=</t:Value></t:ExtendedProperty>';
const event = (mine: string) =>
  `<t:CalendarItem ${TYPES}><t:Subject>Plan &amp; more</t:Subject><t:Body BodyType="Text">Bring figures</t:Body>${identity}<t:UID>0400</t:UID><t:Start>2026-03-02T08:00:00Z</t:Start><t:IsMeeting>true</t:IsMeeting><t:MyResponseType>${mine}</t:MyResponseType><t:Organizer>${mailbox('Boss')}</t:Organizer>${guests}</t:CalendarItem>`;

describe('a meeting of EWS', () => {
  it('is another’s where the account only answered it', () => {
    expect(['Accept', 'Unknown', 'NoResponseReceived', 'Organizer'].map((mine) => isAnothersMeeting(bytes(event(mine))))).toEqual([true, true, true, false]);
    expect(isAnothersMeeting(bytes(`<s:series xmlns:s="urn:synctrace:ews">${event('Organizer')}${event('Accept')}</s:series>`))).toBe(true);
    expect([`<t:Task ${TYPES}/>`, '<'].map((raw) => isAnothersMeeting(bytes(raw)))).toEqual([false, false]);
  });

  it('becomes an event of its own without guests, who are named in its text', () => {
    const copy = withoutEwsUid(withoutEwsGuests(bytes(event('Accept'))));
    expect(text(copy)).toBe(
      `<t:CalendarItem ${TYPES}><t:Subject>Plan &amp; more</t:Subject><t:Start>2026-03-02T08:00:00Z</t:Start>` +
        '<t:Body BodyType="Text">Organizer: Boss &lt;boss@example.test&gt;\nGuest: Bob &lt;bob@example.test&gt; (accepted)\n\nBring figures</t:Body></t:CalendarItem>',
    );
    expect([isAnothersMeeting(copy), readEws(copy, context).uid]).toEqual([false, undefined]);
  });

  it('keeps each exception of its series, without guests too', () => {
    const series = bytes(`<s:series xmlns:s="urn:synctrace:ews">${event('Accept')}${event('Accept')}</s:series>`);
    const copy = text(withoutEwsGuests(series));
    expect([copy.match(/<t:CalendarItem /g)?.length, copy.includes('Attendee'), isAnothersMeeting(bytes(copy))]).toEqual([2, false, false]);
  });

  it('is left as it is where it cannot be read', () => {
    fc.assert(
      fc.property(fc.string(), (given) => {
        const raw = bytes(`<t:CalendarItem ${TYPES}>${given}`);
        expect([withoutEwsGuests(raw), withoutEwsUid(raw)]).toEqual([raw, raw]);
      }),
    );
  });
});
