import { copyInto } from '../../../demo/world/acts.ts';
import { carddavClient } from '../apps/carddav-client.ts';
import { dmfsCarddavSync } from '../apps/dmfs-carddav-sync.ts';
import { dynamicsNav } from '../apps/dynamics-nav.ts';
import { contactsIn } from '../scene.ts';
import type { Scenario } from '../types.ts';

/** A server’s error after storing, or a name grown by another ending, makes a copy at each try: def-082, def-092, def-113. */
export const copiesOneAtATime: Scenario = {
  name: 'copies-one-at-a-time',
  what: 'Single contacts come again and again, one copy at a time.',
  isBenign: false,
  touches: ['mailbox/contact', 'book/contact'],
  play(scene) {
    const app = scene.random.pick([dmfsCarddavSync, carddavClient, dynamicsNav]);
    const store = scene.bookOf(app, scene.size(30, 200));
    scene.uses(app);
    const chosen = scene.some(contactsIn(store), scene.random.integer(1, 4));
    const [from, to] = [scene.stage.moments[scene.gap] ?? 0, scene.stage.moments[scene.gap + 1] ?? 0];
    const tries = scene.random.integer(4, 40);
    const stepMs = ((to - from) * 0.8) / tries;
    const times = Array.from({ length: tries }, (_, turn) => Math.round(from + 300_000 + stepMs * (turn + scene.random.next() * 0.5)));
    scene.happenOften(times, { type: 'duplicates-introduced', store, app: app.id }, (atMs) => copyInto(app, [scene.random.pick(chosen)], store, atMs));
  },
};
