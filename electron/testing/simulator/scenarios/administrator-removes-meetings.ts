import { removeAll } from '../../../demo/world/acts.ts';
import { powershellScript } from '../apps/powershell-script.ts';
import { itemsIn } from '../scene.ts';
import type { Scenario } from '../types.ts';

/** Somebody with the rights of an administrator removes appointments with a cmdlet: ci-006. */
export const administratorRemovesMeetings: Scenario = {
  name: 'administrator-removes-meetings',
  what: 'An administrator removes many appointments from a mailbox.',
  isBenign: false,
  touches: ['mailbox/event'],
  play(scene) {
    const cmdlet = { ...powershellScript, id: 'administrator', mailbox: { client: 'Client=WebServices;Action=Remove-CalendarEvents', logon: 'administrator', isItsOwn: true } } as const;
    const store = scene.calendar('mailbox', 'exchange', scene.size(40, 300));
    const atMs = scene.within(scene.gap);
    scene.happen(atMs, { type: 'records-deleted', store, app: 'administrator' }, () => removeAll(cmdlet, store, scene.some(itemsIn(store, 'event'), scene.size(10, 120)), atMs, 'SoftDelete'));
  },
};
