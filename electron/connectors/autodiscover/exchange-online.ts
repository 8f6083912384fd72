interface Cloud {
  readonly hosts: RegExp;
  readonly graphUrl: string;
}

/** Exchange Online and its national clouds, with their Graph (gdocs, deployments). */
const CLOUDS: readonly Cloud[] = [
  { hosts: /^(?:outlook\.office365\.us|outlook\.office\.us|autodiscover-s\.office365\.us)$/i, graphUrl: 'https://graph.microsoft.us/v1.0' },
  { hosts: /^(?:outlook-dod\.office365\.us|webmail\.apps\.mil|autodiscover-s-dod\.office365\.us)$/i, graphUrl: 'https://dod-graph.microsoft.us/v1.0' },
  { hosts: /^(?:partner\.outlook\.cn|autodiscover\.partner\.outlook\.cn)$/i, graphUrl: 'https://microsoftgraph.chinacloudapi.cn/v1.0' },
  { hosts: /^(?:outlook\.office365\.com|outlook\.office\.com|outlook\.cloud\.microsoft|outlook\.live\.com|autodiscover-s\.outlook\.com|(?:.+\.)?outlook\.com)$/i, graphUrl: 'https://graph.microsoft.com/v1.0' },
];

/** Where Graph is for a mailbox on this host, if that is one of Exchange Online. */
export function graphUrlFor(host: string): string | undefined {
  return CLOUDS.find((cloud) => cloud.hosts.test(host))?.graphUrl;
}

/** Addresses that Microsoft gives its tenants: a mailbox that is known by one is in Exchange Online. */
export function isTenantDomain(domain: string): boolean {
  return /\.onmicrosoft\.(?:com|us|cn)$|\.partner\.onmschina\.cn$/i.test(domain);
}

/** The Graph of a tenant's cloud. */
export function graphUrlForTenant(domain: string): string {
  if (/\.us$/i.test(domain)) return 'https://graph.microsoft.us/v1.0';
  return /\.cn$/i.test(domain) ? 'https://microsoftgraph.chinacloudapi.cn/v1.0' : 'https://graph.microsoft.com/v1.0';
}
