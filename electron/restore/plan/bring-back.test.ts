import { describe, expect, it } from 'vitest';
import { aCard, anEvent, aWanted, planOn } from '../../testing/build-restore.ts';
import { createFakeServer, DELETED, type FakeServer, type ServerHabits } from '../../testing/fake-server.ts';
import type { Plan, WantedRecord } from '../types.ts';

const ada = aCard('ada', 'TEL:1');
const exchange: ServerHabits = { keys: 'given', undelete: 'move' };

describe('the ladder of a server that keeps what was deleted', () => {
  it('brings back from Deleted Items what lies there as it was', async () => {
    const server = accountWith(exchange, { 'book/ada': ada });
    server.remove('book', 'book/ada');
    const plan = await planOn(server, [aWanted('book/ada', ada, null)]);
    expect(outline(plan)).toEqual(['undelete book/ada undelete-deleted']);
    expect(plan.steps[0]).toMatchObject({ collectionId: 'book', from: { collectionId: DELETED, key: 'given-1' }, marker: 'book/book%2Fada', heldVersion: '"v1"' });
    expect(plan.steps[0]).not.toHaveProperty('copies');
  });

  it('says of a copy that the original stays where it lies', async () => {
    const server = accountWith({ keys: 'given', undelete: 'copy', keepsKeys: true }, { 'book/ada': ada });
    server.remove('book', 'book/ada');
    expect((await planOn(server, [aWanted('book/ada', ada, null)])).steps).toMatchObject([{ op: 'undelete', copies: true }]);
  });

  it('creates anew, under a marker, what lies there in another form, and leaves that', async () => {
    const server = accountWith(exchange, { 'book/ada': aCard('ada', 'TEL:9') });
    server.remove('book', 'book/ada');
    const plan = await planOn(server, [aWanted('book/ada', ada, null)]);
    expect(outline(plan)).toEqual(['create book/ada create-set-aside-differs']);
    expect(plan.steps[0]).toMatchObject({ key: 'book/ada', marker: 'book/book%2Fada' });
  });

  it('never makes the account the organizer of a meeting that another called', async () => {
    const server = createFakeServer('icalendar', ['book', 'other'], exchange);
    const meeting = anEvent('plan', 'X-CALLED-BY-OTHER:boss');
    const { steps } = await planOn(server, [aWanted('book/plan', meeting, null)]);
    expect(steps.map(({ op, reason, rawBase64 = '' }) => [op, reason, atob(rawBase64).includes('X-CALLED-BY-OTHER')])).toEqual([['create', 'create-without-guests', false]]);
  });

  it('creates anew what lies nowhere, and finds by its marker what an earlier restore made', async () => {
    const server = accountWith(exchange, {});
    expect(outline(await planOn(server, [aWanted('book/ada', ada, null)]))).toEqual(['create book/ada create-gone']);
    server.put('book', 'given-9', ada, 'book/book%2Fada');
    expect(outline(await planOn(server, [aWanted('book/ada', ada, null)]))).toEqual(['skip book/ada skip-there']);
    server.put('book', 'given-9', aCard('ada', 'TEL:9'));
    expect(outline(await planOn(server, [aWanted('book/ada', ada, null)]))).toEqual(['conflict book/ada conflict-differs']);
    const picked = await planOn(server, [aWanted('book/ada', ada, null)], { overwrite: new Set(['book/ada']) });
    expect(picked.steps).toMatchObject([{ op: 'update', key: 'given-9', originalKey: 'book/ada' }]);
  });

  it('makes no second copy of what stands under its key in another collection, though it has no UID', async () => {
    const bare = ada.replace('UID:ada\n', '');
    const server = accountWith({ ...exchange, keepsKeys: true }, { 'book/ada': bare });
    server.carry('move', 'book', 'book/ada', 'other');
    expect(outline(await planOn(server, [aWanted('book/ada', bare, null)]))).toEqual(['skip book/ada skip-there']);
  });

  it('looks for nothing in Deleted Items where nothing can be brought back from there', async () => {
    const server = accountWith({ keys: 'given' }, {});
    expect(outline(await planOn(server, [aWanted('book/ada', ada, null)]))).toEqual(['create book/ada create-gone']);
  });

  it('never restores into a collection that keeps what was deleted', async () => {
    const server = accountWith(exchange, {});
    expect(outline(await planOn(server, [aWanted(`${DELETED}/ada`, ada, null)]))).toEqual([`conflict ${DELETED}/ada conflict-collection-gone`]);
  });

  it('leaves what was changed and went since to a person', async () => {
    const server = accountWith(exchange, { 'book/ada': ada });
    server.remove('book', 'book/ada');
    expect(outline(await planOn(server, [aWanted('book/ada', ada, { key: 'book/ada', text: ada })]))).toEqual(['conflict book/ada conflict-gone-since']);
  });

  it('names the cmdlets where only an administrator can bring it back, of which none brings back more than one item', async () => {
    const server = accountWith(exchange, { 'book/ada': aCard("O'Ada’s", 'TEL:1') });
    server.remove('book', 'book/ada');
    server.collections.delete('book');
    const plan = await planOn(server, [aWanted('book/ada', aCard("O'Ada’s", 'TEL:1'), null)]);
    expect(outline(plan)).toEqual(['manual book/ada manual-administrator']);
    expect(plan.steps[0]?.command).toBe(
      "Get-RecoverableItems -Identity 'me@example.test' -SubjectContains 'O''Ada’’s' -FilterItemType IPM.Contact | Format-List; Restore-RecoverableItems -Identity 'me@example.test' -EntryID '<EntryID>'",
    );
  });

  it('brings an invitation back as it was only where the server tells nobody', async () => {
    const invite = anEvent('meeting', 'ORGANIZER:mailto:me@example.test', 'ATTENDEE:mailto:guest@example.test');
    for (const [scheduling, expected] of [
      ['none', 'undelete book/m undelete-deleted'],
      ['strip-only', 'create book/m create-without-guests'],
    ] as const) {
      const server = createFakeServer('icalendar', ['book'], { ...exchange, scheduling });
      server.put('book', 'book/m', invite);
      server.remove('book', 'book/m');
      const plan = await planOn(server, [aWanted('book/m', invite, null)]);
      expect([outline(plan), plan.notifies]).toEqual([[expected], 0]);
    }
  });

  it('finds the copy without guests again by its marker', async () => {
    const invite = anEvent('meeting', 'ORGANIZER:mailto:me@example.test', 'ATTENDEE:mailto:guest@example.test');
    const server = createFakeServer('icalendar', ['book'], { keys: 'given', scheduling: 'strip-only' });
    const [step] = (await planOn(server, [aWanted('book/m', invite, null)])).steps;
    server.put('book', 'given-9', atob(step?.rawBase64 ?? ''), step?.marker);
    expect(outline(await planOn(server, [aWanted('book/m', invite, null)]))).toEqual(['skip book/m skip-there']);
  });
});

