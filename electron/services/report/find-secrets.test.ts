import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findSecrets, maskSecrets } from './find-secrets.ts';

const SECRETS: readonly (readonly [kind: string, secret: string])[] = [
  ['password', 'Passwort: Sommer2026!'],
  ['password', 'pwd=hunter2'],
  ['password', 'Password is tr0ub4dor'],
  ['password', 'PIN: 4711'],
  ['password', 'пароль: qwerty1'],
  ['password', 'Das Kennwort lautet Sommer2026'],
  ['password', 'WLAN-Schlüssel: 8842771093'],
  ['password', 'Door code = 4711#'],
  ['password', 'Recovery key: 1234-ABCD'],
  ['password', 'client_secret = abc~8Q~defghi'],
  ['token', 'Authorization: Bearer abcdefghijklmnop0123'],
  ['token', 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.abcDEF'],
  ['token', `ghp_${'a1'.repeat(18)}`],
  ['token', 'access_token: 8f3kd92ms0'],
  ['token', 'Cookie: session=0123456789abcdef'],
  ['private-key', '-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNz\n-----END OPENSSH PRIVATE KEY-----'],
  ['private-key', '-----BEGIN RSA PRIVATE KEY-----\nMIIE'],
  ['signed-address', 'https://files.example.test/a?sv=1&sig=abcdefgh%3D'],
  ['signed-address', 'https://bucket.example.test/x?X-Amz-Signature=0123456789'],
  ['signed-address', 'https://outlook.office365.com/api/gv1.0/users/x/mailbox/importItem?auth=1'],
  ['address-with-password', 'https://anna:pa55@dav.example.test/'],
  ['access-key', `AKIA${'ABCD'.repeat(4)}`],
];

const HARMLESS = [
  'Passed the exam in May', 'Pinneberg', 'Call Anna: +49 30 1234567', 'https://example.test/?q=contacts', 'secretary: Ada Almond', 'spin: fast', 'The password was changed.', 'basic training', 'Bearer of good news', 'compass: north',
  'mailto:anna@example.test', 'anna@example.test', '-----BEGIN CERTIFICATE-----\nMIIC\n-----END CERTIFICATE-----', 'BEGIN:VCARD', 'https://example.test/@user/status', 'cookie recipe: flour=200g', 'Area code: 030', 'Dress code: casual', 'the security code was changed',
];

describe('secrets', () => {
  it.each(SECRETS)('finds %s in a note', (kind, secret) => {
    const note = `Office on the 3rd floor\n${secret}\nlikes tea`;
    const found = findSecrets(note);
    expect(found.map((one) => one.kind)).toContain(kind);
    const masked = maskSecrets(note, '(gone)');
    expect(masked).toMatch(/^Office on the 3rd floor\n/);
    expect(masked).not.toContain(secret.split(/[ :=\n]+/).at(-1));
  });

  it.each(HARMLESS)('takes “%s” for what it is', (text) => {
    expect(findSecrets(text)).toEqual([]);
    expect(maskSecrets(text, '(gone)')).toBe(text);
  });

  it('leaves nothing to be found in a masked text', () => {
    const piece = fc.oneof(fc.string(), fc.constantFrom(...SECRETS.map(([, secret]) => secret), ...HARMLESS));
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 6 }), (pieces) => {
        expect(findSecrets(maskSecrets(pieces.join('\n'), '(gone)'))).toEqual([]);
      }),
    );
  });

  it('reads what was made to be slow within moments', () => {
    for (const text of ['https://'.repeat(20_000), 'password '.repeat(20_000), '-----BEGIN PRIVATE KEY-----'.repeat(3000), 'eyJ'.repeat(50_000), 'a.'.repeat(80_000)]) findSecrets(text);
  }, 5000);
});
