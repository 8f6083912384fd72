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

  it('of EWS become vCards, with their picture, phones of every kind and members', () => {
    const ews = '<Contact><DisplayName>Ann Lee</DisplayName><PhoneNumbers><Entry Key="BusinessFax">+1 201 555 0123</Entry></PhoneNumbers><Surname>Lee</Surname><photo>/9j/AAAA</photo></Contact>';
    expect(writeVCard(contactCard('ews-xml', utf8.encode(ews))).split('\r\n').slice(2, -2)).toEqual(['N:Lee;;;;', 'FN:Ann Lee', 'TEL;TYPE=WORK,FAX:+1 201 555 0123', 'PHOTO;ENCODING=b;TYPE=JPEG:/9j/AAAA']);
    const list = '<DistributionList><DisplayName>Team</DisplayName><Members><Member><Mailbox><EmailAddress>bob@example.test</EmailAddress></Mailbox></Member></Members></DistributionList>';
    expect(writeVCard(contactCard('ews-xml', utf8.encode(list)))).toContain('mailto:bob@example.test');
  });

  it('are refused where the body is something else', () => {
    expect(() => contactCard('icalendar', utf8.encode('BEGIN:VCALENDAR'))).toThrow(AppError);
    expect(() => contactCard('graph-json', utf8.encode('{"subject":"x","start":{}}'))).toThrow(AppError);
  });
});
