import { describe, expect, it } from 'vitest';
import { detectProduct, isCounterEtag, traitsOf } from './products.ts';

describe('a product', () => {
  const evidence = { headers: {}, namespaces: [], path: '/dav/' };
  it.each([
    ['radicale', { headers: { dav: '1, 2, 3, calendar-access, addressbook, extended-mkcol' } }],
    ['radicale', { syncToken: 'http://radicale.org/ns/sync/abc' }],
    ['unknown', { headers: { dav: '1, 2, 3, calendar-access, addressbook, extended-mkcol' }, syncToken: 'http://example.test/1' }],
    ['xandikos', { headers: { dav: '1, 2, 3, calendar-access, calendar-auto-scheduling, addressbook' } }],
    ['sabredav', { headers: { 'x-sabre-version': '4.7.1' } }],
    ['sabredav', { namespaces: ['DAV:', 'http://sabredav.org/ns'] }],
    ['nextcloud', { namespaces: ['http://sabredav.org/ns', 'http://nextcloud.org/ns'] }],
    ['nextcloud', { path: '/remote.php/dav/' }],
    ['cyrus', { headers: { server: 'Cyrus-HTTP/3.6.1' } }],
    ['davical', { headers: { 'x-davical-version': 'DAViCal/1.1.12' } }],
    ['davical', { path: '/caldav.php/user/' }],
    ['sogo', { path: '/SOGo/dav/user/' }],
    ['unknown', {}],
  ])('%s is known by %o', (product, signs) => {
    expect(detectProduct({ ...evidence, ...signs })).toBe(product);
  });

  it('that is not known is taken with the most care', () => {
    expect(traitsOf('something new')).toEqual({ isListedBySync: false, refusesOldTokens: 'ask', reusesEtags: false });
    expect(['"gcs00000000"', '"gcs00000012"', '"abc"', undefined].map(isCounterEtag)).toEqual([true, true, false, false]);
  });
});
