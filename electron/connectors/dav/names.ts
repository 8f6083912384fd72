/** Names of elements as `{namespace}local`. */
export const DAV = '{DAV:}';
export const CARD = '{urn:ietf:params:xml:ns:carddav}';
export const CAL = '{urn:ietf:params:xml:ns:caldav}';
export const APPLE = '{http://apple.com/ns/ical/}';

/** The prefix that requests declare for each namespace. */
export const PREFIXES: Readonly<Record<string, string>> = { [DAV]: 'D', [CARD]: 'CR', [CAL]: 'C', [APPLE]: 'A' };
