import type { SaxesTagNS } from 'saxes';
import { AppError } from '../../../shared/errors.ts';
import { type XmlRefusal, createGuardedParser } from '../../core/text/guarded-xml.ts';
import { exactText } from './exact-text.ts';

/** An element with what is needed of it. */
export interface XmlElement {
  /** `{namespace}local`. */
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlElement[];
  /** Its own text, CR kept in elements named as exact. */
  readonly text: string;
}

interface OpenElement {
  name: string;
  attributes: Record<string, string>;
  children: OpenElement[];
  text: string;
}

export interface ReadElementsOptions {
  /** Elements whose text must be as it was sent. */
  readonly exact: ReadonlySet<string>;
  readonly onRoot: (name: string, namespaces: readonly string[]) => void;
  /** Each child of the root once it is complete. */
  readonly onChild: (element: XmlElement) => void;
}

export interface ElementReader {
  write(text: string): void;
  /** Throws `answer-cut-off` unless the root was closed. */
  end(): void;
}

/** Deeper than any DAV answer; keeps a hostile one from growing the stack of open elements. */
const MAX_DEPTH = 64;
/** Of an element that is no address or calendar data: names, tokens, a time zone. */
const MAX_TEXT = 262_144;
const MAX_PROLOG = 65_536;
/** The root's start tag, or a document type declaration before it. */
const FIRST_OF_NOTE = /<(?:[a-z_:]|(!doctype)(?:\s+\w*)?)/i;

/**
 * Reads XML as it comes, handing on each child of the root. Refuses a document type declaration before anything of it is read
 * (`answer-dangerous`), what is not well-formed (`answer-malformed`) and what ends early (`answer-cut-off`). Control characters are
 * let through: three servers put those of a card raw into their XML.
 */
export function createElementReader(options: ReadElementsOptions): ElementReader {
  const parser = createGuardedParser(refusal);
  const open: OpenElement[] = [];
  let isClosed = false;
  let prolog: string | undefined = '';
  let chunk = '';
  let chunkStart = 0;
  let exactStart = -1;
  let held = '';
  let lastTag = 0;

  parser.on('opentag', (tag: SaxesTagNS) => {
    if (open.length >= MAX_DEPTH) throw new AppError('answer-malformed');
    const element: OpenElement = { name: `{${tag.uri}}${tag.local}`, attributes: attributesOf(tag), children: [], text: '' };
    if (open.length === 0) options.onRoot(element.name, Object.values(tag.ns));
    else if (open.length > 1) open.at(-1)?.children.push(element);
    open.push(element);
    lastTag = parser.position;
    if (exactStart < 0 && options.exact.has(element.name) && !tag.isSelfClosing) {
      exactStart = parser.position;
      held = '';
    }
  });
  const addText = (text: string) => {
    const element = open.at(-1);
    if (element === undefined || open.length < 2) return;
    element.text += text;
    if (element.text.length > MAX_TEXT && exactStart < 0) throw new AppError('answer-too-large', { context: { limit: MAX_TEXT } });
  };
  parser.on('text', addText);
  parser.on('cdata', addText);
  parser.on('closetag', () => {
    lastTag = parser.position;
    const element = open.pop();
    if (element === undefined) return;
    if (exactStart >= 0 && options.exact.has(element.name)) {
      element.text = exactly(element.text);
      exactStart = -1;
    }
    if (open.length === 1) options.onChild(element);
    if (open.length === 0) isClosed = true;
  });

  function exactly(parsed: string): string {
    const source = held + chunk.slice(Math.max(0, exactStart + held.length - chunkStart), parser.position - chunkStart);
    const end = source.lastIndexOf('</');
    return (end < 0 ? undefined : exactText(source.slice(0, end))) ?? parsed;
  }

  function feed(text: string): void {
    chunk = text;
    parser.write(text);
    if (exactStart >= 0) held += text.slice(Math.max(0, exactStart + held.length - chunkStart));
    chunkStart += text.length;
    // The parser hands text on at its end; a flood without one is stopped here.
    if (exactStart < 0 && chunkStart - lastTag > MAX_TEXT) throw new AppError('answer-too-large', { context: { limit: MAX_TEXT } });
  }

  return {
    write(text) {
      if (prolog === undefined) return feed(text);
      prolog += text;
      const first = FIRST_OF_NOTE.exec(prolog);
      if (first?.[1] !== undefined) throw new AppError(/^<!doctype\s+html/i.test(first[0]) ? 'answer-not-dav' : 'answer-dangerous');
      if (first === null && prolog.length < MAX_PROLOG) return;
      feed(prolog);
      prolog = undefined;
    },
    end() {
      if (!isClosed) throw new AppError('answer-cut-off', { retry: 'later' });
      parser.close();
    },
  };
}

function refusal(why: XmlRefusal): AppError {
  return new AppError(why.what === 'doctype' ? 'answer-dangerous' : 'answer-malformed', why.what === 'malformed' ? { cause: why.cause } : {});
}

function attributesOf(tag: SaxesTagNS): Record<string, string> {
  const attributes: Record<string, string> = {};
  for (const attribute of Object.values(tag.attributes)) {
    if (attribute.prefix !== 'xmlns' && attribute.name !== 'xmlns') attributes[attribute.local] = attribute.value;
  }
  return attributes;
}
