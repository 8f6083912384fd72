/**
 * The UIDs of an item: one of a card, those of each component of a calendar resource (the same one where the server keeps RFC 4791 §4.1).
 * An alarm's own UID (RFC 9074 §4) is not among them.
 */
export function uidsOf(text: string): ReadonlySet<string> {
  const uids = new Set<string>();
  let alarms = 0;
  for (const line of text.replaceAll(/\r?\n[ \t]/g, '').split(/\r\n|\n|\r/)) {
    if (/^BEGIN:VALARM\s*$/i.test(line)) alarms += 1;
    else if (/^END:VALARM\s*$/i.test(line)) alarms -= 1;
    const value = alarms > 0 ? undefined : /^(?:[A-Za-z0-9-]+\.)?UID(?:;[^:]*)?:(.*)$/i.exec(line)?.[1]?.trim();
    if (value !== undefined && value !== '') uids.add(value).add(value.replaceAll(/\\([\\,;])/g, '$1'));
  }
  return uids;
}
