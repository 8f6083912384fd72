import type { Random } from './random.ts';

export interface InventedName {
  readonly given: string;
  readonly surname: string;
  readonly culture: Culture;
  /** The same name in Latin letters, where it is not written in them. */
  readonly latin?: { readonly given: string; readonly surname: string };
  readonly short?: string;
}

export type Culture = 'western' | 'vietnamese' | 'chinese' | 'korean' | 'russian' | 'arabic';

const GIVEN =
  'James Robert John Michael David William Richard Thomas Christopher Daniel Matthew Anthony Mark Steven Andrew Kenneth Joshua Kevin Brian Edward Ronald Timothy Jason Jeffrey Ryan Jacob Gary Nicholas Eric Jonathan Stephen Larry Justin Scott Brandon Benjamin Samuel Gregory Alexander Patrick Frank Raymond Jack Dennis Mary Patricia Jennifer Linda Elizabeth Barbara Susan Jessica Karen Sarah Lisa Nancy Sandra Betty Ashley Emily Kimberly Margaret Donna Michelle Carol Amanda Melissa Deborah Stephanie Rebecca Laura Sharon Cynthia Dorothy Amy Kathleen Angela Shirley Emma Brenda Pamela Nicole Anna Samantha Katherine Christine Helen Debra Rachel Carolyn Janet Maria Olivia Heather Lukas Leon Finn Jonas Paul Felix Maximilian Julian Niklas Tobias Sebastian Florian Fabian Simon Philipp Jan Tim Tom Marie Sophie Lena Lea Hannah Mia Lina Clara Johanna Katharina Franziska Theresa Magdalena Ines Pilar Carmen Javier Diego Alejandro Lucia Chiara Giulia Matteo Lorenzo Camille Chloe Mathieu Pierre Agnieszka Katarzyna Piotr Tomasz Ingrid Astrid Lars Sven Erik Karin Aoife Siobhan Liam Sean Priya Ananya Rahul Vikram Arjun Deepa Kofi Ama Kwame Zanele Thabo'.split(' ');
const SURNAMES =
  'Smith Johnson Williams Brown Jones Garcia Miller Davis Rodriguez Martinez Hernandez Lopez Gonzalez Wilson Anderson Thomas Taylor Moore Jackson Martin Lee Perez Thompson White Harris Sanchez Clark Ramirez Lewis Robinson Walker Young Allen King Wright Scott Torres Hill Flores Green Adams Nelson Baker Hall Rivera Campbell Mitchell Carter Roberts Müller Schmidt Schneider Fischer Weber Meyer Wagner Becker Schulz Hoffmann Schäfer Koch Bauer Richter Klein Wolf Schröder Neumann Schwarz Zimmermann Braun Krüger Hofmann Hartmann Lange Gruber Huber Pichler Steiner Moser Mayer Leitner Berger Fuchs Eder Rossi Russo Ferrari Esposito Bianchi Dubois Durand Leroy Moreau Laurent Nowak Kowalski Wiśniewski Jansen Vries Bakker Hansen Johansen Olsen Larsen Andersson Nilsson O’Brien Murphy Kelly Byrne Sharma Patel Singh Gupta Mensah Owusu Dlamini Nkosi Novák Svoboda Horvat Kovačić Nagy Kovács'.split(' ');
