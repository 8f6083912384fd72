import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aRecord } from '../../testing/build-duplicates.ts';
import { findDuplicateGroups } from './find-duplicate-groups.ts';
import type { DuplicateGroup, DuplicateRecord } from './types.ts';

const ADA = ['name/full=Ada Berg', 'name/given=Ada', 'name/surname=Berg', 'emails/work=ada.berg@example.test', 'phones/mobile=+43 660 111111=+43660111111', 'organizations=Berg & Co'];

describe('findDuplicateGroups, for contacts', () => {
  it('groups identical contacts as exact clones, whatever their UIDs and keys', () => {
    const groups = findDuplicateGroups([contact('b', ADA), contact('a', ADA), contact('x', ['name/full=Someone Else'])]);
    expect(groups).toEqual([
      {
        id: groups[0]?.id,
        confidence: 0.999,
        kind: 'exact-clone',
        fieldsLost: [],
        reasons: ['same content in every field'],
        keep: 'a',
        records: [
          { source: 'account', key: 'a', uid: 'uid-of-a', title: 'Ada Berg' },
          { source: 'account', key: 'b', uid: 'uid-of-b', title: 'Ada Berg' },
        ],
        maybe: [],
      },
    ]);
  });

  it('calls a copy that lost fields lossy, names the fields and keeps the whole one; the link that an export leaves is no content', () => {
    const copy = [...ADA.filter((value) => !value.startsWith('organizations') && !value.startsWith('phones')), 'links=ms-outlook://people/QUJD?accountKey=AB&accountExportedAt=793000000'];
    expect(findDuplicateGroups([contact('copy', copy), contact('whole', ADA)])).toMatchObject([
      { kind: 'lossy-copy', original: 'whole', keep: 'whole', fieldsLost: ['organizations', 'phones/mobile'] },
    ]);
  });

  it('calls two that each hold something of their own partial clones', () => {
    const [group] = findDuplicateGroups([contact('a', [...ADA, 'notes=from the phone']), contact('b', [...ADA, 'titles=Director'])]);
    expect(group).toMatchObject({ kind: 'partial-clone', reasons: ['same e-mail address', 'same phone number', 'same name', 'same organisation'] });
    expect(group?.original).toBeUndefined();
  });

  it('takes the one made first for the original', () => {
    const made = (key: string, created: string) => aRecord({ key, created, values: ADA });
    expect(findDuplicateGroups([made('a', '2026-03-02T10:00:00Z'), made('b', '2024-01-01T10:00:00Z')])).toMatchObject([{ original: 'b' }]);
  });

  it('asks when a record was made only of those in groups', () => {
    const asked: string[] = [];
    const createdOf = (_source: string, key: string): string => {
      asked.push(key);
      return key === 'a' ? '2026-03-02T10:00:00Z' : '2024-01-01T10:00:00Z';
    };
    const groups = findDuplicateGroups([contact('a', ADA), contact('b', ADA), contact('x', ['name/full=Someone Else'])], { createdOf });
    expect({ originals: groups.map(({ original }) => original), asked }).toEqual({ originals: ['b'], asked: ['a', 'b'] });
  });

  it('finds a name written the other way round, with an initial or a short form, by a shared address', () => {
    const forms = ['name/full=Berg, Ada', 'name/full=A. Berg', 'name/full=Robert Berg', 'name/full=Bob Berg'];
    const found = (left: string, right: string): number => findDuplicateGroups([contact('a', [left, 'emails=one@example.test']), contact('b', [right, 'emails=one@example.test'])]).length;
    expect([found('name/full=Ada Berg', forms[0] ?? ''), found('name/full=Ada Berg', forms[1] ?? ''), found(forms[2] ?? '', forms[3] ?? '')]).toEqual([1, 1, 1]);
  });

  it('finds a number with and without its country code', () => {
    expect(findDuplicateGroups([contact('a', ['name/full=Ada Berg', 'phones=030 1234567=0301234567']), contact('b', ['name/full=Ada Berg', 'phones=+49 30 1234567=+49301234567'])])).toHaveLength(1);
  });

  it('asks a person about a name alone, and keeps apart namesakes with other addresses', () => {
    const [likely] = findDuplicateGroups([contact('a', ['name/full=Ada Berg', 'notes=one']), contact('b', ['name/full=Ada Berg', 'phones=+4312345678'])]);
    expect(likely?.confidence).toBeLessThan(0.9);
    expect(findDuplicateGroups([contact('a', ['name/full=Ada Berg', 'emails=a@example.test', 'phones=+4312345678']), contact('b', ['name/full=Ada Berg', 'emails=b@example.test', 'phones=+4398765432'])])).toMatchObject([
      { kind: 'homonym', confidence: 0.05, reasons: ['same name', 'but other e-mail addresses', 'but other phone numbers'], fieldsLost: [], records: [{ key: 'a' }, { key: 'b' }] },
    ]);
  });

  it('is less sure of two cards that hold nothing but the same name', () => {
    expect(findDuplicateGroups([contact('a', ['name/full=Ada Berg']), contact('b', ['name/full=Ada Berg'])])).toMatchObject([{ confidence: 0.8, reasons: ['same content, but nothing besides a name'] }]);
  });

  it.each([
    ['other e-mail address and other number', [...ADA], ['name/full=Ada Berg', 'emails=other@example.test', 'phones=+4366022222', 'organizations=Berg & Co']],
    ['another birthday', [...ADA, 'anniversaries/birth=1980-05-17'], [...ADA, 'anniversaries/birth=1982-05-17']],
    ['another birthday without a year', [...ADA, 'anniversaries/birth=--05-17'], [...ADA, 'anniversaries/birth=--06-17']],
    ['Jr. and Sr.', [...ADA, 'name/generation=Jr.'], [...ADA, 'name/generation=Sr.']],
    ['a suffix that only one has', ['name/full=John Berg Jr', 'emails=berg@example.test', 'phones=+4312345678'], ['name/full=John Berg', 'emails=berg@example.test', 'phones=+4312345678', 'notes=x']],
    ['another given name in one household', ['name/full=Ada Berg', 'phones=+4312345678', 'emails=berg@example.test'], ['name/full=Otto Berg', 'phones=+4312345678', 'emails=berg@example.test']],
    ['a given name of the other sex', ['name/full=Carlo Berg', 'emails=berg@example.test'], ['name/full=Carla Berg', 'emails=berg@example.test']],
  ])('keeps apart what contradicts itself: %s', (_, left, right) => {
    expect(duplicatesIn([contact('a', left), contact('b', right)])).toEqual([]);
  });

  it('groups birthdays a day apart, as a time zone mistake makes them, and says so', () => {
    const groups = findDuplicateGroups([contact('a', [...ADA, 'anniversaries/birth=1980-12-31']), contact('b', [...ADA, 'anniversaries/birth=1981-01-01'])]);
    expect(groups[0]?.reasons).toContain('birthdays a day apart, as a time zone mistake makes them');
  });

  it('gives an office’s address and switchboard little weight', () => {
    const office = ['emails=info@example.test', 'phones=+4312345678', 'organizations=Example'];
    const staff = ['Ada Berg', 'Otto Lang', 'Eva Kurz', 'Max Weiss', 'Ida Roth'].map((name, index) => contact(`s${index}`, [`name/full=${name}`, ...office]));
    expect(findDuplicateGroups(staff)).toEqual([]);
    const namesakes = ['titles=Director', 'titles=Trainee'].map((title, index) => contact(`n${index}`, ['name/full=Ada Berg', ...office, title]));
    expect(findDuplicateGroups([...staff.slice(1), ...namesakes]).filter(({ confidence }) => confidence >= 0.9)).toEqual([]);
  });

  it('never joins two that contradict each other through a third', () => {
    const shared = ['name/full=Ada Berg', 'emails=ada@example.test'];
    const groups = findDuplicateGroups([
      contact('a', [...shared, 'anniversaries/birth=1980-01-01', 'notes=1']),
      contact('b', [...shared, 'notes=2', 'phones=+4312345678']),
      contact('c', [...shared, 'anniversaries/birth=1990-01-01', 'notes=3']),
    ]);
    expect(groups.flatMap((group) => group.records.map(({ key }) => key)).sort()).toEqual(['a', 'b']);
    expect(groups).toHaveLength(1);
  });

  it('tells as maybe what is not sure enough to stand in the group', () => {
    const groups = findDuplicateGroups([contact('a', ADA), contact('b', ADA), contact('c', ['name/full=Ada Berg', 'notes=from the fair'])]);
    expect(groups).toMatchObject([{ records: [{ key: 'a' }, { key: 'b' }], maybe: [{ key: 'c' }] }]);
    expect(groups[0]?.maybe[0]?.confidence).toBeLessThan(0.9);
  });

  it('tells no maybe that contradicts a member of the group', () => {
    const doubtful = ['name/full=Ada Berg', 'phones=+43660111111', 'emails=private@example.test', 'anniversaries/birth=1990-01-01'];
    const groups = findDuplicateGroups([contact('a', [...ADA, 'anniversaries/birth=1980-05-05']), contact('b', ADA), contact('c', doubtful)]);
    expect(groups).toMatchObject([{ records: [{ key: 'a' }, { key: 'b' }], maybe: [] }]);
  });

  it('tells of namesakes why they are no duplicates, and says nothing where many bear a name', () => {
    const johns = ['1950-02-03', '1980-05-17', '1991-11-30'].map((born, index) => contact(`j${index}`, ['name/full=John Berg', `anniversaries/birth=${born}`]));
    expect(findDuplicateGroups(johns)).toMatchObject([{ kind: 'homonym', reasons: ['same name', 'but other birthdays'], records: [{ key: 'j0' }, { key: 'j1' }, { key: 'j2' }] }]);
    const many = ['1931-01-30', '1946-12-08', '1950-02-03', '1980-05-17', '1991-11-26'].map((born, index) => contact(`m${index}`, ['name/full=John Berg', `anniversaries/birth=${born}`]));
    expect(findDuplicateGroups(many)).toEqual([]);
  });

  it('keeps apart what a person called different, clones and chains included', () => {
    const at = (key: string) => ({ source: 'account', key });
    const records = [contact('a', ADA), contact('b', ADA), contact('c', [...ADA, 'notes=from the phone'])];
    const keysOf = (different: { readonly left: { source: string; key: string }; readonly right: { source: string; key: string } }[]) =>
      findDuplicateGroups(records, { different }).map((group) => [...group.records, ...group.maybe].map(({ key }) => key));
    expect(keysOf([])).toEqual([['a', 'b', 'c']]);
    expect(keysOf([{ left: at('b'), right: at('a') }])).toEqual([['a', 'c']]);
    expect(keysOf([{ left: at('c'), right: at('a') }])).toEqual([['a', 'b']]);
    expect(keysOf([{ left: at('c'), right: at('elsewhere') }])).toEqual([['a', 'b', 'c']]);
  });

  it('takes for the original what holds clearly more, though a copy wrote the name another way', () => {
    const whole = [...ADA, 'notes=met in Graz', 'titles=Director', 'anniversaries/birth=1980-05-17'];
    expect(findDuplicateGroups([contact('copy', ['name/full=Berg, Ada', 'emails/work=ada.berg@example.test', 'phones/mobile=+43 660 111111=+43660111111']), contact('whole', whole)])).toMatchObject([{ original: 'whole', kind: 'partial-clone' }]);
  });

  it('says of one person in two accounts that these are no copies to delete', () => {
    expect(findDuplicateGroups([contact('a', ADA), aRecord({ key: 'a', source: 'phone', values: ADA })])).toMatchObject([{ kind: 'same-person-other-store' }]);
  });

  it('recognises an import that was done twice by the copies made in one go', () => {
    const twice = Array.from({ length: 6 }, (_, index) => index).flatMap((index) => {
      const values = [`name/full=Person ${index}`, `emails=p${index}@example.test`];
      return [aRecord({ key: `o${index}`, created: '2025-01-01T00:00:00Z', values }), aRecord({ key: `c${index}`, created: `2026-03-01T08:00:0${index}Z`, values })];
    });
    expect(new Set(findDuplicateGroups(twice).map(({ kind }) => kind))).toEqual(new Set(['import-twice']));
    expect(findDuplicateGroups(twice.slice(0, 6)).map(({ kind }) => kind)).toEqual(['exact-clone', 'exact-clone', 'exact-clone']);
  });

  it('keeps the name of a group while its members stay the same', () => {
    const once = findDuplicateGroups([contact('a', ADA), contact('b', ADA)]);
    const again = findDuplicateGroups([contact('z', ['name/full=New']), contact('b', [...ADA, 'notes=edited']), contact('a', ADA)]);
    expect(again[0]?.id).toBe(once[0]?.id);
  });
});

