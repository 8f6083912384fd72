import { ORPCError } from '@orpc/server';
import { isAbort, toWireError, type WireError } from '../../shared/errors.ts';
import type { Log } from '../core/ports.ts';

/** Any thrown value as what crosses the port: its data is a WireError; what is not an expected failure is logged and masked. */
export function toWireFailure(thrown: unknown, procedure: string, log: Log): ORPCError<string, WireError> {
  const wire = refusedInput(thrown) ?? toWireError(thrown);
  if (wire.code === 'internal') log.warn('engine-fault', { procedure, fault: faultName(thrown), at: codePlaces(thrown) });
  return new ORPCError(wire.code, { status: 400, message: wire.code, data: wire });
}

/** Whether an error already is in the form of the port. */
export function isWireFailure(thrown: unknown): thrown is ORPCError<string, WireError> {
  return thrown instanceof ORPCError && typeof thrown.data === 'object' && thrown.data !== null && 'code' in thrown.data && 'context' in thrown.data;
}

/** Input that breaks the contract, named by the place of the first fault and never by the value there. */
function refusedInput(thrown: unknown): WireError | undefined {
  if (!(thrown instanceof ORPCError) || thrown.code !== 'BAD_REQUEST' || isAbort(thrown)) return undefined;
  const data: unknown = thrown.data;
  const issues = typeof data === 'object' && data !== null && 'issues' in data && Array.isArray(data.issues) ? data.issues : [];
  const first: unknown = issues[0];
  const path = typeof first === 'object' && first !== null && 'path' in first && Array.isArray(first.path) ? first.path : [];
  return { code: 'usage', context: { what: path.map(String).join('.') } };
}

function faultName(thrown: unknown): string {
  return thrown instanceof Error ? thrown.name : typeof thrown;
}

/** The frames of the stack alone: a message may hold personal data, places in the code do not. */
function codePlaces(thrown: unknown): string {
  if (!(thrown instanceof Error)) return '';
  const frames = (thrown.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return frames.slice(0, 4).map((line) => line.trim().replace(/\(?(?:file:\/\/)?\S*[\\/]((?:electron|dist|shared)[\\/])/, '($1')).join(' ');
}
