/** Products by their major and minor version; 15.2 is 2019 and, from build 2562 on, Subscription Edition. */
const PRODUCTS: Readonly<Record<string, string>> = { '14': 'exchange-2010', '15.0': 'exchange-2013', '15.1': 'exchange-2016', '15.2': 'exchange-2019', '15.20': 'exchange-online' };
const FIRST_SE_BUILD = 2562;

/** The product that a ServerVersionInfo speaks of. */
export function productOf(version: Readonly<Record<string, string>>): string {
  const { MajorVersion: major = '', MinorVersion: minor = '', MajorBuildNumber: build = '' } = version;
  if (major === '15' && minor === '2' && Number(build) >= FIRST_SE_BUILD) return 'exchange-se';
  return PRODUCTS[`${major}.${minor}`] ?? PRODUCTS[major] ?? 'unknown';
}