describe('findDuplicateGroups, for events and tasks', () => {
  const MEETING = ['title=Review', 'start=1 March 2026 10:00=2026-03-01T09:00:00Z', 'end=11:00=2026-03-01T10:00:00Z', 'organizer=ada@example.test'];

  it('groups by UID, and by title, start, organiser and recurrence', () => {
    expect(findDuplicateGroups([event('a', MEETING, 'same'), event('b', ['title=Moved', 'start=x=2026-03-05T09:00:00Z'], 'same')])).toMatchObject([{ reasons: ['same UID'] }]);
    expect(findDuplicateGroups([event('a', [...MEETING, 'description=1']), event('b', [...MEETING, 'description=2'])])).toMatchObject([
      { kind: 'partial-clone', reasons: ['same title and same start', 'same organiser'] },
    ]);
  });

  it.each([
    ['another start', ['title=Review', 'start=y=2026-03-08T09:00:00Z']],
    ['another organiser', ['title=Review', 'start=1 March 2026 10:00=2026-03-01T09:00:00Z', 'organizer=otto@example.test']],
    ['another rule', [...MEETING, 'recurrenceRules=FREQ=FREQ=WEEKLY']],
  ])('keeps apart events with %s', (_, values) => {
    expect(findDuplicateGroups([event('a', MEETING), event('b', values)])).toEqual([]);
  });

  it('knows a UID that Exchange wrapped in a global object id', () => {
    const wrapped = `040000008200E00074C5B7101A82E008${'0'.repeat(48)}13000000${'7643616C2D55696401000000'}${Buffer.from('abc@example').toString('hex')}00`;
    expect(findDuplicateGroups([event('a', MEETING, 'ABC@example'), event('b', [...MEETING, 'description=1'], wrapped)])).toMatchObject([{ reasons: ['same UID', 'same title and same start', 'same organiser'] }]);
  });

  it('asks a person about a cut title, about a title that says nothing and about tasks without a date', () => {
    const pairs = [
      [event('a', ['title=Quarterly review of the budget', 'start=x=2026-03-01T09:00:00Z']), event('b', ['title=Quarterly review of', 'start=x=2026-03-01T09:00:00Z', 'description=1'])],
      [event('a', ['title=Busy', 'start=x=2026-03-01T09:00:00Z']), event('b', ['title=Busy', 'start=x=2026-03-01T09:00:00Z', 'description=1'])],
      [aRecord({ key: 'a', kind: 'task', values: ['title=Call the plumber'] }), aRecord({ key: 'b', kind: 'task', values: ['title=Call the plumber', 'description=1'] })],
    ];
    const confidences = pairs.map((pair) => findDuplicateGroups(pair)[0]?.confidence ?? 0);
    for (const confidence of confidences) {
      expect(confidence).toBeGreaterThanOrEqual(0.5);
      expect(confidence).toBeLessThan(0.9);
    }
  });

  it('does not take an exception of a series for a copy of the series or of another exception', () => {
    const master = event('master', [...MEETING, 'recurrenceRules=weekly'], 'series');
    const exception = (key: string, id: string) => event(key, [`recurrenceOverrides/${id}/title=Review`, `recurrenceOverrides/${id}/start=x=${id}`], 'series');
    expect(findDuplicateGroups([master, exception('e1', '2026-03-08T09:00:00Z'), exception('e2', '2026-03-15T09:00:00Z')])).toEqual([]);
    expect(findDuplicateGroups([master, exception('e1', '2026-03-08T09:00:00Z'), exception('e2', '2026-03-08T09:00:00Z')])).toMatchObject([{ records: [{ key: 'e1' }, { key: 'e2' }] }]);
  });

  it('does not take what Exchange has of an occurrence for a copy of its series, and finds it twice', () => {
    const exception = (key: string, day: string) => event(key, ['title=Review', `start=x=2026-03-${day}T11:00:00Z`, `x/ORIGINALSTART=2026-03-${day}T09:00:00Z`, 'x/TYPE=exception'], 'series');
    const first = event('o1', [...MEETING, 'x/TYPE=occurrence'], 'series');
    const master = event('master', [...MEETING, 'recurrenceRules=weekly'], 'series');
    expect(findDuplicateGroups([master, first, exception('e1', '08'), exception('e2', '15')])).toEqual([]);
    expect(findDuplicateGroups([master, first, exception('e1', '08'), exception('e2', '08')])).toMatchObject([{ records: [{ key: 'e1' }, { key: 'e2' }] }]);
  });

  it('keeps apart a recurring task’s occurrences, which differ in their due dates', () => {
    const task = (key: string, due: string) => aRecord({ key, kind: 'task', values: ['title=Water the plants', `due=${due}`] });
    expect(findDuplicateGroups([task('a', '2026-03-01'), task('b', '2026-03-08')])).toEqual([]);
    expect(findDuplicateGroups([task('a', '2026-03-01'), task('b', '2026-03-01')])).toMatchObject([{ kind: 'exact-clone' }]);
  });
});

