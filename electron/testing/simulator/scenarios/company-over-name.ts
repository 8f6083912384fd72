import { outlookMobileIos } from '../../../demo/apps/outlook-mobile-ios.ts';
import { outlookWeb } from '../../../demo/apps/outlook-web.ts';
import { copyInto, rewrite } from '../../../demo/world/acts.ts';
import { asPerson } from '../../../demo/world/as-person.ts';
import { changeContact } from '../../../demo/world/content.ts';
import type { Scenario } from '../types.ts';

/** A person sets a company in the mailbox; the export shows it in place of the name: def-003. */
export const companyOverName: Scenario = {
  name: 'company-over-name',
  what: 'A person sets one company for many contacts, and the phone’s export writes it over their names.',
  isBenign: false,
  touches: ['mailbox/contact', 'icloud/contact'],
  play(scene) {
    const mailbox = scene.book('mailbox', 'exchange', scene.size(60, 500));
    const icloud = scene.book('icloud', 'icloud', scene.size(5, 40));
    const contacts = mailbox.items.filter(({ content }) => content.kind === 'contact');
    const earlierMs = (scene.stage.moments[0] ?? 0) - 60 * 86_400_000;
    const copies = new Map(contacts.map((item) => [item, icloud.create(outlookMobileIos, item.content, { atMs: earlierMs, origin: item, isOld: true })]));
    scene.uses(outlookMobileIos, { device: 'iPhone' });
    const chosen = scene.some(contacts, scene.size(8, 60));
    const company = scene.random.pick(['Northwind Example', 'Sample & Sons', 'Contoso Test']);
    const person = asPerson(outlookWeb);
    const atMs = scene.within(scene.gap);
    scene.happen(atMs, { type: 'fields-overwritten', store: mailbox, app: 'user', isBenign: true }, () => rewrite(person, mailbox, chosen, atMs, (content) => changeContact(content, () => ({ company }))));
    const exportMs = atMs + scene.random.integer(20, 90) * 60_000;
    scene.happen(exportMs, { type: 'fields-overwritten', store: icloud, app: outlookMobileIos.id }, () => {
      const overwritten = chosen.map((item) => copies.get(item)).filter((item) => item !== undefined);
      return rewrite(outlookMobileIos, icloud, overwritten, exportMs, (content) => changeContact(content, () => ({ company, shown: company, given: '', middle: '', family: '' })));
    });
    if (scene.random.chance(0.5)) {
      scene.happen(exportMs + 300_000, { type: 'duplicates-introduced', store: icloud, app: outlookMobileIos.id }, () =>
        copyInto(outlookMobileIos, scene.some(chosen, Math.ceil(chosen.length / 4)), icloud, exportMs + 300_000, (content) => changeContact(content, () => ({ company, shown: company, given: '', middle: '', family: '' }))),
      );
    }
  },
};
