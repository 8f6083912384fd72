/** What a person can say happened. */
export const EVENT_TYPES = ['app-installed', 'app-removed', 'direction-changed', 'device-added', 'bulk-edit', 'resync', 'other'] as const;
export type EventType = (typeof EVENT_TYPES)[number];
