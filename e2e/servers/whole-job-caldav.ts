import type { Job } from './whole-job.ts';
import type { Item } from './whole-job-cards.ts';
import { BYSTANDING, OBJECTS } from './whole-job-objects.ts';

function object(name: string): Item {
  const item = OBJECTS[name];
  if (item === undefined) throw new Error(`there is no object ${name}`);
  return item;
}

function changed(name: string, ...changes: readonly (readonly [from: string | RegExp, to: string])[]): Item {
  const item = object(name);
  return { ...item, text: changes.reduce((text, [from, to]) => text.replace(from, to), item.text) };
}

function copied(name: string, uid: string, ...changes: readonly (readonly [from: string | RegExp, to: string])[]): Item {
  return { name: `${uid}-c.ics`, text: changed(name, [/^UID:.*$/gm, `UID:${uid}`], ...changes).text };
}

/** A calendar of 25 events, series and tasks, of which some are deleted, doubled, moved and so on. */
export const CALDAV_JOB: Job = {
  protocol: 'caldav',
  items: [...Object.values(OBJECTS), ...BYSTANDING],
  deleted: ['single', 'allday', 'series', 'alarmed', 'invited', 'guest', 'oddzone', 'floating', 'task', 'odd', 'moon'].map((name) => object(name).name),
  overwritten: [
    changed('resized', ['SUMMARY:Training\\, outdoors', 'SUMMARY:Training\\, cancelled'], ['20260511T100000', '20260511T170000'], ['20260511T103000', '20260511T173000']),
    changed('late', ['T190000', 'T200000'], ['T193000', 'T203000'], ['LOCATION:Old mill', 'LOCATION:New mill']),
    changed('retitled', ['Call with Norway', 'Private appointment']),
  ],
  later: [changed('late', ['LOCATION:Old mill', 'LOCATION:Town hall']), changed('retitled', ['Call with Norway', 'Call with Sweden'])],
  cosmetic: changed('stamped', ['DTSTAMP:20260301T080000Z', 'DTSTAMP:20260315T080000Z']),
  doubled: [
    { of: object('yearly').name, copy: copied('yearly', 'copy-of-yearly') },
    { of: object('done').name, copy: copied('done', 'copy-of-done') },
  ],
  moved: object('wandering').name,
  recreated: [
    { of: object('renamed').name, as: { name: 'renamed-again.ics', text: object('renamed').text } },
    { of: object('reborn').name, as: copied('reborn', 'uid-reborn-anew') },
  ],
  added: { name: 'newcomer.ics', text: (BYSTANDING[0]?.text ?? '').replace('Choir', 'Dentist').replace('uid-bystander-0', 'uid-newcomer').replaceAll('20260601', '20260717') },
  returned: changed('odd', ['Überprüfung der Brücke', 'Abriss der Brücke']),
};

/** Invitations that are gone and nothing else: what a server that tells guests makes of them is another matter. */
export const INVITATIONS: readonly Item[] = [object('invited'), object('guest')];

/** The same job where the server tells guests: the invitations stay where they are. */
export const CALDAV_JOB_WITH_INVITATIONS_LEFT: Job = { ...CALDAV_JOB, deleted: CALDAV_JOB.deleted.filter((name) => !INVITATIONS.some((item) => item.name === name)) };
