import type { ContentLine } from '../content-lines/content-line.ts';
import { splitUnescaped, unescapeText } from '../content-lines/escape.ts';
import { unixLineEnds } from '../text/normalise-text.ts';

/** The value of a text property as a person reads it. */
export function textOf(line: ContentLine): string {
  return unixLineEnds(unescapeText(line.value));
}

/** The components of a structured value, each as one text; commas in them part nothing. */
export function componentsOf(line: ContentLine): readonly string[] {
  return splitUnescaped(line.value, ';').map((part) => unixLineEnds(unescapeText(part)));
}

/** The members of a list property, without empty ones. */
export function membersOf(line: ContentLine): readonly string[] {
  return splitUnescaped(line.value, ',').map((part) => unixLineEnds(unescapeText(part)).trim()).filter((part) => part !== '');
}

/** Whether there is nothing to read in a text. */
export function isBlank(text: string): boolean {
  return text === '' || text.trim() === '';
}
