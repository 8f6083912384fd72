/** The formats of logs that are read. */
export const FORMAT_NAMES = ['purview-csv', 'purview-json', 'mailbox-audit-csv', 'calendar-log-csv', 'dav-access-log', 'case-log'] as const;
export type FormatName = (typeof FORMAT_NAMES)[number];