const STEMS = 'Ack Ald Bar Ber Brand Burg Dorn Eck Falk Feld Fors Gar Grun Hag Heid Holm Kast Kel Kern Lang Lind Mart Nord Ost Pal Rab Reit Ros Sand Schil Stein Stol Tann Tor Ulm Vog Wald Wen Wik Zell'.split(' ');
const ENDINGS = 'acher auer berg bach dahl eld ell ener er etti ford gren hart hof inger ino ley lund mann mark ner ovic quist rup ski son stad strom ton wald well wood'.split(' ');
const SHORT: Readonly<Record<string, string>> = {
  James: 'Jim', Robert: 'Bob', Michael: 'Mike', William: 'Bill', Richard: 'Rick', Thomas: 'Tom', Christopher: 'Chris', Daniel: 'Dan', Matthew: 'Matt', Anthony: 'Tony', Steven: 'Steve', Andrew: 'Andy', Joshua: 'Josh', Edward: 'Ed', Timothy: 'Tim', Nicholas: 'Nick', Gregory: 'Greg', Alexander: 'Alex', Samuel: 'Sam', Benjamin: 'Ben', Patricia: 'Pat', Jennifer: 'Jenny', Elizabeth: 'Liz', Barbara: 'Barb', Susan: 'Sue', Margaret: 'Maggie', Deborah: 'Debbie', Rebecca: 'Becky', Katherine: 'Kate', Stephanie: 'Steffi', Maximilian: 'Max', Katharina: 'Kathi', Magdalena: 'Leni', Theresa: 'Resi', Franziska: 'Franzi',
};
const VIETNAMESE = { surnames: 'Nguyễn Trần Phạm Huỳnh Hoàng Phan Vũ Võ Đặng Bùi Ngô Dương'.split(' '), middles: 'Văn Thị Hữu Đức Minh Ngọc Thanh Quốc'.split(' '), given: 'An Anh Bình Chi Dũng Giang Hà Hải Hiếu Hoa Hùng Hương Khánh Lan Linh Long Mai Nam Nga Phong Phúc Quân Sơn Thảo Trang Tuấn Uyên Vinh'.split(' ') };
const CHINESE = { surnames: '王=Wang 李=Li 張=Zhang 劉=Liu 陳=Chen 楊=Yang 黃=Huang 趙=Zhao 吳=Wu 周=Zhou 徐=Xu 孫=Sun'.split(' '), given: '小明=Xiaoming 偉=Wei 芳=Fang 秀英=Xiuying 麗=Li 強=Qiang 軍=Jun 洋=Yang 靜=Jing 美玲=Meiling 志強=Zhiqiang 建國=Jianguo 雨欣=Yuxin 子涵=Zihan 俊杰=Junjie 文博=Wenbo 海燕=Haiyan 婷婷=Tingting'.split(' ') };
const KOREAN = { surnames: '김=Kim 이=Lee 박=Park 최=Choi 강=Kang 조=Cho 윤=Yoon 임=Lim 한=Han'.split(' '), given: '민준=Minjun 서연=Seoyeon 지훈=Jihun 하윤=Hayun 도윤=Doyun 지우=Jiu 수빈=Subin 현우=Hyeonu 예은=Yeeun 준서=Junseo'.split(' ') };
const RUSSIAN = { surnames: 'Иванов=Ivanov Смирнов=Smirnov Кузнецов=Kuznetsov Попов=Popov Соколов=Sokolov Лебедев=Lebedev Козлов=Kozlov Новиков=Novikov Морозов=Morozov Петров=Petrov Волков=Volkov Зайцев=Zaitsev'.split(' '), given: 'Иван=Ivan Алексей=Alexei Дмитрий=Dmitry Сергей=Sergei Андрей=Andrey Максим=Maxim Михаил=Mikhail Николай=Nikolai Виктор=Viktor Павел=Pavel Олег=Oleg Игорь=Igor'.split(' ') };
const ARABIC = { surnames: 'الحسن=Alhassan خليل=Khalil منصور=Mansour حداد=Haddad نصار=Nassar سليمان=Suleiman عثمان=Othman شاهين=Shaheen'.split(' '), given: 'محمد=Mohammed أحمد=Ahmed يوسف=Youssef خالد=Khaled فاطمة=Fatima ليلى=Layla مريم=Maryam حسين=Hussein طارق=Tarek سعيد=Saeed'.split(' ') };

/** A given name and a family name that go together. */
export function inventName(random: Random): InventedName {
  const draw = random.next();
  if (draw < 0.8) return westernName(random, random.chance(0.35) ? random.pick(SURNAMES) : coinSurname(random));
  if (draw < 0.86) {
    const given = `${random.pick(VIETNAMESE.middles)} ${random.pick(VIETNAMESE.given)}`;
    return { given, surname: random.pick(VIETNAMESE.surnames), culture: 'vietnamese' };
  }
  if (draw < 0.91) return twoScripts(random, CHINESE, 'chinese');
  if (draw < 0.94) return twoScripts(random, KOREAN, 'korean');
  return draw < 0.97 ? twoScripts(random, RUSSIAN, 'russian') : twoScripts(random, ARABIC, 'arabic');
}

/** Another given name for a family, never one of those taken. */
export function inventSibling(random: Random, family: InventedName, taken: readonly string[]): InventedName {
  for (;;) {
    const name = family.culture === 'western' ? westernName(random, family.surname) : inventName(random);
    if (name.culture === family.culture && !taken.includes(name.given)) {
      return { ...name, surname: family.surname, ...(name.latin === undefined || family.latin === undefined ? {} : { latin: { given: name.latin.given, surname: family.latin.surname } }) };
    }
  }
}

function westernName(random: Random, surname: string): InventedName {
  const given = random.pick(GIVEN);
  const short = SHORT[given];
  return { given, surname, culture: 'western', ...(short === undefined ? {} : { short }) };
}

function coinSurname(random: Random): string {
  return random.pick(STEMS) + (random.chance(0.3) ? random.pick(['el', 'en', 'er', 'in', 'o']) : '') + random.pick(ENDINGS);
}

function twoScripts(random: Random, names: { readonly surnames: readonly string[]; readonly given: readonly string[] }, culture: Culture): InventedName {
  const [surname = '', latinSurname = ''] = random.pick(names.surnames).split('=');
  const [given = '', latinGiven = ''] = random.pick(names.given).split('=');
  return { given, surname, culture, latin: { given: latinGiven, surname: latinSurname } };
}
