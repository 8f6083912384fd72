const DECLARE = 'xmlns:d="DAV:" xmlns:card="urn:ietf:params:xml:ns:carddav" xmlns:cal="urn:ietf:params:xml:ns:caldav"';
const ROW_END = '</d:prop><d:status>HTTP/1.1 200 OK</d:status></d:propstat></d:response>';

/** Multistatus documents that harm a careless reader, each a function of the path asked for. */
const SHAPES = {
  'billion-laughs': (path: string) => {
    const entities = Array.from({ length: 10 }, (_, level) => `<!ENTITY l${level + 1} "${`&l${level};`.repeat(10)}">`).join('');
    return withDoctype(`<!ENTITY l0 "ha">${entities}`, path, '&l10;');
  },
  'quadratic-blowup': (path: string) => withDoctype(`<!ENTITY a "${'a'.repeat(100_000)}">`, path, '&a;'.repeat(10_000)),
  'plain-doctype': (path: string) => withDoctype('', path, ''),
  'repeated-doctype': (path: string) => withDoctype('', path, '').replace('<!DOCTYPE', `${'<!DOCTYPE d:multistatus>'.repeat(100)}<!DOCTYPE`),
  'external-entity': (path: string) => withDoctype('<!ENTITY file SYSTEM "file:///etc/hostname">', path, '&file;'),
  'external-dtd': (path: string) => withDoctype('<!ENTITY % remote SYSTEM "http://127.0.0.1:9/x.dtd"> %remote;', path, ''),
  'numeric-references': (path: string) => document(row(path, '&#65;'.repeat(1_000_000))),
  'deep-nesting': (path: string) => document(row(path, '<d:x>'.repeat(100_000) + '</d:x>'.repeat(100_000))),
  'many-attributes': (path: string) => document(row(path, `<d:x ${Array.from({ length: 100_000 }, (_, at) => `a${at}="1"`).join(' ')}/>`)),
  'never-closed-tag': (path: string) => `${document(row(path, '')).slice(0, -20)}<d:${'x'.repeat(1_000_000)}`,
  'raw-control-characters': (path: string) => document(row(path, 'BEGIN:VCARD\0\x01\x0b\x1f')),
  'invalid-utf8': (path: string) => Buffer.concat([Buffer.from(document(row(path, '')).slice(0, -20)), Buffer.from([0xff, 0xfe, 0xc0, 0x80])]),
  'lone-surrogate-reference': (path: string) => document(row(path, '&#xD800;')),
} as const;

export type HostileShape = keyof typeof SHAPES;
export const HOSTILE_SHAPES = Object.keys(SHAPES) as readonly HostileShape[];

/** The body of a hostile answer to a request for this path. */
export function hostileXml(shape: HostileShape, path: string): Buffer {
  const body = SHAPES[shape](path);
  return typeof body === 'string' ? Buffer.from(body, 'utf8') : body;
}

function document(rows: string): string {
  return `<?xml version="1.0" encoding="utf-8"?><d:multistatus ${DECLARE}>${rows}</d:multistatus>`;
}

function row(path: string, content: string): string {
  return `<d:response><d:href>${path}</d:href><d:propstat><d:prop><d:resourcetype><d:collection/></d:resourcetype><d:displayname>${content}</d:displayname>${ROW_END}`;
}

function withDoctype(inner: string, path: string, content: string): string {
  return document(row(path, content)).replace('<d:multistatus', `<!DOCTYPE d:multistatus [${inner}]><d:multistatus`);
}
