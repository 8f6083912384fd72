import { invariant } from '../../shared/errors.ts';
import { decodeBase64 } from '../core/content-lines/base64.ts';
import { fetchOne } from './look-up.ts';
import type { Found, ReadBack, StepContext, StepWriter } from './step-writer.ts';

/** Deletes one item that this program made (undo) or that a person reviewed (merge), only while it is what the plan saw. */
export function deleteWriter(context: StepContext): StepWriter {
  const { step, collection, connector, rules } = context;
  const { format } = step;
  invariant(format !== undefined && step.heldBase64 !== undefined, 'a delete step without what it may delete');
  const planned = decodeBase64(step.heldBase64);
  const isPlanned = (raw: Uint8Array): boolean => rules.sameByMeaning(format, planned, raw);

  return {
    judge(now) {
      const held = now.byKey.get(step.key);
      if (held === undefined) return { go: false, state: 'skipped' };
      return isPlanned(held.raw) ? { go: true, guard: held.version } : { go: false, state: 'conflict' };
    },
    async write(guard) {
      invariant(guard !== undefined, 'a delete without a guard');
      await connector.delete(collection, step.key, guard, context.writeSignal);
      return { key: step.key };
    },
    async lookUp(signal): Promise<Found> {
      const held = await fetchOne(context, step.key, signal);
      if (held === undefined) return { end: 'done', key: step.key };
      return isPlanned(held.raw) ? { end: 'not-done', guard: held.version } : { end: 'other' };
    },
    async readBack(key, signal): Promise<ReadBack> {
      const held = await fetchOne(context, key, signal);
      if (held === undefined) return { end: 'held', key, differences: [] };
      return isPlanned(held.raw) ? { end: 'missing' } : { end: 'other' };
    },
  };
}
