import { removeAll, timeOf } from '../../../demo/world/acts.ts';
import type { ContactContent } from '../../../demo/world/content.ts';
import { inventContacts } from '../../../demo/world/people.ts';
import { salesforceForOutlook } from '../apps/salesforce-for-outlook.ts';
import type { Scenario } from '../types.ts';

/** Above so many records a query brings a random part, and the rest is deleted and made by turns: lim-006, cad-003. */
export const recordLimitRolls: Scenario = {
  name: 'record-limit-rolls',
  what: 'A record limit makes a sync delete some contacts and create others at every pass.',
  isBenign: false,
  touches: ['mailbox/contact'],
  rhythm: { snapshots: 4, hours: 12 },
  play(scene) {
    const app = salesforceForOutlook;
    const store = scene.book('mailbox', 'exchange', scene.size(20, 80));
    const pool = inventContacts(scene.random, scene.size(200, 700), { company: 1 }, 25_000);
    scene.uses(app, { direction: 'salesforce->exchange' });
    const held = new Map(pool.slice(0, Math.ceil(pool.length * 0.7)).map((person) => [person, scene.fill(store, [person], [app])[0]]));
    const known = new Set(held.keys());
    const dropped = new Map<ContactContent, string>();
    const returned = new Set<string>();
    const turnover = Math.ceil(pool.length * 0.06);
    const pass = (atMs: number): void => {
      const out = scene.random.shuffle([...held]).slice(0, turnover);
      removeAll(app, store, out.map(([, item]) => item).filter((item) => item !== undefined), atMs);
      for (const [person, item] of out) {
        held.delete(person);
        if (item !== undefined && !returned.has(item.key)) dropped.set(person, item.key);
      }
      scene.random.shuffle(pool.filter((person) => !held.has(person))).slice(0, turnover).forEach((person, index) => {
        const item = store.create(app, person, { atMs: timeOf(app, atMs + 60_000, index) });
        held.set(person, item);
        if (known.has(person)) returned.add(item.key);
        known.add(person);
      });
    };
    const passes = scene.stage.moments.slice(1).flatMap((_, gap) => [0, 1, 2].map((turn) => ({ gap, turn }))).map(({ gap, turn }) => (scene.stage.moments[gap] ?? 0) + 3_600_000 + turn * 600_000);
    for (const atMs of passes) scene.stage.at(atMs, () => pass(atMs));
    const [fromMs = 0, toMs = 0] = [passes[0], passes.at(-1)];
    const report = { store, app: app.id };
    scene.happen(toMs + 1, { type: 'records-deleted', ...report }, () => ({ keys: [...dropped].filter(([person]) => !held.has(person)).map(([, key]) => key), fromMs, toMs }));
    scene.happen(toMs + 1, { type: 'records-recreated', ...report }, () => ({ keys: [...returned], fromMs, toMs }));
  },
};
