import { decodeBase64 } from '../content-lines/base64.ts';
import type { Link } from '../jscalendar/types.ts';
import type { ReadContext } from '../reading.ts';
import { textAt, type JsonObject } from './json.ts';

/** A Graph `attachment` by its name, type and size; compared by its bytes where they came with it. */
export function readAttachment(attachment: JsonObject, context: ReadContext): Link {
  const size = textAt(attachment, 'size');
  const text = [textAt(attachment, 'name'), textAt(attachment, 'contentType'), size === '' ? '' : `${size} bytes`].filter((part) => part !== '').join(', ');
  const content = textAt(attachment, 'contentBytes');
  return { context: 'attachment', text, ...(content === '' ? {} : { key: context.digest(decodeBase64(content)) }) };
}
