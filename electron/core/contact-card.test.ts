import { describe, expect, it } from 'vitest';
import { AppError } from '../../shared/errors.ts';
import { contactCard } from './contact-card.ts';
import { writeVCard } from './vcard/write.ts';

const utf8 = new TextEncoder();

describe('contacts of any format', () => {
  it('can be written as a vCard', () => {
    const graph = utf8.encode(JSON.stringify({ '@odata.type': '#microsoft.graph.contact', displayName: 'Ann Lee', givenName: 'Ann', surname: 'Lee', mobilePhone: '+1 201 555 0123', emailAddresses: [{ address: 'ann@example.test' }] }));
    const lines = writeVCard(contactCard('graph-json', graph)).split('\r\n');
    expect(lines.filter((line) => /^(?:N|FN|TEL|EMAIL)/.test(line))).toEqual(['N:Lee;Ann;;;', 'FN:Ann Lee', 'EMAIL;TYPE=INTERNET:ann@example.test', 'TEL;TYPE=CELL:+1 201 555 0123']);
    expect(contactCard('vcard', utf8.encode('BEGIN:VCARD\nFN:Ann\nEND:VCARD')).name?.full).toBe('Ann');
  });

  it('are refused where the body is something else', () => {
    expect(() => contactCard('icalendar', utf8.encode('BEGIN:VCALENDAR'))).toThrow(AppError);
    expect(() => contactCard('graph-json', utf8.encode('{"subject":"x","start":{}}'))).toThrow(AppError);
  });
});
