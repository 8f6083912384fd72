import { SaxesParser } from 'saxes';

import type { XmlName } from './names.ts';
import { escapeXml, tags } from './write-xml.ts';

/** One element of a request. */
export interface XmlElement {
  readonly name: XmlName;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlElement[];
  /** All text directly inside, joined. */
  readonly text: string;
}

interface OpenElement {
  name: XmlName;
  attributes: Record<string, string>;
  children: XmlElement[];
  text: string;
}

const DEEPEST = 50;

/** A request body that is not usable XML. */
export class BadXml extends Error {}

/** Parses a request; throws BadXml where it is malformed, nested too deeply or has a DOCTYPE (no entity is ever expanded). */
export function readXml(text: string): XmlElement {
  const parser = new SaxesParser({ xmlns: true });
  const open: OpenElement[] = [];
  let root: XmlElement | undefined;
  parser.on('error', (error) => {
    throw new BadXml(error.message);
  });
  parser.on('doctype', () => {
    throw new BadXml('DOCTYPE refused');
  });
  parser.on('opentag', (tag) => {
    if (open.length >= DEEPEST) throw new BadXml('nested too deeply');
    const attributes: Record<string, string> = {};
    for (const attribute of Object.values(tag.attributes)) attributes[attribute.local] = attribute.value;
    open.push({ name: `{${tag.uri}}${tag.local}`, attributes, children: [], text: '' });
  });
  const addText = (piece: string) => {
    const current = open.at(-1);
    if (current !== undefined) current.text += piece;
  };
  parser.on('text', addText);
  parser.on('cdata', addText);
  parser.on('closetag', () => {
    const done = open.pop();
    if (done === undefined) return;
    const parent = open.at(-1);
    if (parent === undefined) root = done;
    else parent.children.push(done);
  });
  parser.write(text).close();
  if (root === undefined) throw new BadXml('empty');
  return root;
}

/** The first child of this name. */
export function child(parent: XmlElement | undefined, name: XmlName): XmlElement | undefined {
  return parent?.children.find((candidate) => candidate.name === name);
}

/** All children of this name. */
export function childrenNamed(parent: XmlElement, name: XmlName): readonly XmlElement[] {
  return parent.children.filter((candidate) => candidate.name === name);
}

/** An element's content as XML again, to be kept as the value of a property. */
export function innerXml(parent: XmlElement): string {
  if (parent.children.length === 0) return escapeXml(parent.text);
  return parent.children.map(outerXml).join('');
}

function outerXml(one: XmlElement): string {
  const attributes = Object.entries(one.attributes).filter(([name]) => name !== 'xmlns' && /^[A-Za-z-]+$/.test(name));
  const written = attributes.map(([name, value]) => ` ${name}="${escapeXml(value)}"`).join('');
  const { open, close } = tags(one.name);
  return `${open.slice(0, -1)}${written}>${innerXml(one)}${close}`;
}
