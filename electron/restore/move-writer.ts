import { AppError, invariant } from '../../shared/errors.ts';
import type { FetchedItem } from '../connectors/connector.ts';
import { decodeBase64 } from '../core/content-lines/base64.ts';
import { fetchElsewhere, fetchMarked, fetchOne, listUnclaimed } from './look-up.ts';
import { isSetAside } from './plan/request.ts';
import { readSteadily } from './read-steadily.ts';
import type { Found, ReadBack, StepContext, StepWriter } from './step-writer.ts';
import type { HeldItem } from './types.ts';

/** Brings one item from where it lies into another collection, only while it is what the plan saw there. */
export function moveWriter(context: StepContext): StepWriter {
  const { step, collection, connector, rules, from } = context;
  const { format, uid } = step;
  const origin = step.from;
  invariant(format !== undefined && step.heldBase64 !== undefined && origin !== undefined && from !== undefined, 'a move step without what it moves');
  const planned = decodeBase64(step.heldBase64);
  const wanted = step.rawBase64 === undefined ? planned : decodeBase64(step.rawBase64);
  const missingFrom = (raw: Uint8Array): readonly string[] => rules.differingProperties(format, wanted, raw);
  const isPlanned = (raw: Uint8Array): boolean => rules.sameByMeaning(format, planned, raw) || rules.differingProperties(format, planned, raw).length === 0;
  // A version proves it where a server shows of what lies there less than of what stands.
  const isUntouched = (lying: Pick<FetchedItem, 'version' | 'raw'>): boolean => lying.version === step.heldVersion || isPlanned(lying.raw);
  const marker = step.marker ?? step.key;
  let isRefused = false;

  /** The next rung of the ladder, for what the server will not bring back: the same content, under the marker. */
  const createAnew = () => connector.create(collection, { wantedKey: marker, format, raw: wanted, ...(uid === undefined ? {} : { uid }) }, context.writeSignal);

  /** Under the names it may have where it was brought to. */
  const findByName = async (signal: AbortSignal): Promise<FetchedItem | undefined> => {
    const marked = await fetchMarked(context, signal);
    if (marked !== undefined) return marked;
    for (const key of new Set([origin.key, step.key])) {
      const item = await fetchOne(context, key, signal);
      if (item !== undefined) return item;
    }
    return undefined;
  };

  /**
   * Without a name: by its UID or, where nothing of that can be asked for or a copy may stand that no UID finds, by what it holds. What was
   * moved has left where it lay; beside an original that still lies there, anybody may have made the copy.
   */
  const search = async (lies: boolean, signal: AbortSignal): Promise<Found | undefined> => {
    const item = await fetchElsewhere(context, signal);
    if (item !== undefined && !isPlanned(item.raw)) return { end: 'other' };
    if (item !== undefined) return { end: 'done', key: item.key, ...(lies ? { isGuess: true } : {}) };
    if (uid !== undefined && step.copies !== true && !isSetAside(collection)) return undefined;
    const alike = await readSteadily(context.clock, signal, async () => {
      for await (const listed of listUnclaimed(context, signal)) if (missingFrom(listed.raw).length === 0) return listed;
      return undefined;
    });
    return alike === undefined ? undefined : { end: 'done', key: alike.key, isGuess: true };
  };

  /** What an unclear end left, told by names, by where it lay, and by search. */
  const lookUp = async (signal: AbortSignal): Promise<Found> => {
    const named = await findByName(signal);
    if (named !== undefined) return isPlanned(named.raw) || step.marker !== undefined ? { end: 'done', key: named.key } : { end: 'other' };
    const lying = await fetchOne(context, origin.key, signal, from);
    // What lives is moved or stays; of what was deleted a copy may have been made (export and upload), of which the original says nothing.
    const found = lying !== undefined && step.op === 'move' ? undefined : await search(lying !== undefined, signal);
    if (found !== undefined) return found;
    return lying !== undefined && isUntouched(lying) ? { end: 'not-done', guard: lying.version } : { end: 'other' };
  };

  return {
    judge({ byKey, byUid }) {
      const isHere = (held: HeldItem | undefined): held is HeldItem => held?.collectionId === collection.id;
      const named = [byKey.get(step.key), ...(step.marker === undefined ? [] : [byKey.get(step.marker)])].filter(isHere);
      const others = uid === undefined ? [] : (byUid.get(uid) ?? []).filter((held) => held.key !== origin.key && !context.isClaimed(held.key) && (step.op === 'undelete' || isHere(held)));
      const standing = [...named, ...others];
      if (standing.length > 0) return { go: false, state: standing.some((held) => isPlanned(held.raw)) ? 'skipped' : 'conflict' };
      const lying = byKey.get(origin.key);
      if (lying === undefined || lying.collectionId !== from.id || !isUntouched(lying)) return { go: false, state: 'conflict' };
      return { go: true, guard: lying.version };
    },
    async write(guard) {
      invariant(guard !== undefined && connector.move !== undefined, 'a move without a guard or a way');
      if (isRefused) return await createAnew();
      try {
        return await connector.move(from, origin.key, collection, guard, marker, context.writeSignal);
      } catch (error) {
        if (step.op !== 'undelete' || !(error instanceof AppError) || !REFUSALS.has(error.code) || rules.scheduling.takesOver(format, wanted)) throw error;
        // A refusal may be of the last part alone (the marker), when it stands there already.
        if ((await lookUp(context.writeSignal)).end !== 'not-done') throw new AppError('server-unreachable', { retry: 'later', cause: error });
        isRefused = true;
        return await createAnew();
      }
    },
    lookUp,
    async readBack(key, signal): Promise<ReadBack> {
      const held = (await fetchOne(context, key, signal)) ?? (await findByName(signal)) ?? (await fetchElsewhere(context, signal));
      if (held !== undefined) return { end: 'held', key: held.key, version: held.version, differences: missingFrom(held.raw) };
      const lying = await fetchOne(context, origin.key, signal, from);
      return lying !== undefined && isUntouched(lying) ? { end: 'missing' } : { end: 'other' };
    },
  };
}

/** Answers that bring back nothing and would be the same again. */
const REFUSALS: ReadonlySet<string> = new Set(['consent-missing', 'forbidden', 'not-supported', 'read-only', 'would-notify', 'write-refused']);
