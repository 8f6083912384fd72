import { afterEach, describe, expect, it, vi } from 'vitest';
import type { FakeSettings } from '../../testing/fake-engine.ts';
import { mountWindow, type MountedWindow } from '../../testing/mount-window.ts';
import { useRestore } from './restore-store.ts';

let mounted: MountedWindow;
afterEach(() => {
  mounted.window.unmount();
  document.body.innerHTML = '';
  vi.restoreAllMocks();
});

/** Picks everything that was removed and makes a plan of it. */
async function plan(rows: number, settings: FakeSettings = {}): Promise<MountedWindow> {
  mounted = await mountWindow({ rows, ...settings });
  await mounted.go('compare');
  await mounted.see('Amara Lindqvist 0');
  await mounted.button(/^Add (all )?\d+ removed$/).click();
  await mounted.see(/\d+ records? added to the restore plan/);
  await mounted.go('restore');
  await mounted.button('Check against the server').click();
  await mounted.see('Goes to');
  return mounted;
}

describe('Restore', () => {
  it('writes nothing before a plan was made and confirmed', async () => {
    const { engine, button, see } = await plan(20);
    expect(engine.calls.map(({ name }) => name)).not.toContain('restore.apply');
    await button(/^Apply 4 writes…/).click();
    await see('Write 4 records to phone?');
    await see('People notified');
    await button('Apply 4 writes').click();
    await see('4 written, 0 skipped, 0 failed');
    await see('Verified');
  });

  it('shows what an administrator can run, as text', async () => {
    const { see, window } = await plan(20, { command: 'Restore-RecoverableItems -Identity "<b>robin</b>"' });
    await see('Create');
    // What is not written stands last.
    useRestore().active = 3;
    await see('Restore-RecoverableItems -Identity "<b>robin</b>"');
    expect(window.find('pre b').exists()).toBe(false);
  });

  it('asks for a sign-in for writing only where a plan is applied', async () => {
    const { engine, button, see } = await plan(20, { failures: { 'restore.apply': { code: 'consent-missing', context: { permission: 'Contacts.ReadWrite' } } } });
    expect(document.body.textContent).not.toContain('Sign in for writing');
    await button(/^Apply 4 writes…/).click();
    await button('Apply 4 writes').click();
    await see('The permission Contacts.ReadWrite has not been granted to this app.');
    await button('Sign in for writing').click();
    await vi.waitFor(() => expect(engine.calls.filter(({ name }) => name === 'sources.signIn').map(({ input }) => input)).toEqual([{ name: 'phone', access: 'write', how: 'browser' }]));
    await vi.waitFor(() => expect(document.body.textContent).not.toContain('Sign in for writing'));
  });

  it('asks for the count above fifty', async () => {
    const { engine, button, see } = await plan(400);
    await button(/^Apply 80 writes…/).click();
    await see('Type 80 to confirm');
    const confirm = [...document.querySelectorAll('button')].find((other) => other.textContent?.trim() === 'Apply 80 writes');
    expect(confirm?.disabled).toBe(true);
    const input = document.querySelector<HTMLInputElement>('[role=dialog] input');
    if (input === null) throw new Error('no field for the count');
    for (const typed of ['8', '81', '80']) {
      input.value = typed;
      input.dispatchEvent(new Event('input'));
      await new Promise((resolve) => setTimeout(resolve));
      expect(confirm?.disabled).toBe(typed !== '80');
    }
    confirm?.click();
    await see('80 written, 0 skipped, 0 failed');
    expect(engine.calls.filter(({ name }) => name === 'restore.apply')).toHaveLength(1);
  });

  it('offers no second application, and takes a restore back once', async () => {
    const { button, see } = await plan(20);
    await button(/^Apply 4 writes…/).click();
    await button('Apply 4 writes').click();
    await see('4 written, 0 skipped, 0 failed');
    await button(/^Plan 1/).click();
    await see('This plan has been applied. A second time would write nothing.');
    await button(/^What was done/).click();
    await button(/^Undo…/).click();
    await see('Undo this restore?');
    await button('Undo').click();
    await see('Undo of a restore');
    await see('Undone');
  });

  it('shows a plan that could not be made with what to do next', async () => {
    mounted = await mountWindow({ rows: 20, failures: { 'restore.plan': { code: 'secret-missing', context: { source: 'phone', variable: '–' } } } });
    await mounted.go('compare');
    await mounted.see('Amara Lindqvist 0');
    await mounted.button(/^Add all 4 removed$/).click();
    await mounted.go('restore');
    await mounted.button('Check against the server').click();
    await mounted.see('The password of “phone” is not at hand.');
    await mounted.see('Give it again in Accounts.');
  });
});
