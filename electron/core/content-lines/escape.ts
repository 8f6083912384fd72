const BACKSLASH = 92;

/**
 * A TEXT value as a person reads it (RFC 6350 §3.4, RFC 5545 §3.3.11). `\:` and `\"`, which some writers add, lose their
 * backslash as well; any other backslash stays, as in a path of Windows.
 */
export function unescapeText(value: string): string {
  let at = value.indexOf('\\');
  if (at < 0) return value;
  let text = '';
  let from = 0;
  while (at >= 0 && at + 1 < value.length) {
    const meant = ESCAPES[value[at + 1] ?? ''];
    if (meant !== undefined) {
      text += value.slice(from, at) + meant;
      from = at + 2;
    }
    at = value.indexOf('\\', at + (meant === undefined ? 1 : 2));
  }
  return text + value.slice(from);
}

const ESCAPES: Readonly<Record<string, string>> = {
  'n': '\n', 'N': '\n', '\\': '\\', ',': ',', ';': ';', ':': ':', '"': '"',
};

/** A TEXT value ready for a content line: line ends become `\n`, and what would part it is escaped. */
export function escapeText(text: string): string {
  if (!/[\\,;\r\n]/.test(text)) return text;
  return text.replace(/\r\n?|[\n\\,;]/g, (found) => (found === '\r\n' || found === '\r' || found === '\n' ? '\\n' : `\\${found}`));
}

/** The parts of a value between unescaped separators, still escaped; an empty value has one empty part. */
export function splitUnescaped(value: string, separator: ';' | ','): readonly string[] {
  const code = separator.charCodeAt(0);
  if (!value.includes('\\')) return value.split(separator);
  const parts: string[] = [];
  let from = 0;
  for (let at = 0; at < value.length; at++) {
    const unit = value.charCodeAt(at);
    if (unit === BACKSLASH) at++;
    else if (unit === code) {
      parts.push(value.slice(from, at));
      from = at + 1;
    }
  }
  parts.push(value.slice(from));
  return parts;
}

/** The members of a list of texts (`,`), unescaped. */
export function unescapeList(value: string): readonly string[] {
  return splitUnescaped(value, ',').map(unescapeText);
}
