import type { SaxesTagNS } from 'saxes';
import { AppError } from '../../../../shared/errors.ts';
import { type XmlRefusal, createGuardedParser } from '../../../core/text/guarded-xml.ts';
import { createSourceCutter } from './cut-source.ts';
import { shortName } from './names.ts';

export { childOf as child, childrenOf as childrenNamed, textIn as childText } from '../../../core/ews/xml-node.ts';

/** An element of an answer, or of an item as it was captured. */
export interface XmlElement {
  /** `t:Contact`, by the namespace. */
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlElement[];
  /** Its own text, blanks included. */
  readonly text: string;
  /** Its source with the namespace declarations it needs, where it was to be cut out. */
  readonly source?: string;
  /** Of one that keeps its source: its text and attributes are what any reader makes of it, without characters that XML does not allow. */
  readonly isPlain?: boolean;
}

interface OpenElement {
  name: string;
  attributes: Record<string, string>;
  children: XmlElement[];
  text: string;
  source?: string;
  isPlain?: boolean;
}

export interface ReadTreeOptions {
  /** Children of elements with these names keep their source. */
  readonly cutInside?: ReadonlySet<string>;
  /** Children of this element are handed on as they end, and kept nowhere. */
  readonly handOn?: { readonly inside: string; readonly to: (element: XmlElement) => void };
}

export interface TreeReader {
  write(text: string): void;
  /** The root; throws `answer-cut-off` unless it was closed. */
  end(): XmlElement;
}

const MAX_DEPTH = 64;
/** References to characters below the blank, save tab and line ends, which XML 1.0 §4.1 forbids and the parser leaves as they are. */
const CONTROL_REFERENCE = /&#(?:x0*([0-8bcef]|1[\da-f])|0*([0-8]|1[124-9]|2\d|3[01]));/gi;

/**
 * Reads XML as it comes. Refuses a document type declaration before anything of it is read (`answer-dangerous`), what is not
 * well-formed (`answer-malformed`) and what ends early (`answer-cut-off`). Control characters are let through: Exchange puts those of a
 * note into its answers as character references that XML 1.0 does not allow.
 */
export function createTreeReader(options: ReadTreeOptions = {}): TreeReader {
  let hasControls = false;
  let isPlain = true;
  const parser = createGuardedParser(refusal, () => {
    hasControls = true;
    isPlain = false;
  });
  const cutter = createSourceCutter();
  const open: OpenElement[] = [];
  let root: XmlElement | undefined;

  parser.on('opentag', (tag: SaxesTagNS) => {
    if (open.length >= MAX_DEPTH) throw new AppError('answer-malformed');
    const parent = open.at(-1);
    open.push({ name: shortName(tag.uri, tag.local), attributes: attributesOf(tag), children: [], text: '' });
    cutter.opened(tag, parser.position, parent !== undefined && (options.cutInside?.has(parent.name) ?? false));
  });
  const addText = (text: string) => {
    const element = open.at(-1);
    if (element !== undefined) element.text += hasControls ? text.replace(CONTROL_REFERENCE, controlOf) : text;
    hasControls = false;
  };
  parser.on('text', addText);
  parser.on('cdata', addText);
  parser.on('closetag', () => {
    const element = open.pop();
    const parent = open.at(-1);
    if (element === undefined) return;
    const source = cutter.closed(parser.position);
    if (source !== undefined) {
      element.source = source;
      element.isPlain = isPlain;
      isPlain = true;
    }
    if (parent === undefined) root = element;
    else if (options.handOn?.inside === parent.name) options.handOn.to(element);
    else parent.children.push(element);
  });

  return {
    write(text) {
      cutter.feed(text);
      parser.write(text);
    },
    end() {
      if (root === undefined) throw new AppError('answer-cut-off', { retry: 'later' });
      parser.close();
      return root;
    },
  };
}

/** Reads a whole document that is held already. */
export function readTree(text: string): XmlElement {
  const reader = createTreeReader();
  reader.write(text);
  return reader.end();
}

function refusal(why: XmlRefusal): AppError {
  if (why.what === 'doctype') return new AppError(/^\s*html/i.test(why.text) ? 'answer-not-exchange' : 'answer-dangerous');
  return new AppError('answer-malformed', why.what === 'malformed' ? { cause: why.cause } : {});
}

function controlOf(_reference: string, hex: string | undefined, decimal: string | undefined): string {
  return String.fromCharCode(hex === undefined ? Number(decimal) : Number.parseInt(hex, 16));
}

function attributesOf(tag: SaxesTagNS): Record<string, string> {
  const attributes: Record<string, string> = {};
  for (const attribute of Object.values(tag.attributes)) {
    if (attribute.prefix === 'xmlns' || attribute.name === 'xmlns') continue;
    attributes[attribute.prefix === 'xml' ? attribute.name : attribute.local] = attribute.value;
  }
  return attributes;
}
