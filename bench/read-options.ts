export interface Options {
  readonly names: readonly string[];
  readonly isFullSize: boolean;
  readonly publish: boolean;
}

const USAGE = 'npm run bench -- [NAME…] [--small] [--publish]';

/**
 * The benches that were named, or all. `--small` runs a fraction of each, to try them; `--publish` writes docs/trust.md from the last
 * full-size figures, and measures nothing where no bench is named beside it.
 */
export function readOptions(args: readonly string[], known: readonly string[]): Options | { readonly refused: string } {
  const flags = args.filter((arg) => arg.startsWith('-'));
  const names = args.filter((arg) => !arg.startsWith('-'));
  const publish = flags.includes('--publish');
  const isFullSize = !flags.includes('--small');
  const odd = [...flags.filter((flag) => !['--small', '--publish'].includes(flag)), ...names.filter((name) => !known.includes(name))];
  if (odd.length > 0) return { refused: `Not known: ${odd.join(', ')}. ${USAGE}, where NAME is one of ${known.join(', ')}.` };
  if (publish && !isFullSize) return { refused: `Only full-size figures are published. ${USAGE}` };
  return { names: names.length > 0 ? names : publish ? [] : known, isFullSize, publish };
}
