// Mandarin readings of frequent family names and of characters frequent in given names.
const SURNAMES =
  '王=wang 李=li 张=zhang 刘=liu 陈=chen 杨=yang 黄=huang 赵=zhao 吴=wu 周=zhou 徐=xu 孙=sun 马=ma 朱=zhu 胡=hu 郭=guo 何=he 林=lin 高=gao 罗=luo 郑=zheng 梁=liang 谢=xie 宋=song 唐=tang 许=xu 韩=han 邓=deng 冯=feng 曹=cao 彭=peng 曾=zeng 肖=xiao 田=tian 董=dong 潘=pan 袁=yuan 蔡=cai 蒋=jiang 余=yu 于=yu 杜=du 叶=ye 程=cheng 魏=wei 苏=su 吕=lv 丁=ding 任=ren 卢=lu 姚=yao 沈=shen 钟=zhong 姜=jiang 崔=cui 谭=tan 陆=lu 范=fan 汪=wang 廖=liao 石=shi 金=jin 贾=jia 夏=xia 方=fang 邹=zou 熊=xiong 白=bai 孟=meng 秦=qin 邱=qiu 侯=hou 江=jiang 尹=yin 薛=xue 雷=lei 龙=long 史=shi 陶=tao 贺=he 顾=gu 毛=mao 郝=hao 龚=gong 邵=shao 万=wan 钱=qian 严=yan 洪=hong 欧阳=ouyang 司马=sima 上官=shangguan 诸葛=zhuge';
const GIVEN =
  '伟=wei 芳=fang 娜=na 秀=xiu 英=ying 敏=min 静=jing 丽=li 强=qiang 磊=lei 军=jun 洋=yang 勇=yong 艳=yan 杰=jie 娟=juan 涛=tao 明=ming 超=chao 兰=lan 霞=xia 平=ping 刚=gang 桂=gui 小=xiao 晓=xiao 红=hong 华=hua 建=jian 国=guo 文=wen 志=zhi 玉=yu 春=chun 海=hai 燕=yan 梅=mei 鹏=peng 宇=yu 浩=hao 然=ran 子=zi 涵=han 轩=xuan 梓=zi 欣=xin 怡=yi 佳=jia 雨=yu 思=si 博=bo 天=tian 俊=jun 峰=feng 斌=bin 波=bo 辉=hui 健=jian 东=dong 龙=long 飞=fei 云=yun 雪=xue 琳=lin 婷=ting 慧=hui 莉=li 美=mei 家=jia 德=de 永=yong 清=qing 宁=ning 安=an 嘉=jia 诗=shi 一=yi 诺=nuo 晨=chen 阳=yang 月=yue 心=xin 玲=ling 凯=kai 乐=le 雅=ya 成=cheng 新=xin 利=li 亮=liang 琴=qin 丹=dan 萍=ping 瑞=rui 泽=ze 豪=hao 睿=rui 彤=tong 珍=zhen 荣=rong 福=fu 庆=qing 生=sheng 学=xue 金=jin 长=chang';
// Traditional and Japanese forms of the same characters.
const VARIANTS =
  '張张 劉刘 陳陈 楊杨 黃黄 趙赵 吳吴 孫孙 馬马 羅罗 鄭郑 謝谢 許许 韓韩 鄧邓 馮冯 蕭肖 蔣蒋 葉叶 蘇苏 呂吕 盧卢 鍾钟 鐘钟 譚谭 陸陆 賈贾 鄒邹 龍龙 賀贺 顧顾 龔龚 萬万 錢钱 嚴严 歐欧 陽阳 諸诸 偉伟 靜静 麗丽 強强 軍军 艷艳 傑杰 濤涛 蘭兰 剛刚 曉晓 紅红 華华 國国 鵬鹏 軒轩 東东 飛飞 雲云 寧宁 詩诗 諾诺 凱凯 樂乐 瑋玮 澤泽 慶庆 學学 長长 榮荣 齊斉 齋斉 斎斉 齊斉 邊辺 邉辺 濱浜 澤沢 廣広 髙高 﨑崎 惠恵';
// Frequent Japanese family names; their characters have other readings there.
const JAPANESE =
  '佐藤=sato 鈴木=suzuki 高橋=takahashi 田中=tanaka 伊藤=ito 渡辺=watanabe 山本=yamamoto 中村=nakamura 小林=kobayashi 加藤=kato 吉田=yoshida 山田=yamada 佐々木=sasaki 山口=yamaguchi 松本=matsumoto 井上=inoue 木村=kimura 斉藤=saito 清水=shimizu 山崎=yamazaki 森=mori 池田=ikeda 橋本=hashimoto 阿部=abe 石川=ishikawa 山下=yamashita 中島=nakajima 石井=ishii 小川=ogawa 前田=maeda 岡田=okada 長谷川=hasegawa 藤田=fujita 後藤=goto 近藤=kondo 村上=murakami 遠藤=endo 青木=aoki 坂本=sakamoto 福田=fukuda 太田=ota 西村=nishimura 藤井=fujii 金子=kaneko 岡本=okamoto 藤原=fujiwara 中野=nakano 三浦=miura 原田=harada 松田=matsuda 竹内=takeuchi 中川=nakagawa 上田=ueda';

const SIMPLE: ReadonlyMap<string, string> = new Map(VARIANTS.split(' ').map((pair) => [pair[0] ?? '', pair[1] ?? '']));
const SURNAME_READINGS = readings(SURNAMES);
const GIVEN_READINGS = readings(GIVEN);
const JAPANESE_READINGS = readings([...JAPANESE.split(' ')].map(simplified).join(' '));
const LONGEST_SURNAME = 3;

function readings(table: string): ReadonlyMap<string, string> {
  return new Map(
    table.split(' ').map((pair): [string, string] => {
      const [word = '', latin = ''] = pair.split('=');
      return [word, latin];
    }),
  );
}

/** The same characters in one form, so that a name in traditional and in simplified writing is one. */
export function simplified(word: string): string {
  let text = '';
  for (const character of word) text += SIMPLE.get(character) ?? character;
  return text;
}

/** A Chinese, Japanese or Korean name of one word, taken apart where it begins with a frequent family name. */
export function splitHanName(word: string): { readonly surname: string; readonly given: string } | undefined {
  const characters = [...word];
  for (let length = Math.min(LONGEST_SURNAME, characters.length - 1); length > 0; length -= 1) {
    const surname = characters.slice(0, length).join('');
    if (isHanSurname(surname)) return { surname, given: characters.slice(length).join('') };
  }
  return undefined;
}

/** Whether a word in simplified writing is a frequent family name. */
export function isHanSurname(word: string): boolean {
  return SURNAME_READINGS.has(word) || JAPANESE_READINGS.has(word);
}

/** A name in Latin letters, its family name in Mandarin or in Japanese; undefined where a character is not known. */
export function latinOfHan(surname: string, given: string): { readonly surname: string; readonly given: string } | undefined {
  const japanese = JAPANESE_READINGS.get(surname);
  if (japanese !== undefined) return { surname: japanese, given: '' };
  const family = SURNAME_READINGS.get(surname);
  if (family === undefined) return undefined;
  let latin = '';
  for (const character of given) {
    const reading = GIVEN_READINGS.get(character) ?? SURNAME_READINGS.get(character);
    if (reading === undefined) return undefined;
    latin += reading;
  }
  return { surname: family, given: latin };
}
