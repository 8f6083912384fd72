import { describe, expect, it } from 'vitest';
import { aCard, anEvent, aWanted, planOn } from '../../testing/build-restore.ts';
import { createFakeServer, textOf, type FakeServer } from '../../testing/fake-server.ts';
import { decodeBase64 } from '../../core/content-lines/base64.ts';
import type { Plan, WantedRecord } from '../types.ts';

const ada = aCard('ada', 'TEL:1');
const adaEdited = aCard('ada', 'TEL:2');
const adaNewer = aCard('ada', 'TEL:3');
const invite = anEvent('meeting', 'ORGANIZER:mailto:me@example.test', 'ATTENDEE:mailto:guest@example.test');

describe('planRestore', () => {
  it('creates what is gone under its old key, with its bytes', async () => {
    const plan = await planOn(bookWith({}), [aWanted('book/ada', ada, null)]);
    expect(outline(plan)).toEqual(['create book/ada create-gone']);
    expect(bodyOf(plan)).toBe(ada);
    expect(plan.notifies).toBe(0);
  });

  it('skips what is there again as it was', async () => {
    expect(outline(await planOn(bookWith({ 'book/ada': ada }), [aWanted('book/ada', ada, null)]))).toEqual(['skip book/ada skip-there']);
  });

  it('leaves what is there again and differs, as a conflict', async () => {
    expect(outline(await planOn(bookWith({ 'book/ada': adaNewer }), [aWanted('book/ada', ada, null)]))).toEqual(['conflict book/ada conflict-differs']);
  });

  it('makes no second copy of a UID that stands elsewhere in the account', async () => {
    const server = createFakeServer('vcard', ['book', 'other']);
    server.put('other', 'other/x', ada);
    expect(outline(await planOn(server, [aWanted('book/ada', ada, null)]))).toEqual(['skip book/ada skip-there-elsewhere']);
    expect(outline(await planOn(server, [aWanted('book/ada', adaEdited, null)]))).toEqual(['conflict book/ada conflict-elsewhere']);
  });

  it('brings back one of two copies that had one UID while the other stands', async () => {
    const server = bookWith({ 'book/twin': ada });
    const twin: WantedRecord = { ...aWanted('book/ada', ada, null), twins: ['book/twin'] };
    expect(outline(await planOn(server, [twin]))).toEqual(['create book/ada create-gone']);
    expect(outline(await planOn(bookWith({ 'book/twin': ada, 'book/new': ada }), [twin]))).toEqual(['skip book/ada skip-there-elsewhere']);
  });

  it('chooses another key where a different record took the old one', async () => {
    const server = bookWith({ 'book/ada': aCard('bea') });
    const plan = await planOn(server, [aWanted('book/ada', ada, null)]);
    expect(outline(plan)).toEqual(['create book/ada-restored create-other-key']);
    expect(plan.steps[0]?.originalKey).toBe('book/ada');
  });

  it('never chooses one key for two records', async () => {
    const server = bookWith({ 'book/k1': aCard('bea'), 'book/k2': aCard('cy') });
    const plan = await planOn(server, [aWanted('book/k1', ada, null), aWanted('book/k2', adaEdited, null)]);
    expect(plan.steps.map((step) => step.key)).toEqual(['book/ada-restored', 'book/ada-restored-2']);
  });

  it('restores by keys from one snapshot without overwriting, unless the key was picked', async () => {
    const server = bookWith({ 'book/ada': adaNewer });
    const wanted = [aWanted('book/ada', ada)];
    expect(outline(await planOn(server, wanted))).toEqual(['conflict book/ada conflict-differs']);
    expect(outline(await planOn(server, wanted, { overwrite: new Set(['book/ada']) }))).toEqual(['update book/ada update-picked']);
  });

  it('puts a changed record back only while the server holds what the later snapshot held', async () => {
    const wanted = [aWanted('book/ada', ada, { key: 'book/ada', text: adaEdited })];
    expect(outline(await planOn(bookWith({ 'book/ada': adaEdited }), wanted))).toEqual(['update book/ada update-as-before']);
    expect(outline(await planOn(bookWith({ 'book/ada': ada }), wanted))).toEqual(['skip book/ada skip-as-before']);
    expect(outline(await planOn(bookWith({ 'book/ada': adaNewer }), wanted))).toEqual(['conflict book/ada conflict-changed-since']);
    expect(outline(await planOn(bookWith({}), wanted))).toEqual(['conflict book/ada conflict-gone-since']);
  });

  it('keeps what stood there with the step, for the undo', async () => {
    const plan = await planOn(bookWith({ 'book/ada': adaEdited }), [aWanted('book/ada', ada, { key: 'book/ada', text: adaEdited })]);
    expect(textOf(decodeBase64(plan.steps[0]?.heldBase64 ?? ''))).toBe(adaEdited);
    expect(plan.steps[0]?.heldVersion).toBe('"v1"');
  });

  it('puts a record back where it stands now, and asks a person to move it', async () => {
    const server = createFakeServer('vcard', ['book', 'other']);
    server.put('other', 'other/ada', adaEdited);
    const wanted: WantedRecord = { ...aWanted('book/ada', ada), comparedWith: { key: 'other/ada', raw: new TextEncoder().encode(adaEdited), collectionId: 'other' } };
    expect(outline(await planOn(server, [wanted]))).toEqual(['update other/ada update-as-before']);
    server.put('other', 'other/ada', ada);
    expect(outline(await planOn(server, [wanted]))).toEqual(['manual book/ada manual-moved']);
  });

  it('names collections that are gone or can only be read', async () => {
    expect(outline(await planOn(createFakeServer('vcard', ['other']), [aWanted('book/ada', ada, null)]))).toEqual(['conflict book/ada conflict-collection-gone']);
    expect(outline(await planOn(createFakeServer('vcard', ['book'], { canWrite: false }), [aWanted('book/ada', ada, null)]))).toEqual(['conflict book/ada conflict-read-only']);
  });
});

