/** Why a step of a plan does what it does, or why a record is left to a person, by message id. */
export const restoreReasonWords = {
  'create-gone': 'It is gone from the server and is put back.',
  'create-other-key': 'It is gone and another record stands in its place: it is put back beside that one.',
  'create-silent': 'It is put back so that no guest is told; the server sends nothing for this event from now on.',
  'create-without-guests': 'It is put back as a copy without guests: this server knows no other way that tells nobody.',
  'create-set-aside-differs': 'What lies in Deleted Items is not as it was: it is put back anew, and what lies there is left.',
  'undelete-deleted': 'It lies in Deleted Items as it was and is brought back from there (made anew if the server refuses that).',
  'undelete-recoverable': 'It lies in Recoverable Items as it was and is brought back from there (made anew if the server refuses that).',
  'move-back': 'It was moved to another collection and is moved back.',
  'update-as-before': 'It is put back as it was before the change.',
  'update-picked': 'It is put back although it differs on the server: it was picked.',
  'skip-there': 'It is there already.',
  'skip-there-elsewhere': 'It is there already in another place of this account.',
  'skip-as-before': 'It is as it was before already.',
  'manual-invitation': 'An invitation that stands on the server and was changed: writing it would tell its guests. Change it by hand.',
  'manual-moved': 'It was moved to another collection and is otherwise as it was. Move it back by hand.',
  'manual-other-uid': 'Another record with another identity stands in its place. Compare both and change it by hand.',
  'manual-would-notify': 'It could not be written in a form that tells nobody. Add it by hand.',
  'manual-administrator': 'Its folder is gone or can only be read, or its guests would be told: only an administrator of Exchange can bring it back, with the commands shown.',
  'conflict-differs': 'It is there again and differs: what stands there is kept.',
  'conflict-elsewhere': 'It stands in another place of this account and differs: what stands there is kept.',
  'conflict-changed-since': 'It changed on the server after the later snapshot: what stands there is kept.',
  'conflict-gone-since': 'It went from the server after the later snapshot.',
  'conflict-collection-gone': 'The collection it belongs to is not on the server.',
  'conflict-read-only': 'The collection it belongs to can only be read.',
  'merge-keep': 'It is kept as it is: its copies say nothing that it does not say.',
  'merge-complete': 'It is kept, and is given what only its copies say.',
  'merge-delete': 'A copy: it is deleted once the kept record was read back and holds everything.',
  'manual-merge': 'Its copies say things that no program here adds to it. Compare them and put them together by hand.',
  'manual-merge-guests': 'Deleting a copy of a meeting could tell its guests. Take the copy away by hand.',
  'manual-merge-member': 'Several of them are members of groups under their own ids, and a group would lose one. Put them together by hand.',
  'conflict-merge-changed': 'One of its group changed on the server since the snapshot, or is gone: the whole group is left.',
  'undo-delete': 'The restore made it; it is taken away again.',
  'undo-put-back': 'The restore changed it; it is put back as the restore found it.',
  'undo-create': 'The undo took it away; it is put back.',
  'skip-gone': 'It is gone already.',
  'conflict-changed-after-restore': 'It changed after the restore: what stands there is kept.',
  'undo-move-back': 'The restore brought it; it is moved back to where it lay.',
  'undo-delete-back': 'The restore brought it from Recoverable Items; it is deleted again.',
  'conflict-perhaps-not-ours': 'It was found after an unclear answer and may be another record: it is left.',
  'manual-undo-invitation': 'Taking it away would tell its guests. Take it away by hand.',
} as const;
export type RestoreReason = keyof typeof restoreReasonWords;

/** The sentence for a reason; one without words is shown as it is. */
export function restoreReasonText(reason: string): string {
  return Object.hasOwn(restoreReasonWords, reason) ? restoreReasonWords[reason as RestoreReason] : reason;
}

/** What of a copy is kept nowhere once it is deleted. */
export function discardsText(values: readonly string[]): string {
  return `Not kept of it: ${values.join('; ')}.`;
}
