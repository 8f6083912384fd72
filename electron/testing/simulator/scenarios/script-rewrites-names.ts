import { rewrite } from '../../../demo/world/acts.ts';
import { changeContact } from '../../../demo/world/content.ts';
import { powershellScript } from '../apps/powershell-script.ts';
import { contactsIn } from '../scene.ts';
import type { Scenario } from '../types.ts';

/** A script turns names round for the sake of sorting. */
export const scriptRewritesNames: Scenario = {
  name: 'script-rewrites-names',
  what: 'A script writes every name as “family, given”.',
  isBenign: false,
  touches: ['mailbox/contact'],
  play(scene) {
    const app = powershellScript;
    const store = scene.book('mailbox', 'exchange', scene.size(40, 400));
    if (scene.random.chance(0.5)) scene.uses(app);
    const atMs = scene.within(scene.gap, app);
    const chosen = scene.some(contactsIn(store), Math.ceil(store.items.length * scene.random.pick([0.5, 1])));
    scene.happen(atMs, { type: 'fields-overwritten', store, app: app.id }, () => rewrite(app, store, chosen, atMs, (content) => changeContact(content, ({ family, given }) => ({ shown: `${family}, ${given}` }))));
  },
};
