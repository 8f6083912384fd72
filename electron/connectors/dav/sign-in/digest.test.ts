import { describe, expect, it } from 'vitest';
import { parseChallenges } from './challenges.ts';
import { answerDigest, chooseDigest } from './digest.ts';

// The example of RFC 7616 §3.9.1.
const LINES = [
  'Digest realm="http-auth@example.org", qop="auth, auth-int", algorithm=SHA-256, nonce="7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v", opaque="FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS"',
  'Digest realm="http-auth@example.org", qop="auth, auth-int", algorithm=MD5, nonce="7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v", opaque="FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS"',
];
const REQUEST = { method: 'GET', target: '/dir/index.html', user: 'Mufasa', password: 'Circle of Life', count: 1, clientNonce: 'f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ' };

describe('a Digest challenge', () => {
  it('is answered as in RFC 7616, by SHA-256 where both are offered', () => {
    const challenge = chooseDigest(parseChallenges(LINES));
    expect(challenge?.hash).toBe('sha256');
    const header = challenge === undefined ? '' : answerDigest(challenge, REQUEST);
    expect(header).toContain('response="753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1"');
    expect(header).toMatch(/^Digest username="Mufasa", realm="http-auth@example.org", .*uri="\/dir\/index.html".*algorithm=SHA-256, opaque="FQhe\/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS", qop=auth, nc=00000001, cnonce="/);
  });

  it('is answered by MD5 where that is all', () => {
    const challenge = chooseDigest(parseChallenges(LINES.slice(1)));
    expect(challenge === undefined ? '' : answerDigest(challenge, REQUEST)).toContain('response="8ca523f5e9506fed4657c9700eebdbec"');
  });

  it('without qop is answered as RFC 2069 wants it', () => {
    const challenge = chooseDigest(parseChallenges(['Digest realm="r", nonce="n"']));
    const header = challenge === undefined ? '' : answerDigest(challenge, REQUEST);
    expect(header).toMatch(/^Digest username="Mufasa", realm="r", nonce="n", uri="\/dir\/index.html", response="[0-9a-f]{32}"$/);
  });

  it('for a session binds the password to both nonces', () => {
    const [plain, session] = ['MD5', 'MD5-sess'].map((algorithm) => chooseDigest(parseChallenges([`Digest realm="r", nonce="n", qop="auth", algorithm=${algorithm}`])));
    expect(plain !== undefined && session !== undefined && answerDigest(plain, REQUEST) !== answerDigest(session, REQUEST)).toBe(true);
  });

  it('is answered with the user’s name in UTF-8, or hashed where the server wants that', () => {
    const ask = (extra: string) => chooseDigest(parseChallenges([`Digest realm="r", nonce="n", qop="auth"${extra}`]));
    const open = ask('');
    const hidden = ask(', userhash=true');
    const request = { ...REQUEST, user: 'Jäsøn "Doe"' };
    if (open === undefined || hidden === undefined) throw new Error('not understood');
    expect(Buffer.from(answerDigest(open, request), 'latin1').toString('utf8')).toContain(String.raw`username="Jäsøn \"Doe\""`);
    expect(answerDigest(hidden, request)).toMatch(/username="[0-9a-f]{32}".*userhash=true/);
  });

  it('that wants the body hashed, or an unknown algorithm, is left', () => {
    expect(chooseDigest(parseChallenges(['Digest realm="r", nonce="n", qop="auth-int"', 'Digest realm="r", nonce="n", algorithm=SHA-1']))).toBeUndefined();
  });
});

describe('WWW-Authenticate', () => {
  it('may hold several challenges in one line', () => {
    expect(parseChallenges(['Basic realm="a, b", charset="UTF-8", Digest realm="c", nonce="d", stale=TRUE, Negotiate'])).toEqual([
      { scheme: 'basic', parameters: { realm: 'a, b', charset: 'UTF-8' } },
      { scheme: 'digest', parameters: { realm: 'c', nonce: 'd', stale: 'TRUE' } },
      { scheme: 'negotiate', parameters: {} },
    ]);
  });

  it('may hold a token, quotes in quotes, and nothing', () => {
    expect(parseChallenges(['NTLM TlRMTVNTUAAC=', String.raw`Basic realm="say \"hi\""`, ''])).toEqual([
      { scheme: 'ntlm', parameters: {} },
      { scheme: 'basic', parameters: { realm: 'say "hi"' } },
    ]);
  });
});
