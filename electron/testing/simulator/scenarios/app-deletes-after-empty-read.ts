import { caldavSynchronizer } from '../../../demo/apps/caldav-synchronizer.ts';
import { contactsPlus } from '../apps/contacts-plus.ts';
import { ogcs } from '../apps/ogcs.ts';
import { rainloop } from '../apps/rainloop.ts';
import { removeAll } from '../../../demo/world/acts.ts';
import type { Scenario } from '../types.ts';

/** An empty or failed answer is taken for “all deleted”: def-032, def-047, def-053, def-109, def-149, def-151. */
export const appDeletesAfterEmptyRead: Scenario = {
  name: 'app-deletes-after-empty-read',
  what: 'A sync app reads one side as empty and deletes what stands on the other.',
  isBenign: false,
  touches: ['mailbox/contact', 'mailbox/event', 'book/contact'],
  play(scene) {
    const app = scene.random.pick([ogcs, caldavSynchronizer, rainloop, contactsPlus]);
    const count = scene.size(30, 700);
    const store = app === ogcs ? scene.calendar('mailbox', 'exchange', count) : app === rainloop ? scene.book('book', 'davserver', count) : app === contactsPlus ? scene.book('book', 'icloud', count) : scene.book('mailbox', 'exchange', count);
    scene.uses(app);
    const atMs = scene.within(scene.gap, app);
    scene.happen(atMs, { type: 'records-deleted', store, app: app.id }, () => {
      const there = store.items.filter(({ content }) => app.kinds.includes(content.kind) && (app === ogcs ? content.kind === 'event' : content.kind === 'contact'));
      return removeAll(app, store, scene.some(there, Math.ceil(there.length * scene.random.pick([0.4, 0.8, 1]))), atMs);
    });
  },
};
