import { AppError } from '../../../shared/errors.ts';
import type { RefusalFacts } from './authority-network.ts';
import { type Access, permissionsFor } from './scopes.ts';

/** Consent is not there, or only an administrator may give it, or the user would not. */
const CONSENT: ReadonlySet<number> = new Set([65001, 65004, 90008, 90094, 90095, 650056, 650057]);
/** Conditional access, device rules and required strong sign-in. */
const POLICY = /^(?:53\d{3,4}|5300\d{2}|50005|50072|50074|50076|50079|50097|50105|50131|50158|50187)$/;
/** The app registration: unknown, no public client, another redirect, not for this kind of account. */
const REGISTRATION: ReadonlySet<number> = new Set([700016, 7000218, 7000112, 50011, 50194, 90002, 70002, 500113]);

/** What a refusal of the authority means, as a failure with a next step. */
export function refusedSignIn(facts: RefusalFacts, how: 'browser' | 'device-code' | 'silent', access: Access): AppError {
  const { error, number } = facts;
  const reason = number === undefined ? error : `AADSTS${number}`;
  if ((number !== undefined && CONSENT.has(number)) || error === 'consent_required') {
    return new AppError('consent-missing', { context: { permission: permissionsFor(access).join(', '), reason } });
  }
  if (number !== undefined && REGISTRATION.has(number)) return new AppError('client-id-unfit', { context: { reason } });
  if (number !== undefined && POLICY.test(String(number))) return new AppError(how === 'device-code' ? 'device-code-refused' : 'sign-in-refused', { context: { reason } });
  if (UNFINISHED.has(error)) return new AppError('sign-in-unfinished');
  return new AppError('sign-in-refused', { context: { reason: /^[\w-]{1,40}$/.test(reason) ? reason : 'unknown' } });
}

/** Somebody said no, or nobody said anything (RFC 8628 §3.5, RFC 6749 §4.1.2.1). */
const UNFINISHED: ReadonlySet<string> = new Set(['authorization_declined', 'access_denied', 'expired_token', 'device_code_expired', 'user_timeout_reached']);
