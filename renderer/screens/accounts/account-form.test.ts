import { expect, it } from 'vitest';
import { accountOf, emptyForm, kindsOf, type AccountForm } from './account-form.ts';

const filled: AccountForm = { ...emptyForm(), name: ' work ', url: 'https://dav.example.test/', graphUrl: ' ', user: 'robin@example.test ', password: 'secret', bearer: true, mailbox: 'sam@example.test', clientId: 'app-1', tenant: ' example.test', ca: 'PEM' };

it('hands on nothing that was entered for another kind of server', () => {
  const base = { name: 'work', user: 'robin@example.test', ca: 'PEM' };
  expect(accountOf({ ...filled, caldav: true }, [])).toEqual({ ...base, url: 'https://dav.example.test/', password: 'secret', kinds: ['carddav', 'caldav'] });
  expect(accountOf({ ...filled, server: 'graph' }, [])).toEqual({ ...base, url: '', kinds: ['graph'], clientId: 'app-1', tenant: 'example.test' });
  expect(accountOf({ ...filled, server: 'graph', how: 'token', graphUrl: 'https://graph.microsoft.us/v1.0' }, [])).toEqual({ ...base, url: 'https://graph.microsoft.us/v1.0', password: 'secret', kinds: ['graph'] });
  expect(accountOf({ ...filled, server: 'ews' }, ['mail.example.test'])).toEqual({ ...base, url: 'https://dav.example.test/', password: 'secret', bearer: true, mailbox: 'sam@example.test', allowHosts: ['mail.example.test'], kinds: ['ews'] });
});

it('names no kind where nothing is ticked', () => {
  expect(kindsOf({ ...filled, carddav: false })).toEqual([]);
});
