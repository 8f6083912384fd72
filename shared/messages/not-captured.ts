/** What a protocol or server cannot show (the fidelity meter), by message id. */
export const NOT_CAPTURED_WORDS: Readonly<Record<string, string>> = {
  'carddav-no-deleted': 'deleted contacts: this protocol has no trash that could be read',
  'caldav-no-deleted': 'deleted events and tasks: this protocol has no trash that could be read',
  'carddav-labels': 'labels and stars that the provider keeps outside the vCard',
  'carddav-photo-links': 'pictures that the vCard only links to',
  'caldav-attachment-links': 'attachments that an event only links to',
  'file-only': 'anything that was not in the exported files',
};

/** The words for an id; an id without words is shown as it is. */
export function notCapturedWords(id: string): string {
  return NOT_CAPTURED_WORDS[id] ?? id;
}
