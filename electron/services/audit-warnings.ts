import type { ErrorCode } from '../../shared/errors.ts';
import { wordsFor } from '../../shared/messages/en.ts';
import type { LogFacts } from '../core/audit/log-facts.ts';

/** What has to be known of a log before anything is concluded from what it does not say. */
export interface AuditWarning {
  readonly file: string;
  readonly code: ErrorCode;
  readonly message: string;
  readonly hint: string;
}

/** The warnings that a log's facts call for. */
export function warningsOf(facts: LogFacts): readonly AuditWarning[] {
  const say = (code: ErrorCode, context: Readonly<Record<string, string | number>> = {}): AuditWarning => ({ file: facts.name, code, ...wordsFor(code, context) });
  return [
    ...(facts.cut === 'limit' ? [say('audit-limit-reached', { rows: facts.rows })] : []),
    ...(facts.cut === 'more' ? [say('audit-more-elsewhere')] : []),
    ...(facts.isZoneAssumed === true ? [say('audit-zone-assumed')] : []),
    ...(facts.isOrderAssumed === true ? [say('audit-order-assumed')] : []),
    ...facts.gaps.map(({ from, to }) => say('audit-gap', { from, to })),
  ];
}