describe('findDuplicateGroups, for any records', () => {
  it('makes disjoint groups of at least two that are the same for any order of the records', () => {
    fc.assert(
      fc.property(fc.array(someValues, { maxLength: 12 }), fc.infiniteStream(fc.nat()), (all, stream) => {
        const records = all.map((values, index) => aRecord({ key: `k${index}`, uid: `u${index % 5}`, values }));
        const groups = findDuplicateGroups(records);
        const keys = groups.flatMap((group) => [...group.records, ...group.maybe].map(({ key }) => key));
        expect(new Set(keys).size).toBe(keys.length);
        for (const group of groups) {
          expect(group.records.length).toBeGreaterThan(1);
          expect(group.records.map(({ key }) => key)).toContain(group.keep);
        }
        expect(findDuplicateGroups(shuffled(records, stream))).toEqual(groups);
      }),
      { numRuns: 300 },
    );
  });

  it('never puts two with different birthdays into one group, whatever chain leads from one to the other', () => {
    fc.assert(
      fc.property(fc.array(someValues, { maxLength: 10 }), (all) => {
        const records = all.map((values, index) => aRecord({ key: `k${index}`, values }));
        for (const group of duplicatesIn(records)) expect(birthdaysIn(group, records)).toBeLessThan(2);
      }),
      { numRuns: 300 },
    );
  });

  it('finds ten thousand copies of a few records among themselves without comparing all with all', () => {
    const copies = Array.from({ length: 10_000 }, (_, index) => contact(`k${index}`, [...ADA.slice(0, 3), `emails=p${index % 4}@example.test`, `x/STAMP=${index}`]));
    expect(findDuplicateGroups(copies).map((group) => group.records.length)).toEqual([2500, 2500, 2500, 2500]);
  });
});

