import { outlookMobileIos } from '../../../demo/apps/outlook-mobile-ios.ts';
import type { Scenario } from '../types.ts';

/** An export that is cut off proves no deletion. */
export const incompleteExport: Scenario = {
  name: 'incomplete-export',
  what: 'The last export ends in the middle, and nothing happened.',
  isBenign: true,
  touches: ['mailbox/contact'],
  isIncomplete: true,
  play(scene) {
    const store = scene.book('mailbox', 'exchange', scene.size(40, 300));
    scene.uses(outlookMobileIos, { device: 'iPhone' });
    const isCut = scene.random.chance(0.5);
    scene.stage.spoil(store.name, scene.stage.moments.length - 1, (picture) => ({
      ...picture,
      files: new Map([...picture.files].map(([path, text]) => [path, !path.endsWith('/contacts.json') ? text : isCut ? text.slice(0, Math.floor(text.length * 0.6)) : firstPage(text)])),
    }));
  },
};

/** The first half of the items, with a link to the rest. */
function firstPage(text: string): string {
  const { value } = JSON.parse(text) as { value: readonly unknown[] };
  return `${JSON.stringify({ '@odata.nextLink': 'https://graph.example.test/v1.0/me/contacts?$skip=100', 'value': value.slice(0, Math.ceil(value.length / 2)) })}\n`;
}
