import { rewrite } from '../../../demo/world/acts.ts';
import { changeContact } from '../../../demo/world/content.ts';
import { inventContacts } from '../../../demo/world/people.ts';
import { cirasync } from '../apps/cirasync.ts';
import type { Scenario } from '../types.ts';

/** A push from a directory clears a field that its rules name: def-131. */
export const clearRuleEmptiesField: Scenario = {
  name: 'clear-rule-empties-field',
  what: 'A directory push clears fields in the folder it fills.',
  isBenign: false,
  touches: ['mailbox/contact'],
  play(scene) {
    const app = cirasync;
    const store = scene.book('mailbox', 'exchange', scene.size(20, 100));
    const pushed = scene.fill(store, inventContacts(scene.random, scene.size(40, 400), { company: 1, note: 0.6, birthday: 0.5 }, 22_000), [app], 'Company Directory');
    scene.uses(app, { direction: 'one-way' });
    const cleared = scene.random.pick([{ note: '' }, { birthday: '' }, { title: '', department: '' }]);
    const atMs = scene.within(scene.gap, app);
    scene.happen(atMs, { type: 'fields-lost', store, app: app.id }, () => rewrite(app, store, pushed, atMs, (content) => changeContact(content, () => cleared)));
  },
};
