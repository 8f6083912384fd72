import { describe, expect, it } from 'vitest';
import { fieldLabel } from './fields-en.ts';

describe('labels of fields', () => {
  it('names a field with where it belongs', () => {
    expect(['name/full', 'phones', 'phones/mobile', 'phones/work-fax', 'emails/private', 'addresses/work/full', 'onlineServices/xmpp', 'anniversaries/birth'].map((field) => fieldLabel(field))).toEqual([
      'Name', 'Phone', 'Phone, mobile', 'Phone, work fax', 'E-mail, home', 'Address, work, as on an envelope', 'Online account, XMPP', 'Birthday',
    ]);
  });

  it("keeps a person's own label as it was typed", () => {
    expect(fieldLabel('phones/private-Ferien-Haus')).toBe('Phone, home Ferien-Haus');
    expect(fieldLabel('links/constructor')).toBe('Link, constructor');
    expect(fieldLabel('participants/ann@example.test')).toBe('Participant, ann@example.test');
  });

  it('names a field of one occurrence by its day', () => {
    expect(fieldLabel('recurrenceOverrides/20260301/title')).toBe('Title on 1 March 2026');
    expect(fieldLabel('recurrenceOverrides/2026-12-24T09:00:00Z/participants/ann@example.test')).toBe('Participant, ann@example.test on 24 December 2026');
    expect(fieldLabel('recurrenceOverrides/2026-12-24T09:00:00 Old/Zone/start')).toBe('Start on 24 December 2026');
  });

  it('says that a property is unknown, and never leaves a field without a label', () => {
    expect(fieldLabel('x/X-SPECIAL')).toBe('Property X-SPECIAL');
    expect(fieldLabel('x/UNNAMED')).toBe('Line without a name');
    expect(fieldLabel('somethingNew')).toBe('somethingNew');
    expect(fieldLabel('somethingNew/else')).toBe('somethingNew/else');
    expect(fieldLabel('recurrenceOverrides/soon/title')).toBe('Exception, soon, title');
  });
});
