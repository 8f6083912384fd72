import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';

/** What a body of Graph must be: an object of a type, a list of them, the answer of a delta query, or one of our own shapes. */
export type Shape = `${'one' | 'list' | 'delta'} ${string}` | 'error' | 'batch request' | 'batch reply' | 'exportItems' | 'translate' | 'import' | 'imported' | 'nothing';

/** Tells what is wrong with a body; '' where nothing is. */
export type JsonCheck = (shape: Shape, body: unknown) => string;

const TEXT = { type: 'string' };
const TEXTS = { type: 'array', items: TEXT };
const ANNOTATIONS = { '^@odata\\.': {} };

/** What Microsoft documents outside its metadata: errors (OData JSON 4.01 §21), batches, import sessions. */
const OWN: Readonly<Record<string, object>> = {
  error: strict({ error: strict({ code: TEXT, message: TEXT, innerError: { type: 'object' }, details: { type: 'array' }, target: TEXT }, ['code', 'message']) }, ['error']),
  'batch request': strict({ requests: { type: 'array', maxItems: 20, items: strict({ id: TEXT, method: TEXT, url: { type: 'string', pattern: '^/(?!v1\\.0)' }, headers: { type: 'object', additionalProperties: TEXT }, body: {}, dependsOn: TEXTS }, ['id', 'method', 'url']) } }, ['requests']),
  'batch reply': strict({ responses: { type: 'array', items: strict({ id: TEXT, status: { type: 'integer' }, headers: { type: 'object' }, body: {} }, ['id', 'status']) } }, ['responses']),
  exportItems: strict({ ItemIds: { ...TEXTS, maxItems: 20 } }, ['ItemIds']),
  translate: strict({ inputIds: { ...TEXTS, maxItems: 1000 }, sourceIdType: TEXT, targetIdType: TEXT }, ['inputIds', 'targetIdType']),
  import: strict({ FolderId: TEXT, Mode: { enum: ['create', 'update'] }, Data: TEXT, ItemId: TEXT, ChangeKey: TEXT }, ['FolderId', 'Mode', 'Data']),
  imported: strict({ itemId: TEXT, changeKey: TEXT }, ['itemId', 'changeKey']),
  nothing: { type: 'object', additionalProperties: false },
};

/** Reads the schema of Graph's types and gives the check against it. */
export function readGraphSchema(folder: string): JsonCheck {
  const ajv = new Ajv2020({ strict: false, allErrors: false });
  for (const [name, pattern] of Object.entries({ date: /^\d{4}-\d\d-\d\d$/, 'date-time': /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/, uuid: /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i })) ajv.addFormat(name, pattern);
  const types = JSON.parse(readFileSync(join(folder, 'graph/outlook.schema.json'), 'utf8')) as { readonly $defs: Readonly<Record<string, object>> };
  ajv.addSchema({ ...types, $defs: { ...types.$defs, ...auditData(types.$defs) } }, 'outlook');
  return (shape, body) => {
    const validate = ajv.getSchema(shape) ?? ajv.addSchema(schemaOf(shape, types.$defs), shape).getSchema(shape);
    if (validate === undefined) throw new Error(`no schema for ${shape}`);
    return validate(body) === true ? '' : ajv.errorsText(validate.errors);
  };
}

/**
 * `auditData` is abstract in the metadata, and what stands in its place is of an open type, so that any property may come; the schema gives the
 * abstract one alone. Checked is that the type is named, and is one of those.
 */
function auditData(types: Readonly<Record<string, object>>): Readonly<Record<string, object>> {
  const open = Object.keys(types).filter((name) => /\.security\.(?:defaultAuditData|exchangeMailboxAudit\w+)$/.test(name));
  return { 'microsoft.graph.security.auditData': { type: 'object', properties: { '@odata.type': { enum: open.map((name) => `#${name}`) } }, required: ['@odata.type'] } };
}

function schemaOf(shape: Shape, types: Readonly<Record<string, object>>): object {
  const own = OWN[shape];
  if (own !== undefined) return own;
  const [how = '', type = ''] = shape.split(' ');
  const name = `microsoft.graph.${type}`;
  if (types[name] === undefined) throw new Error(`the schema knows no ${name}`);
  const one = { $ref: `outlook#/$defs/${name}` };
  if (how === 'one') return one;
  const rows = strict({ value: { type: 'array', items: one } }, ['value'], ANNOTATIONS);
  if (how === 'list') return rows;
  return { ...rows, oneOf: [{ required: ['@odata.nextLink'] }, { required: ['@odata.deltaLink'] }] };
}

function strict(properties: Readonly<Record<string, object>>, required: readonly string[], patternProperties: object = {}): object {
  return { type: 'object', properties, patternProperties, required, additionalProperties: false };
}
