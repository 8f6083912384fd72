/** Orders by code units: the same on every machine and in every language. */
export function compareText(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

// Letters that Unicode does not take apart into a base letter and a mark.
const UNMARKED: Readonly<Record<string, string>> = { ß: 'ss', ø: 'o', ł: 'l', đ: 'd', æ: 'ae', œ: 'oe', ı: 'i' };

/** Lower case, without accents of Latin, Greek and Cyrillic letters; marks that other scripts need to tell words apart stay. */
export function foldText(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .normalize('NFC')
    .toLowerCase()
    .replace(/[ßøłđæœı]/g, (letter) => UNMARKED[letter] ?? letter);
}

/** The words of a name or a subject, folded, without punctuation, in the order of the text. */
export function wordsOf(text: string): readonly string[] {
  return foldText(text)
    .split(/[^\p{L}\p{M}\p{N}]+/u)
    .filter((word) => word !== '');
}

/** Equal for two names that differ only in order of words, accents, case and punctuation; empty where there is no word. */
export function nameKey(text: string): string {
  return [...wordsOf(text)].sort(compareText).join(' ');
}
