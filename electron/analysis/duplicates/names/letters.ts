/** Latin letters for letters of other alphabets, as passports and transliteration standards mostly write them. */
const CYRILLIC = 'а=a б=b в=v г=g д=d е=e ж=zh з=z и=i й=i к=k л=l м=m н=n о=o п=p р=r с=s т=t у=u ф=f х=kh ц=ts ч=ch ш=sh щ=shch ъ= ы=y ь= э=e ю=yu я=ya і=i ї=i є=ye ґ=g ў=u ј=j љ=lj њ=nj ћ=c ђ=dj џ=dz';
const GREEK = 'α=a β=v γ=g δ=d ε=e ζ=z η=i θ=th ι=i κ=k λ=l μ=m ν=n ξ=x ο=o π=p ρ=r σ=s ς=s τ=t υ=y φ=f χ=ch ψ=ps ω=o';
const ARABIC = 'ا=a أ=a إ=i آ=a ب=b ت=t ث=th ج=j ح=h خ=kh د=d ذ=dh ر=r ز=z س=s ش=sh ص=s ض=d ط=t ظ=z ع= غ=gh ف=f ق=q ك=k ل=l م=m ن=n ه=h و=w ي=y ى=a ة=a ء= ؤ=w ئ=y پ=p چ=ch ژ=zh گ=g ک=k ی=y ہ=h ے=y ٹ=t ڈ=d ڑ=r ں=n';
const HEBREW = 'א=a ב=b ג=g ד=d ה=h ו=v ז=z ח=h ט=t י=y כ=k ך=k ל=l מ=m ם=m נ=n ן=n ס=s ע= פ=p ף=f צ=ts ץ=ts ק=k ר=r ש=sh ת=t';
const KANA =
  'あ=a い=i う=u え=e お=o か=ka き=ki く=ku け=ke こ=ko さ=sa し=shi す=su せ=se そ=so た=ta ち=chi つ=tsu て=te と=to な=na に=ni ぬ=nu ね=ne の=no は=ha ひ=hi ふ=fu へ=he ほ=ho ま=ma み=mi む=mu め=me も=mo や=ya ゆ=yu よ=yo ら=ra り=ri る=ru れ=re ろ=ro わ=wa を=o ん=n が=ga ぎ=gi ぐ=gu げ=ge ご=go ざ=za じ=ji ず=zu ぜ=ze ぞ=zo だ=da ぢ=ji づ=zu で=de ど=do ば=ba び=bi ぶ=bu べ=be ぼ=bo ぱ=pa ぴ=pi ぷ=pu ぺ=pe ぽ=po ー=';

/** A letter of another alphabet in Latin letters; undefined for one that is not known. */
export function latinOf(letter: string): string | undefined {
  return LETTERS.get(letter);
}

const LETTERS: ReadonlyMap<string, string> = new Map(
  [CYRILLIC, GREEK, ARABIC, HEBREW, KANA].flatMap((table) =>
    table.split(' ').map((pair): [string, string] => {
      const [letter = '', latin = ''] = pair.split('=');
      return [letter, latin];
    }),
  ),
);

// Revised Romanization, by the place of each part in the block of Hangul syllables.
const INITIALS = 'g kk n d tt r m b pp s ss  j jj ch k t p h'.split(' ');
const MEDIALS = 'a ae ya yae eo e yeo ye o wa wae oe yo u wo we wi yu eu ui i'.split(' ');
const FINALS = ' k k k n n n t l k m l l l p l m p p t t ng t t k t p t'.split(' ');
const FIRST_SYLLABLE = 0xac00;

/** A Hangul syllable in Latin letters. */
export function latinOfHangul(syllable: string): string {
  const place = syllable.charCodeAt(0) - FIRST_SYLLABLE;
  return `${INITIALS[Math.floor(place / 588)] ?? ''}${MEDIALS[Math.floor((place % 588) / 28)] ?? ''}${FINALS[place % 28] ?? ''}`;
}

// How families spell themselves, against the standard.
const KOREAN_SURNAMES: ReadonlyMap<string, string> = new Map(
  '김=kim 이=lee 박=park 최=choi 정=jung 강=kang 조=cho 윤=yoon 장=jang 임=lim 한=han 오=oh 서=seo 신=shin 권=kwon 황=hwang 안=ahn 송=song 류=ryu 홍=hong 문=moon 양=yang 손=son 배=bae 백=baek 허=heo 노=noh'.split(' ').map((pair): [string, string] => {
    const [syllable = '', latin = ''] = pair.split('=');
    return [syllable, latin];
  }),
);

/** A Korean family name as it is mostly written in Latin letters; undefined where it is not a frequent one. */
export function latinOfKoreanSurname(syllable: string): string | undefined {
  return KOREAN_SURNAMES.get(syllable);
}