const someValues: fc.Arbitrary<string[]> = fc
  .tuple(
    fc.constantFrom('Ada Berg', 'Berg, Ada', 'A. Berg', 'Otto Berg'),
    fc.constantFrom('ada@example.test', 'berg@example.test', 'info@example.test'),
    fc.option(fc.constantFrom('+4312345678', '+4387654321'), { nil: undefined }),
    fc.option(fc.constantFrom('1980-01-01', '1990-06-06'), { nil: undefined }),
  )
  .map(([name, email, phone, birthday]) => [
    `name/full=${name}`,
    `emails=${email}`,
    ...(phone === undefined ? [] : [`phones=${phone}`]),
    ...(birthday === undefined ? [] : [`anniversaries/birth=${birthday}`]),
  ]);

function duplicatesIn(records: readonly DuplicateRecord[]): readonly DuplicateGroup[] {
  return findDuplicateGroups(records).filter(({ kind }) => kind !== 'homonym');
}

function contact(key: string, values: readonly string[]): DuplicateRecord {
  return aRecord({ key, values });
}

function event(key: string, values: readonly string[], uid?: string): DuplicateRecord {
  return aRecord({ key, kind: 'event', values, ...(uid === undefined ? {} : { uid }) });
}

function birthdaysIn(group: DuplicateGroup, records: readonly DuplicateRecord[]): number {
  const keys = new Set(group.records.map(({ key }) => key));
  const members = records.filter(({ key }) => keys.has(key));
  return new Set(members.flatMap(({ fields }) => fields.filter(({ field }) => field === 'anniversaries/birth').map(({ text }) => text))).size;
}

function shuffled<T>(items: readonly T[], stream: Iterable<number>): T[] {
  const numbers = stream[Symbol.iterator]();
  return items
    .map((item) => ({ item, place: Number(numbers.next().value) }))
    .sort((left, right) => left.place - right.place)
    .map(({ item }) => item);
}
