import type { SnapshotDocument } from '../../shared/contract/snapshots.ts';
import { uiWords } from '../../shared/messages/ui-en.ts';
import { displayText } from './display-text.ts';
import { sayNumber, sayTime } from './say.ts';

/** A snapshot as a list of choices names it: source, time, label, how many live records, and whether it is incomplete. */
export function snapshotName(snapshot: SnapshotDocument): string {
  const { contact, event, task } = snapshot.counts;
  const label = snapshot.label === undefined ? '' : ` · ${displayText(snapshot.label, 40)}`;
  const state = snapshot.complete ? '' : ` · ${uiWords.capture.incomplete}`;
  return `${displayText(snapshot.source, 40)} · ${sayTime(snapshot.takenAt)}${label} · ${sayNumber(contact + event + task)}${state}`;
}
