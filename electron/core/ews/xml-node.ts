import type { SaxesTagNS } from 'saxes';
import { AppError } from '../../../shared/errors.ts';
import { type XmlRefusal, createGuardedParser } from '../text/guarded-xml.ts';

/** An element of a body of Exchange Web Services. */
export interface XmlNode {
  /** Without its prefix: which one a body has for the namespace says nothing. */
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlNode[];
  /** Its own text, that of its children left out. */
  readonly text: string;
}

interface OpenNode extends XmlNode {
  readonly children: OpenNode[];
  text: string;
}

/** No item nests nearly as deep; deeper ones would exhaust the stack of whoever walks them. */
const DEEPEST = 64;

/**
 * The element that a body is. Throws `record-unreadable` for what is not well-formed, ends early, nests too deep, or declares a
 * document type, of which nothing is read. Control characters are let through: Exchange writes them as they stand in a mailbox.
 */
export function parseXml(raw: Uint8Array): XmlNode {
  const known = parsed.get(raw);
  return known === undefined ? parseBytes(raw) : known;
}

// What a connector has parsed already as it came; gone with the bytes.
const parsed = new WeakMap<Uint8Array, XmlNode>();

/** Spares a body its second parsing: `node` is what `parseXml` would answer for exactly these bytes. */
export function rememberNode(raw: Uint8Array, node: XmlNode): void {
  parsed.set(raw, node);
}

function parseBytes(raw: Uint8Array): XmlNode {
  const parser = createGuardedParser(refusal);
  const open: OpenNode[] = [];
  let root: OpenNode | undefined;
  parser.on('opentag', (tag) => {
    if (open.length >= DEEPEST) throw new AppError('record-unreadable', { context: { depth: DEEPEST } });
    const node: OpenNode = { name: tag.local, attributes: attributesOf(tag), children: [], text: '' };
    open[open.length - 1]?.children.push(node);
    root ??= node;
    open.push(node);
  });
  const addText = (text: string): void => {
    const node = open[open.length - 1];
    if (node !== undefined) node.text += text;
  };
  parser.on('text', addText);
  parser.on('cdata', addText);
  parser.on('closetag', () => void open.pop());
  parser.write(new TextDecoder('utf-8').decode(raw)).close();
  if (root === undefined) throw new AppError('record-unreadable');
  return root;
}

function refusal(why: XmlRefusal): AppError {
  return why.what === 'malformed' ? new AppError('record-unreadable', { cause: why.cause }) : new AppError('record-unreadable', { context: { what: why.what } });
}

const NONE: Readonly<Record<string, string>> = {};

function attributesOf(tag: SaxesTagNS): Readonly<Record<string, string>> {
  let attributes: Record<string, string> | undefined;
  for (const name in tag.attributes) {
    const attribute = tag.attributes[name];
    if (attribute === undefined || attribute.prefix === 'xmlns' || name === 'xmlns') continue;
    (attributes ??= Object.create(null) as Record<string, string>)[attribute.local] = attribute.value;
  }
  return attributes ?? NONE;
}

/** An element of any reader, with children of its own kind. */
interface Nested<Node> {
  readonly name: string;
  readonly children: readonly Node[];
  readonly text: string;
}

/** The first child of a name; undefined where there is none. */
export function childOf<Node extends Nested<Node>>(node: Node | undefined, name: string): Node | undefined {
  return node?.children.find((child) => child.name === name);
}

/** All children of a name. */
export function childrenOf<Node extends Nested<Node>>(node: Node | undefined, name: string): readonly Node[] {
  return node?.children.filter((child) => child.name === name) ?? [];
}

/** The text of the first child of a name, without blanks around it; empty where there is none. */
export function textIn<Node extends Nested<Node>>(node: Node | undefined, name: string): string {
  return childOf(node, name)?.text.trim() ?? '';
}

/** What an element holds as a value of JSON, its attributes included; the text alone where there is nothing else. */
export function plainValue(node: XmlNode): unknown {
  const names = [...new Set(node.children.map(({ name }) => name))];
  if (names.length === 0 && Object.keys(node.attributes).length === 0) return node.text.trim();
  const parts = names.map((name) => {
    const values = childrenOf(node, name).map(plainValue);
    return [name, values.length === 1 ? values[0] : values] as const;
  });
  const text = node.text.trim();
  return Object.fromEntries([...Object.entries(node.attributes), ...parts, ...(text === '' ? [] : [['text', text] as const])]);
}
