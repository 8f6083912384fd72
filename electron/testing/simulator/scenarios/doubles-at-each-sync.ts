import { copyInto } from '../../../demo/world/acts.ts';
import { contactsPlus } from '../apps/contacts-plus.ts';
import { legacyPdaSync } from '../apps/legacy-pda-sync.ts';
import { tbsync } from '../apps/tbsync.ts';
import { contactsIn } from '../scene.ts';
import type { Scenario } from '../types.ts';

/** Each pass takes everything for new: def-095, def-107, def-132. */
export const doublesAtEachSync: Scenario = {
  name: 'doubles-at-each-sync',
  what: 'Every pass of a sync app doubles the address book: 1, 2, 4, 8.',
  isBenign: false,
  touches: ['mailbox/contact', 'book/contact'],
  rhythm: { snapshots: 4, hours: 24 },
  play(scene) {
    const app = scene.random.pick([tbsync, legacyPdaSync, contactsPlus]);
    const store = scene.bookOf(app, scene.size(6, 50));
    scene.uses(app);
    const times = scene.stage.moments.slice(1).map((_, gap) => scene.within(gap, app));
    scene.happenOften(times, { type: 'duplicates-introduced', store, app: app.id }, (atMs) => copyInto(app, contactsIn(store), store, atMs));
  },
};
