import type { SaxesTagNS } from 'saxes';

/** Keeps the source of chosen elements while a document is read piece by piece. */
export interface SourceCutter {
  /** Each piece before the parser gets it. */
  feed(text: string): void;
  opened(tag: SaxesTagNS, position: number, isWanted: boolean): void;
  /** The source of the element that ends here, if it was wanted. */
  closed(position: number): string | undefined;
}

/** A cutter that holds no more of the document than the chosen element that is open. Positions count UTF-16 units, as the parser does. */
export function createSourceCutter(): SourceCutter {
  let held = '';
  let heldFrom = 0;
  let depth = 0;
  let wanted: { readonly depth: number; readonly from: number; readonly declared: ReadonlySet<string>; readonly used: Set<string> } | undefined;
  const scopes: ReadonlyMap<string, string>[] = [new Map()];

  return {
    feed(text) {
      held += text;
    },
    opened(tag, position, isWanted) {
      depth += 1;
      const outer = scopes.at(-1) ?? new Map<string, string>();
      const own = Object.entries(tag.ns);
      scopes.push(own.length === 0 ? outer : new Map([...outer, ...own]));
      if (wanted !== undefined) useOf(tag).forEach((prefix) => wanted?.used.add(prefix));
      else if (isWanted) {
        // No '<' stands inside of a tag, so that the last one before its end begins it.
        const from = heldFrom + held.lastIndexOf('<', position - heldFrom - 1);
        wanted = { depth, from, declared: new Set(Object.keys(tag.ns)), used: new Set(useOf(tag)) };
      } else {
        // The beginning of what is open now is needed no more.
        held = held.slice(position - heldFrom);
        heldFrom = position;
      }
    },
    closed(position) {
      let source: string | undefined;
      if (wanted?.depth === depth) {
        source = declare(held.slice(wanted.from - heldFrom, position - heldFrom), wanted, scopes.at(-1) ?? new Map<string, string>());
        wanted = undefined;
      }
      if (wanted === undefined) {
        held = held.slice(position - heldFrom);
        heldFrom = position;
      }
      scopes.pop();
      depth -= 1;
      return source;
    },
  };
}

/** Prefixes in the names of a tag; '' stands for the default namespace. */
function useOf(tag: SaxesTagNS): readonly string[] {
  const ofAttributes = Object.values(tag.attributes).map((attribute) => attribute.prefix).filter((prefix) => prefix !== '' && prefix !== 'xmlns' && prefix !== 'xml');
  return [tag.prefix, ...ofAttributes];
}

function declare(source: string, { declared, used }: { readonly declared: ReadonlySet<string>; readonly used: ReadonlySet<string> }, scope: ReadonlyMap<string, string>): string {
  const missing = [...used].filter((prefix) => !declared.has(prefix) && scope.has(prefix)).sort();
  const added = missing.map((prefix) => ` xmlns${prefix === '' ? '' : `:${prefix}`}="${(scope.get(prefix) ?? '').replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;')}"`).join('');
  const nameEnd = /^<[^\s/>]+/.exec(source)?.[0].length ?? 0;
  return source.slice(0, nameEnd) + added + source.slice(nameEnd);
}
