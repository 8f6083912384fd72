/** Administrators let programs in by this name (EwsAllowList). */
export const USER_AGENT = 'SyncTrace';
