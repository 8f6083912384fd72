import { invariant } from '../../shared/errors.ts';
import { decodeBase64 } from '../core/content-lines/base64.ts';
import { fetchOne } from './look-up.ts';
import type { Found, ReadBack, StepContext, StepWriter } from './step-writer.ts';

/** Replaces one item, only while the server holds what the plan saw there. */
export function updateWriter(context: StepContext): StepWriter {
  const { step, collection, connector, rules } = context;
  const { format, uid } = step;
  invariant(format !== undefined && step.rawBase64 !== undefined && step.heldBase64 !== undefined, 'an update step without both bodies');
  const sent = decodeBase64(step.rawBase64);
  const planned = decodeBase64(step.heldBase64);
  const isSent = (raw: Uint8Array): boolean => rules.sameByMeaning(format, sent, raw);
  // A server may give the same content another version, never other content the planned one: what it holds decides.
  const isPlanned = (raw: Uint8Array): boolean => rules.sameByMeaning(format, planned, raw);

  return {
    judge(now) {
      const held = now.byKey.get(step.key);
      if (held === undefined) return { go: false, state: 'conflict' };
      if (isPlanned(held.raw)) return { go: true, guard: held.version };
      return { go: false, state: isSent(held.raw) ? 'skipped' : 'conflict' };
    },
    write(guard) {
      invariant(guard !== undefined, 'an update without a guard');
      return connector.update(collection, step.key, { format, raw: sent, ...(uid === undefined ? {} : { uid }) }, guard, context.writeSignal);
    },
    async lookUp(signal): Promise<Found> {
      const held = await fetchOne(context, step.key, signal);
      if (held === undefined) return { end: 'other' };
      if (isSent(held.raw)) return { end: 'done', key: step.key };
      // What is to be taken out again holds everything that is to stay: nothing of that tells whether it was written.
      if (isPlanned(held.raw)) return { end: 'not-done', guard: held.version };
      return rules.differingProperties(format, sent, held.raw).length === 0 ? { end: 'done', key: step.key } : { end: 'other' };
    },
    async readBack(key, signal): Promise<ReadBack> {
      const held = await fetchOne(context, key, signal);
      if (held === undefined) return { end: 'other' };
      const differences = rules.differingProperties(format, sent, held.raw);
      if (isPlanned(held.raw) && (differences.length > 0 || !isSent(held.raw))) return { end: 'missing' };
      return { end: 'held', key, version: held.version, differences };
    },
  };
}
