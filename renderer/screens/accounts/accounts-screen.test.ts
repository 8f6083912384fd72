import { afterEach, describe, expect, it, vi } from 'vitest';
import { mountWindow, type MountedWindow } from '../../testing/mount-window.ts';
import type { FakeSettings } from '../../testing/fake-engine.ts';
import { useAccounts } from './accounts-store.ts';

let mounted: MountedWindow;
afterEach(() => {
  mounted.window.unmount();
  document.body.innerHTML = '';
  vi.restoreAllMocks();
});

/** The form for a new account, of one kind of server. */
async function form(server: 'graph' | 'ews', settings: FakeSettings = {}): Promise<MountedWindow> {
  mounted = await mountWindow(settings);
  await mounted.go('accounts');
  await mounted.button('Add an account').click();
  await mounted.window.find(`input[type=radio][value=${server}]`).setValue();
  const [name, ...more] = mounted.window.findAll('form input.field');
  await name?.setValue('work');
  for (const field of more) if (field.attributes('required') !== undefined) await field.setValue(field.attributes('type') === 'password' ? 'secret' : 'robin@example.test');
  return mounted;
}

/** A person who has not come back from the sign-in yet, until told. */
function aPerson(): { readonly pause: NonNullable<FakeSettings['pause']>; comeBack(): void } {
  const { promise, resolve } = Promise.withResolvers<void>();
  return { pause: (signal) => Promise.race([promise, new Promise<void>((_, reject) => signal?.addEventListener('abort', () => reject(signal.reason)))]), comeBack: resolve };
}

describe('an account of Exchange Online', () => {
  it('is added without a password, signed in to through the browser, and tested', async () => {
    const person = aPerson();
    const { engine, window, see } = await form('graph', { pause: person.pause });
    await window.find('form').trigger('submit');
    await see('Waiting for the sign-in to work');
    await see('Open the sign-in page');
    const link = document.querySelector<HTMLAnchorElement>('a[target=_blank]');
    expect([link?.hostname, link?.rel]).toEqual(['login.microsoftonline.com', 'noopener noreferrer']);
    person.comeBack();
    await see('Example DAV 3.1');
    expect(engine.calls.filter(({ name }) => name.startsWith('sources.') && name !== 'sources.list').map(({ name, input }) => [name, input])).toEqual([
      ['sources.add', { name: 'work', kind: 'graph', url: '', user: 'robin@example.test' }],
      ['sources.signIn', { name: 'work', access: 'read', how: 'browser' }],
      ['sources.test', { name: 'work' }],
    ]);
  });

  it('is signed in to by a code as well, and waits no longer where that is cancelled', async () => {
    const { window, see, button } = await form('graph', { pause: aPerson().pause });
    await window.find('form').trigger('submit');
    await see('Open the sign-in page');
    await button('Sign in with a code').click();
    await see('ABCD-EFGH');
    await button('Cancel').click();
    await vi.waitFor(() => expect(useAccounts().signingIn).toBeNull());
    expect(document.body.textContent).not.toContain('ABCD-EFGH');
  });
});

it('asks for the right to Deleted Items on its own', async () => {
  const { engine, window, see, button } = await form('graph');
  await window.find('form').trigger('submit');
  await see('Example DAV 3.1');
  await button('Grant Deleted Items').click();
  await vi.waitFor(() => expect(engine.calls.filter(({ name }) => name === 'sources.signIn').map(({ input }) => input)).toEqual([
    { name: 'work', access: 'read', how: 'browser' },
    { name: 'work', access: 'deleted', how: 'browser' },
  ]));
});

describe('an account of an Exchange Server', () => {
  it('asks before its password goes to another host', async () => {
    const { engine, window, see, button } = await form('ews', { failures: { 'sources.add': { code: 'redirect-refused', context: { host: 'mail.example.test' } } } });
    await window.find('form').trigger('submit');
    await see('The server sends on to mail.example.test. It would be given the password of this account.');
    await button('Ask mail.example.test too').click();
    await vi.waitFor(() => expect(engine.calls.filter(({ name }) => name === 'sources.add')).toHaveLength(2));
    expect(engine.calls.filter(({ name }) => name === 'sources.add').map(({ input }) => input)).toEqual([
      { name: 'work', kind: 'ews', url: '', user: 'robin@example.test', password: 'secret' },
      { name: 'work', kind: 'ews', url: '', user: 'robin@example.test', password: 'secret', allowHosts: ['mail.example.test'] },
    ]);
  });
});
