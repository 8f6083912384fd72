import { expect, it, onTestFinished } from 'vitest';
import { addSource } from '../services/sources.ts';
import { envReference, secretOf, sessionReference } from '../services/secrets.ts';
import { casePath } from '../testing/build-case.ts';
import { type Session, openSession, takeGivenPassword } from './session.ts';

const GIVEN = 'SYNCTRACE_TEST_GIVEN_PASSWORD';
const OWN = 'SYNCTRACE_TEST_OWN_PASSWORD';

function aSession(...accounts: readonly { readonly name: string; readonly url: string; readonly secretRef?: string }[]): Session {
  process.env[GIVEN] = 'given-to-one';
  process.env[OWN] = 'own-of-the-other';
  const session = openSession({ case: casePath() }, 'write');
  onTestFinished(() => {
    session.store.close();
    delete process.env[GIVEN];
    delete process.env[OWN];
  });
  for (const { name, url, secretRef } of accounts) addSource(session, { name, kind: 'carddav', url, user: 'anna', secretRef: secretRef ?? sessionReference(name) });
  return session;
}

async function passwordOf(session: Session, name: string): Promise<unknown> {
  const source = session.store.source(name);
  return source === null ? null : await secretOf(session.ports.vault, source);
}

it('never sends a password given for one account to another one that has its own', async () => {
  const session = aSession({ name: 'typed', url: 'https://one.example.test/' }, { name: 'stored', url: 'https://two.example.test/', secretRef: envReference(OWN) });
  await takeGivenPassword(session, { passwordEnv: GIVEN }, []);
  expect(await passwordOf(session, 'typed')).toEqual({ type: 'password', password: 'given-to-one' });
  expect(await passwordOf(session, 'stored')).toEqual({ type: 'password', password: 'own-of-the-other' });
});

it('asks for a name where one password could go to the servers of several accounts', async () => {
  const session = aSession({ name: 'one', url: 'https://one.example.test/' }, { name: 'two', url: 'https://two.example.test/' });
  await expect(takeGivenPassword(session, { passwordEnv: GIVEN }, [])).rejects.toMatchObject({ code: 'usage' });
});

it('takes one password for two sources of the same account', async () => {
  const session = aSession({ name: 'cards', url: 'https://one.example.test/cards/' }, { name: 'events', url: 'https://one.example.test/events/' });
  await takeGivenPassword(session, { passwordEnv: GIVEN }, []);
  expect(await passwordOf(session, 'events')).toEqual({ type: 'password', password: 'given-to-one' });
});

it('refuses a variable that is not set, and does not fall back to another password', async () => {
  const session = aSession({ name: 'stored', url: 'https://two.example.test/', secretRef: envReference(OWN) });
  await expect(takeGivenPassword(session, { passwordEnv: 'SYNCTRACE_TEST_NOT_SET' }, ['stored'])).rejects.toMatchObject({ code: 'usage' });
});

it('takes an e-mail address for the name of a source', () => {
  const session = aSession();
  expect(addSource(session, { name: 'anna@example.test', kind: 'file' }).name).toBe('anna@example.test');
});

it('refuses a source name that could steer a terminal', () => {
  const session = aSession();
  expect(() => addSource(session, { name: 'mail\u001b[31m', kind: 'file' })).toThrow(expect.objectContaining({ code: 'usage' }));
});