describe('planRestore of invitations', () => {
  it('writes them as they are where the server schedules nothing', async () => {
    const plan = await planOn(createFakeServer('icalendar', ['book']), [aWanted('book/m', invite, null)]);
    expect(outline(plan)).toEqual(['create book/m create-gone']);
    expect(bodyOf(plan)).toBe(invite);
  });

  it('takes scheduling out of the server’s hands where it obeys SCHEDULE-AGENT', async () => {
    const plan = await planOn(createFakeServer('icalendar', ['book'], { scheduling: 'client-agent' }), [aWanted('book/m', invite, null)]);
    expect(outline(plan)).toEqual(['create book/m create-silent']);
    expect(bodyOf(plan)).toContain('ATTENDEE;SCHEDULE-AGENT=CLIENT:mailto:guest@example.test');
  });

  it.each(['strip-only', 'unknown'] as const)('makes a copy without guests under another UID where nothing else is silent (%s)', async (scheduling) => {
    const server = createFakeServer('icalendar', ['book'], { scheduling });
    const plan = await planOn(server, [aWanted('book/m', invite, null)]);
    expect(outline(plan)).toEqual(['create book/meeting-restored create-without-guests']);
    expect(bodyOf(plan)).toContain('UID:meeting-restored');
    expect(bodyOf(plan)).not.toMatch(/^ATTENDEE/m);
    server.put('book', 'book/meeting-restored', bodyOf(plan));
    expect(outline(await planOn(server, [aWanted('book/m', invite, null)]))).toEqual(['skip book/m skip-there-elsewhere']);
  });

  it.each(['client-agent', 'strip-only', 'unknown'] as const)('leaves a live one that changed to a person (%s)', async (scheduling) => {
    const server = createFakeServer('icalendar', ['book'], { scheduling });
    const edited = invite.replace('SUMMARY:meeting', 'SUMMARY:moved');
    server.put('book', 'book/m', edited);
    expect(outline(await planOn(server, [aWanted('book/m', invite, { key: 'book/m', text: edited })]))).toEqual(['manual book/m manual-invitation']);
  });

  it('does not overwrite an event that has guests by now with one that had none', async () => {
    const server = createFakeServer('icalendar', ['book'], { scheduling: 'client-agent' });
    server.put('book', 'book/m', invite);
    expect(outline(await planOn(server, [aWanted('book/m', anEvent('meeting'), { key: 'book/m', text: invite })]))).toEqual(['manual book/m manual-invitation']);
  });
});

function bookWith(items: Readonly<Record<string, string>>): FakeServer {
  const server = createFakeServer('vcard', ['book']);
  for (const [key, text] of Object.entries(items)) server.put('book', key, text);
  return server;
}

function outline(plan: Plan): readonly string[] {
  return [...plan.steps.map((step) => `${step.op} ${step.key} ${step.reason}`), ...plan.conflicts.map((conflict) => `conflict ${conflict.key} ${conflict.reason}`)];
}

function bodyOf(plan: Plan): string {
  return textOf(decodeBase64(plan.steps[0]?.rawBase64 ?? ''));
}
