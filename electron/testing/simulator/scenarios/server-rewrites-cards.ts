import { davx5 } from '../../../demo/apps/davx5.ts';
import { carddavServer } from '../apps/carddav-server.ts';
import { contactsIn } from '../scene.ts';
import type { Scenario } from '../types.ts';

/** A server that was renewed writes its cards in another spelling: def-088, pid-006. */
export const serverRewritesCards: Scenario = {
  name: 'server-rewrites-cards',
  what: 'After an update a server spells every card anew, and nothing in them has changed.',
  isBenign: true,
  touches: ['book/contact'],
  play(scene) {
    const store = scene.book('book', scene.random.pick(['nextcloud', 'davserver'] as const), scene.size(40, 400));
    scene.uses(davx5);
    const atMs = scene.within(scene.gap);
    scene.stage.at(atMs, () => contactsIn(store).forEach((item) => store.update(carddavServer, item, item.content, atMs)));
  },
};
