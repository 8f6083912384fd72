import { decodeBase64 } from '../core/content-lines/base64.ts';
import { invariant } from '../../shared/errors.ts';
import { readSteadily } from './read-steadily.ts';
import type { Found, ReadBack, StepContext, StepWriter } from './step-writer.ts';

/** Creates one item under the key the plan chose, which is the marker it is looked up by. */
export function createWriter(context: StepContext): StepWriter {
  const { step, collection, connector, rules } = context;
  const { format, uid } = step;
  invariant(format !== undefined && step.rawBase64 !== undefined, 'a create step without a body');
  const sent = decodeBase64(step.rawBase64);

  return {
    judge(now) {
      const others = uid === undefined ? [] : (now.byUid.get(uid) ?? []).filter((held) => held.key !== step.key && !context.isClaimed(held.key));
      const standing = [...(now.byKey.get(step.key) ? [now.byKey.get(step.key)] : []), ...others].filter((held) => held !== undefined);
      if (standing.length === 0) return { go: true };
      return { go: false, state: standing.some((held) => rules.sameByMeaning(format, sent, held.raw)) ? 'skipped' : 'conflict' };
    },
    write() {
      return connector.create(collection, { wantedKey: step.key, format, raw: sent, ...(uid === undefined ? {} : { uid }) }, context.writeSignal);
    },
    async lookUp(signal): Promise<Found> {
      const held = await fetchOne(context, step.key, signal);
      if (held) {
        const isOurs = rules.differingProperties(format, sent, held.raw).length === 0 || (uid !== undefined && rules.uidOf(held.format, held.raw) === uid);
        return isOurs ? { end: 'done', key: step.key } : { end: 'other' };
      }
      const key = await keyElsewhere(context, signal);
      return key === undefined ? { end: 'not-done' } : { end: 'done', key };
    },
    async readBack(key, signal): Promise<ReadBack> {
      // Some servers store under another name than asked for and say so late or not at all (CARDDAV.md H).
      const place = (await fetchOne(context, key, signal)) ? key : await keyElsewhere(context, signal);
      const held = place === undefined ? undefined : await fetchOne(context, place, signal);
      if (place === undefined || held === undefined) return { end: 'missing' };
      return { end: 'held', key: place, version: held.version, differences: rules.differingProperties(format, sent, held.raw) };
    },
  };
}

/** One item as it stands now; undefined where nothing stands under the key. */
export async function fetchOne(context: StepContext, key: string, signal: AbortSignal) {
  const items = await readSteadily(context.clock, signal, () => context.connector.fetch(context.collection, [key], signal));
  const item = items.get(key);
  return item?.state === 'live' ? item : undefined;
}

/** The key under which the step's UID stands in its collection, unless another step of this restore put it there. */
async function keyElsewhere(context: StepContext, signal: AbortSignal): Promise<string | undefined> {
  const { uid } = context.step;
  if (uid === undefined) return undefined;
  const places = await readSteadily(context.clock, signal, () => context.connector.findByUid(context.collection, [uid], signal));
  return [...(places.get(uid) ?? [])].filter((key) => !context.isClaimed(key)).sort()[0];
}
