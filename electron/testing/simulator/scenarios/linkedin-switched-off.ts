import { removeAll } from '../../../demo/world/acts.ts';
import { inventContacts } from '../../../demo/world/people.ts';
import { linkedin } from '../apps/linkedin.ts';
import type { Scenario } from '../types.ts';

/** The feature was switched off: its contacts leave over days: def-067, cat-015. */
export const linkedinSwitchedOff: Scenario = {
  name: 'linkedin-switched-off',
  what: 'A service takes its own contacts out of the mailbox over up to two weeks.',
  isBenign: false,
  touches: ['mailbox/contact'],
  rhythm: { snapshots: 4, hours: 72 },
  play(scene) {
    const store = scene.book('mailbox', 'exchange', scene.size(30, 200));
    const connections = scene.fill(store, inventContacts(scene.random, scene.size(40, 400), { birthday: 0, note: 0, categories: 0 }, 20_000), [linkedin], 'LinkedIn');
    scene.uses(linkedin);
    const chunk = Math.ceil(connections.length / (scene.stage.moments.length - 1));
    scene.happenOften(scene.stage.moments.slice(1).map((_, gap) => scene.within(gap)), { type: 'records-deleted', store, app: linkedin.id }, (atMs, turn) =>
      removeAll({ ...linkedin, secondsAnItem: 60 }, store, connections.slice(turn * chunk, (turn + 1) * chunk), atMs, 'HardDelete'),
    );
  },
};
