import { describe, expect, it } from 'vitest';
import type { SourceId } from '../../shared/records.ts';
import type { SourceRow } from '../store/types.ts';
import { asToken, createSessionVault, envReference, secretOf, sessionReference, stackVaults } from './secrets.ts';

const source = (more: Partial<SourceRow>): SourceRow => ({ id: 's1' as SourceId, name: 'work', kind: 'ews', ...more });
const vault = createSessionVault({ MAIL: 'word\n', EMPTY: '' });

describe('the secret of an account', () => {
  it('is a token for Exchange Online, and elsewhere where it was called one', async () => {
    expect(await secretOf(vault, source({ kind: 'graph', secretRef: envReference('MAIL') }))).toEqual({ type: 'bearer', token: 'word' });
    expect(await secretOf(vault, source({ secretRef: asToken(envReference('MAIL')) }))).toEqual({ type: 'bearer', token: 'word' });
    expect(await secretOf(vault, source({ secretRef: envReference('MAIL') }))).toEqual({ type: 'password', password: 'word\n' });
  });

  it('is missed by the name of its variable', async () => {
    await expect(secretOf(vault, source({ kind: 'graph', secretRef: envReference('EMPTY') }))).rejects.toMatchObject({ code: 'secret-missing', context: { source: 'work', variable: 'the variable EMPTY' } });
    await expect(secretOf(vault, source({ secretRef: asToken(sessionReference('work')) }))).rejects.toMatchObject({ code: 'secret-missing' });
  });
});

it('keeps in the key store what belongs to a case, and nothing that was given for one session', async () => {
  const [keychain, session] = [createSessionVault({}), createSessionVault({})];
  const both = stackVaults(keychain, session);
  await both.set('keychain:case-1:work', { type: 'password', password: 'kept' });
  await both.set(sessionReference('work'), { type: 'password', password: 'given' });
  expect(await keychain.get('keychain:case-1:work')).toEqual({ type: 'password', password: 'kept' });
  expect([await keychain.get(sessionReference('work')), await both.get(sessionReference('work'))]).toEqual([null, { type: 'password', password: 'given' }]);
  await both.remove(sessionReference('work'));
  expect(await both.get(sessionReference('work'))).toBeNull();
});
