import type { ErrorCode } from '../../../shared/errors.ts';

export const TEST_STEPS = ['address', 'connection', 'security', 'signIn', 'find', 'read'] as const;
export type TestStep = (typeof TEST_STEPS)[number];
export type StepState = 'passed' | 'failed' | 'notTried' | 'notNeeded';

/** At which step a test failed, by its error; what is not of the network itself failed when reading. */
const FAILED_AT: Readonly<Partial<Record<ErrorCode, TestStep>>> = {
  'usage': 'address',
  'server-not-found': 'address',
  'plain-http-refused': 'security',
  'server-unreachable': 'connection',
  'server-timeout': 'connection',
  'redirect-refused': 'connection',
  'server-refused-tls': 'security',
  'auth-failed': 'signIn',
  'auth-unsupported': 'signIn',
  'secret-missing': 'signIn',
  'forbidden': 'signIn',
  'sign-in-needed': 'signIn',
  'sign-in-refused': 'signIn',
  'sign-in-unfinished': 'signIn',
  'device-code-refused': 'signIn',
  'client-id-missing': 'signIn',
  'client-id-unfit': 'signIn',
  'consent-missing': 'signIn',
  'channel-binding-required': 'signIn',
  'clock-wrong': 'signIn',
  'impersonation-refused': 'signIn',
  'proxy-in-the-way': 'connection',
  'answer-not-dav': 'find',
  'answer-not-exchange': 'find',
  'ews-disabled': 'find',
  'autodiscover-failed': 'find',
  'mailbox-not-found': 'find',
  'mailbox-elsewhere': 'find',
  'nothing-found-at-url': 'find',
};

/**
 * Every step of a test with its state: those before the failure passed, those after it were not tried. Within this machine there is no
 * secure connection to pass.
 */
export function stepsOf(failed: ErrorCode | null, url: string): readonly { readonly step: TestStep; readonly state: StepState }[] {
  const at = failed === null ? TEST_STEPS.length : TEST_STEPS.indexOf(FAILED_AT[failed] ?? 'read');
  const isPlain = url.startsWith('http:');
  return TEST_STEPS.map((step, index) => {
    if (index >= at) return { step, state: index === at ? 'failed' : 'notTried' };
    return { step, state: step === 'security' && isPlain ? 'notNeeded' : 'passed' };
  });
}
