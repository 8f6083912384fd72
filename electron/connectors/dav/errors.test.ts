import { describe, expect, it } from 'vitest';
import { AppError } from '../../../shared/errors.ts';
import { fromNetworkError } from '../http/network-errors.ts';
import { fromStatus, fromWriteStatus } from './errors.ts';

function systemError(code: string): Error {
  return Object.assign(new Error('as the system words it'), { code });
}

describe('a failure below HTTP', () => {
  it.each([
    ['ENOTFOUND', 'server-not-found', 'server-not-found'],
    ['EAI_AGAIN', 'server-unreachable', 'server-unreachable'],
    ['ECONNREFUSED', 'server-unreachable', 'answer-cut-off'],
    ['ECONNRESET', 'server-unreachable', 'answer-cut-off'],
    ['EHOSTUNREACH', 'server-unreachable', 'answer-cut-off'],
    ['ERR_STREAM_PREMATURE_CLOSE', 'server-unreachable', 'answer-cut-off'],
    ['ETIMEDOUT', 'server-timeout', 'server-timeout'],
    ['CERT_HAS_EXPIRED', 'server-refused-tls', 'server-refused-tls'],
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'server-refused-tls', 'server-refused-tls'],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'server-refused-tls', 'server-refused-tls'],
    ['ERR_SSL_WRONG_VERSION_NUMBER', 'server-refused-tls', 'server-refused-tls'],
    ['EPROTO', 'server-refused-tls', 'server-refused-tls'],
    ['HPE_INVALID_CONSTANT', 'answer-malformed', 'answer-malformed'],
    ['Z_DATA_ERROR', 'answer-malformed', 'answer-malformed'],
    ['Z_BUF_ERROR', 'answer-cut-off', 'answer-cut-off'],
  ])('%s has a name of ours', (system, connecting, reading) => {
    expect([fromNetworkError(systemError(system), 'connecting'), fromNetworkError(systemError(system), 'reading')]).toMatchObject([
      { code: connecting, context: { system } },
      { code: reading, context: { system } },
    ]);
  });

  it('passes through where it is ours, a cancellation or our own mistake', () => {
    const ours = new AppError('auth-failed');
    const abort = new DOMException('stopped', 'AbortError');
    const mistake = new TypeError('x is not a function');
    expect([ours, abort, mistake].map((error) => fromNetworkError(error, 'reading'))).toEqual([ours, abort, mistake]);
  });
});

describe('a status', () => {
  it('of a read says what stands in the way', () => {
    const codes = [301, 400, 401, 403, 404, 405, 410, 429, 500, 502, 503, 507].map((status) => [status, fromStatus(status).code]);
    expect(codes).toEqual([
      [301, 'answer-not-dav'],
      [400, 'answer-not-dav'],
      [401, 'auth-failed'],
      [403, 'forbidden'],
      [404, 'nothing-found-at-url'],
      [405, 'answer-not-dav'],
      [410, 'nothing-found-at-url'],
      [429, 'server-throttled'],
      [500, 'server-error'],
      [502, 'server-error'],
      [503, 'server-throttled'],
      [507, 'server-error'],
    ]);
  });

  it('of a write says whether somebody was first or the server does not want it', () => {
    const codes = [400, 401, 403, 404, 405, 409, 412, 413, 415, 422, 429, 500, 503, 507].map((status) => [status, fromWriteStatus(status).code]);
    expect(codes).toEqual([
      [400, 'write-refused'],
      [401, 'auth-failed'],
      [403, 'write-refused'],
      [404, 'write-refused'],
      [405, 'write-refused'],
      [409, 'write-conflict'],
      [412, 'write-conflict'],
      [413, 'write-refused'],
      [415, 'write-refused'],
      [422, 'write-refused'],
      [429, 'server-throttled'],
      [500, 'server-error'],
      [503, 'server-throttled'],
      [507, 'write-refused'],
    ]);
  });
});
