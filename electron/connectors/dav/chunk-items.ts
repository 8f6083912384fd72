/** Groups of items: at most `maxItems`, and at most `maxBytes` by what a listing says, one item at least. */
export function* chunkItems<Item extends { readonly length?: number | undefined }>(items: Iterable<Item>, maxItems: number, maxBytes: number): Generator<readonly Item[]> {
  let chunk: Item[] = [];
  let bytes = 0;
  for (const item of items) {
    const size = item.length ?? 0;
    if (chunk.length > 0 && (chunk.length >= maxItems || bytes + size > maxBytes)) {
      yield chunk;
      chunk = [];
      bytes = 0;
    }
    chunk.push(item);
    bytes += size;
  }
  if (chunk.length > 0) yield chunk;
}
