import { latinOf, latinOfHangul } from './letters.ts';

/** In which letters a word stands; what is written alike is compared letter by letter, the rest by its sound. */
export type Script = 'latin' | 'alphabet' | 'abjad' | 'kana' | 'hangul' | 'han' | 'other';

/** The script of the first letter that tells one. */
export function scriptOf(text: string): Script {
  if (/^[\x20-\x7e]*$/.test(text) || /\p{Script=Latin}/u.test(text)) return 'latin';
  if (/[\p{Script=Cyrillic}\p{Script=Greek}]/u.test(text)) return 'alphabet';
  if (/[\p{Script=Arabic}\p{Script=Hebrew}]/u.test(text)) return 'abjad';
  if (/\p{Script=Han}/u.test(text)) return 'han';
  if (/[\p{Script=Hiragana}\p{Script=Katakana}]/u.test(text)) return 'kana';
  return /\p{Script=Hangul}/u.test(text) ? 'hangul' : 'other';
}

/** A folded word in Latin letters; a word with letters that are not known stays as it is. */
export function romanise(word: string): string {
  if (/^[\x20-\x7e]*$/.test(word)) return word;
  let text = '';
  for (const letter of hiragana(word).replace(VOWEL_MARKS, '')) {
    const latin = letter >= '가' && letter <= '힣' ? latinOfHangul(letter) : latinOf(letter);
    if (latin === undefined && !/\p{Script=Latin}/u.test(letter)) return word;
    text += latin ?? letter;
  }
  // Small kana change the syllable before them: ki + ya is kya.
  return text;
}

/** Arabic vowel signs and the stretching line, Hebrew points: written or not as one likes. */
const VOWEL_MARKS = /[\u0591-\u05c7\u064b-\u0652\u0670\u0640]/g;

const SMALL_KANA: readonly (readonly [RegExp, string])[] = [
  [/([きしちにひみりぎじびぴ])ゃ/g, 'a'],
  [/([きしちにひみりぎじびぴ])ゅ/g, 'u'],
  [/([きしちにひみりぎじびぴ])ょ/g, 'o'],
];

function hiragana(word: string): string {
  let text = word.replace(/[\u30a1-\u30f6]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) - 0x60));
  if (!/[ゃゅょっ]/.test(text)) return text;
  for (const [small, vowel] of SMALL_KANA) {
    text = text.replace(small, (_, syllable: string) => {
      const latin = (latinOf(syllable) ?? '').slice(0, -1);
      return `${latin}${/^(?:sh|ch|j)$/.test(latin) ? '' : 'y'}${vowel}`;
    });
  }
  return text.replace(/っ/g, '');
}

/**
 * How a Latin word sounds, roughly and in many languages at once: equal for Meyer and Meier, Philipp and Filip, Sergei and Sergey,
 * Mohammed and Muhammad. First letter and consonants alone.
 */
export function soundOf(word: string): string {
  const known = SOUNDS.get(word);
  if (known !== undefined) return known;
  const sound = soundOfNew(word);
  // Names of a book come again and again; what is remembered changes no answer.
  if (SOUNDS.size >= MOST_SOUNDS) SOUNDS.clear();
  SOUNDS.set(word, sound);
  return sound;
}

const SOUNDS = new Map<string, string>();
const MOST_SOUNDS = 50_000;

function soundOfNew(word: string): string {
  let text = word
    .replace(/sch|tsch|tch|shch/g, 'S')
    .replace(/sh|ch|cz|zh/g, 'S')
    .replace(/ph/g, 'f')
    .replace(/kh|gh|dh/g, (pair) => (pair === 'dh' ? 'd' : 'h'))
    .replace(/th/g, 't')
    .replace(/ck|qu|[cqgkx]/g, 'k')
    .replace(/[sz]|ts/g, 's')
    .replace(/[dt]/g, 't')
    .replace(/[vwfb]|p(?=f)/g, 'f')
    .replace(/^[aeiouyj]+/, 'a')
    .replace(/(?!^)[aeiouyjhw]+/g, '');
  text = text.replace(/(.)\1+/g, '$1');
  return text === '' ? word.slice(0, 1) : text;
}

/** A name as it is spelt, but for letters that are written one way or the other: equal for Eric and Erik, Sara and Sarah. */
export function spellingOf(word: string): string {
  return word
    .replace(/ph/g, 'f')
    .replace(/(?!^)h/g, '')
    .replace(/ck|[cq]/g, 'k')
    .replace(/y/g, 'i')
    .replace(/z/g, 's')
    .replace(/w/g, 'v')
    .replace(/(.)\1+/g, '$1');
}
