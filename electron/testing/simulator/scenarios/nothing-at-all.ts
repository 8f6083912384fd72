import { outlookMobileIos } from '../../../demo/apps/outlook-mobile-ios.ts';
import type { Scenario } from '../types.ts';

/** The person is worried, and nothing happened. */
export const nothingAtAll: Scenario = {
  name: 'nothing-at-all',
  what: 'Snapshots of an account in which no app does anything.',
  isBenign: true,
  touches: ['mailbox/contact'],
  play(scene) {
    scene.book('mailbox', 'exchange', scene.size(30, 400));
    scene.uses(outlookMobileIos, { device: 'iPhone' });
  },
};
