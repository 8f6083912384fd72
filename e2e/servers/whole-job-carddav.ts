import type { Job } from './whole-job.ts';
import { BYSTANDERS, CARDS, type Item } from './whole-job-cards.ts';

function card(name: string): Item {
  const item = CARDS[name];
  if (item === undefined) throw new Error(`there is no card ${name}`);
  return item;
}

function changed(name: string, ...changes: readonly (readonly [from: string | RegExp, to: string])[]): Item {
  const item = card(name);
  return { ...item, text: changes.reduce((text, [from, to]) => text.replace(from, to), item.text) };
}

function copied(name: string, uid: string, ...changes: readonly (readonly [from: string | RegExp, to: string])[]): Item {
  return { name: `${uid}-c.vcf`, text: changed(name, [/^UID:.*$/m, `UID:${uid}`], ...changes).text };
}

const LEFT_OUT = /^(?:NOTE|X-[A-Z0-9-]+)[;:].*\r\n(?:[ \t].*\r\n)*/gm;

/** An address book of 29 people and groups, of whom some are deleted, doubled, moved and so on. */
export const CARDDAV_JOB: Job = {
  protocol: 'carddav',
  items: [...Object.values(CARDS), ...BYSTANDERS],
  deleted: ['plain', 'photo', 'picture4', 'ios', 'noending', 'colon', 'umlaut', 'percent', 'arabic', 'emoji', 'group3', 'group4'].map((name) => card(name).name),
  overwritten: [
    changed('reached', ['+44 20 7946 0118', '+44 20 7946 5555'], [/^BDAY:.*\r\n/m, '']),
    changed('married', ['FN:Sunniva Kettleby', 'FN:Kettleby & Daughters']),
    changed('four', ['FN:Mirela Oduya', 'FN:M. Oduya'], ['mirela@example.test', 'oduya@example.test']),
  ],
  later: [changed('married', ['FN:Sunniva Kettleby', 'FN:Sunniva Ambrose']), changed('four', ['FN:Mirela Oduya', 'FN:Mirela Oduya-Lind'])],
  cosmetic: changed('respelt', ['+44 20 7946 0120', '+442079460120']),
  doubled: [
    { of: card('japanese').name, copy: copied('japanese', 'copy-of-japanese') },
    { of: card('foreign').name, copy: copied('foreign', 'copy-of-foreign', [LEFT_OUT, '']) },
    { of: card('long').name, copy: copied('long', 'copy-of-long', [LEFT_OUT, '']) },
  ],
  moved: card('wandering').name,
  recreated: [
    { of: card('renamed').name, as: { name: 'renamed-again.vcf', text: card('renamed').text } },
    { of: card('reborn').name, as: copied('reborn', 'uid-reborn-anew') },
  ],
  added: { name: 'newcomer.vcf', text: BYSTANDERS[0]?.text.replaceAll('Abel', 'Quentin').replaceAll('Northgate', 'Larkspur').replace('uid-bystander-0', 'uid-newcomer').replace(/EMAIL.*\r\n/, '').replace(/TEL.*\r\n/, 'TEL;TYPE=CELL:+61 3 5550 0130\r\n') ?? '' },
  returned: changed('umlaut', ['juergen@example.test', 'gross-weiss@example.test']),
};
