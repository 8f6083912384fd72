/** One of Microsoft's clouds: where its mailboxes are read and where their users sign in. */
export interface Cloud {
  readonly id: string;
  readonly graphHost: string;
  readonly signInHost: string;
  /** Audit queries and mailbox import and export are offered in the global cloud alone. */
  readonly isGlobal: boolean;
}

export const CLOUDS: readonly Cloud[] = [
  { id: 'global', graphHost: 'graph.microsoft.com', signInHost: 'login.microsoftonline.com', isGlobal: true },
  { id: 'us-government', graphHost: 'graph.microsoft.us', signInHost: 'login.microsoftonline.us', isGlobal: false },
  { id: 'us-defense', graphHost: 'dod-graph.microsoft.us', signInHost: 'login.microsoftonline.us', isGlobal: false },
  { id: 'china', graphHost: 'microsoftgraph.chinacloudapi.cn', signInHost: 'login.partner.microsoftonline.cn', isGlobal: false },
];

export const GRAPH_URL = 'https://graph.microsoft.com/v1.0';

/** The cloud whose Graph has this host; undefined for any other host. */
export function cloudOf(graphHost: string): Cloud | undefined {
  return CLOUDS.find((cloud) => cloud.graphHost === graphHost.toLowerCase());
}

/** Whether an address is one at which Microsoft's users sign in: all that a page may have opened in a browser. */
export function isSignInAddress(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname, username, port } = new URL(address);
  return protocol === 'https:' && username === '' && port === '' && CLOUDS.some((cloud) => cloud.signInHost === hostname);
}
