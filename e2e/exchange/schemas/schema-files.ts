import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** The schemas that messages are held against, in the folder that SYNCTRACE_SCHEMAS names. */
export const SCHEMA_FILES = ['ews/ews.xsd', 'ews/soap11.xsd', 'ews/xml.xsd', 'ews/types.xsd', 'ews/messages.xsd', 'graph/outlook.schema.json'] as const;

/** The folder of the schemas, all of which are there; throws where one is missing. */
export function schemaFolder(): string {
  const named = process.env['SYNCTRACE_SCHEMAS'] ?? '';
  if (named === '') throw new Error('SYNCTRACE_SCHEMAS names no folder of schemas');
  const folder = resolve(import.meta.dirname, '../../..', named);
  const missing = SCHEMA_FILES.filter((file) => !existsSync(join(folder, file)));
  if (missing.length > 0) throw new Error(`schemas are missing in ${folder}: ${missing.join(', ')}`);
  return folder;
}
