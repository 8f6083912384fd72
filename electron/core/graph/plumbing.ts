const PLUMBING: ReadonlySet<string> = new Set([
  'id', 'changeKey', 'parentFolderId', 'createdDateTime', 'lastModifiedDateTime', 'singleValueExtendedProperties', 'multiValueExtendedProperties',
]);

/** Properties that say where and when a resource stands, not what it is: ids, change keys, times, and notes of OData. */
export function isPlumbing(name: string): boolean {
  return PLUMBING.has(name) || name.includes('@');
}