describe('a record that was only moved', () => {
  const moved: WantedRecord = { ...aWanted('book/ada', ada), comparedWith: { key: 'other/ada', raw: new TextEncoder().encode(ada), collectionId: 'other' } };

  it('is moved back where the server can, and left to a person where it can only copy', async () => {
    const plan = await planOn(accountWith(exchange, { 'other/ada': ada }), [moved]);
    expect(plan.steps).toMatchObject([{ op: 'move', key: 'book/ada', collectionId: 'book', from: { collectionId: 'other', key: 'other/ada' }, reason: 'move-back' }]);
    expect(outline(await planOn(accountWith({ keys: 'given', undelete: 'copy' }, { 'other/ada': ada }), [moved]))).toEqual(['manual book/ada manual-moved']);
  });
});

function accountWith(habits: ServerHabits, items: Readonly<Record<string, string>>): FakeServer {
  const server = createFakeServer('vcard', ['book', 'other'], habits);
  for (const [key, text] of Object.entries(items)) server.put(key.slice(0, key.indexOf('/')), key, text);
  return server;
}

function outline(plan: Plan): readonly string[] {
  return [...plan.steps.map((step) => `${step.op} ${step.key} ${step.reason}`), ...plan.conflicts.map((conflict) => `conflict ${conflict.key} ${conflict.reason}`)];
}
