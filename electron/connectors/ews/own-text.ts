/** The same text in memory of its own: a piece of a long answer keeps all of it alive, as long as a capture keeps the piece. */
export function ownText(text: string): string {
  return Buffer.from(text, 'utf8').toString('utf8');
}
