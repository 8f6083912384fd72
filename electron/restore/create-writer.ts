import { decodeBase64 } from '../core/content-lines/base64.ts';
import { invariant } from '../../shared/errors.ts';
import { fetchElsewhere, fetchMarked, fetchOne } from './look-up.ts';
import type { Found, ReadBack, StepContext, StepWriter } from './step-writer.ts';

/** Creates one item under the key the plan chose, which is the marker it is looked up by. */
export function createWriter(context: StepContext): StepWriter {
  const { step, collection, connector, rules } = context;
  const { format, uid } = step;
  invariant(format !== undefined && step.rawBase64 !== undefined, 'a create step without a body');
  const sent = decodeBase64(step.rawBase64);
  const marker = step.marker ?? step.key;

  return {
    judge(now) {
      const others = uid === undefined ? [] : (now.byUid.get(uid) ?? []).filter((held) => held.key !== step.key && !context.isClaimed(held.key));
      const standing = [now.byKey.get(step.key), now.byKey.get(marker), ...others].filter((held) => held !== undefined);
      if (standing.length === 0) return { go: true };
      return { go: false, state: standing.some((held) => rules.sameByMeaning(format, sent, held.raw)) ? 'skipped' : 'conflict' };
    },
    write() {
      return connector.create(collection, { wantedKey: marker, format, raw: sent, ...(uid === undefined ? {} : { uid }) }, context.writeSignal);
    },
    async lookUp(signal): Promise<Found> {
      const held = await fetchOne(context, marker, signal);
      // What carries a marker was made by this restore, whatever the server made of it.
      if (held && step.marker !== undefined) return { end: 'done', key: held.key, ...(rules.differingProperties(format, sent, held.raw).length > 0 ? { isPart: true } : {}) };
      if (held) {
        const isOurs = rules.differingProperties(format, sent, held.raw).length === 0 || (uid !== undefined && rules.uidOf(held.format, held.raw) === uid);
        return isOurs ? { end: 'done', key: step.key } : { end: 'other' };
      }
      const elsewhere = await fetchElsewhere(context, signal);
      return elsewhere === undefined ? { end: 'not-done' } : { end: 'done', key: elsewhere.key };
    },
    async readBack(key, signal): Promise<ReadBack> {
      // Some servers store under another name than asked for and say so late or not at all (CARDDAV.md H).
      const held = (await fetchOne(context, key, signal)) ?? (await fetchMarked(context, signal)) ?? (await fetchElsewhere(context, signal));
      if (held === undefined) return { end: 'missing' };
      return { end: 'held', key: held.key, version: held.version, differences: rules.differingProperties(format, sent, held.raw) };
    },
  };
}
