import { makeAnew } from '../make-anew.ts';
import { macosContacts } from '../apps/macos-contacts.ts';
import { tbsync } from '../apps/tbsync.ts';
import { contactsIn } from '../scene.ts';
import type { Scenario } from '../types.ts';

/** A client that deletes and makes anew what it holds at each sync: def-096. */
export const recreatedAtEachSync: Scenario = {
  name: 'recreated-at-each-sync',
  what: 'A client deletes every contact and creates it again under another id.',
  isBenign: false,
  touches: ['book/contact'],
  rhythm: { snapshots: 3, hours: 24 },
  play(scene) {
    const app = scene.random.pick([macosContacts, tbsync]);
    const store = scene.book('book', app === tbsync ? 'nextcloud' : 'davserver', scene.size(20, 300));
    scene.uses(app);
    const times = scene.stage.moments.slice(1).map((_, gap) => scene.within(gap, app));
    scene.happenOften(times, { type: 'records-recreated', store, app: app.id }, (atMs) => makeAnew(app, store, contactsIn(store), atMs));
  },
};
