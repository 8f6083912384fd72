/** Given and family names that go together; `native/latin` where the script is another one. */
export interface NameCulture {
  readonly country: string;
  readonly city: string;
  readonly street: string;
  readonly given: readonly string[];
  readonly family: readonly string[];
  /** The family name comes first in the name as it is shown. */
  readonly familyFirst?: boolean;
}

/** Invented people of many countries: every part is a common name, every combination is made up. */
export const NAME_CULTURES: readonly NameCulture[] = [
  {
    country: 'United Kingdom',
    city: 'Leeds',
    street: 'Canal Walk',
    given: 'Amelia Oliver Harriet George Imogen Rupert Freya Callum Matilda Jasper'.split(' '),
    family: 'Ashworth Bramley Carrick Dunmore Ellerby Fairfax Greenhalgh Hartley O’Rourke Winterbourne'.split(' '),
  },
  {
    country: 'Deutschland',
    city: 'Lübeck',
    street: 'Königstraße',
    given: 'Jürgen Käthe Björn Liesl Sören Annika Wolfgang Margarethe Götz Friederike'.split(' '),
    family: 'Müller Schäfer Großmann Weiß Jäger Krüger Böhme Vögele Freiherr-Stein Königsbauer'.split(' '),
  },
  {
    country: 'France',
    city: 'Besançon',
    street: 'rue des Tilleuls',
    given: 'Élodie François Zoé Jérôme Anaïs Benoît Hélène Loïc Solène Gaël'.split(' '),
    family: 'Lefèvre Garçon Beauséjour D’Aubigné Prévost Châtelain Rénier Bouffigny Maréchal Le-Goff'.split(' '),
  },
  {
    country: 'España',
    city: 'Logroño',
    street: 'calle del Peñón',
    given: 'Íñigo Begoña Álvaro Lucía Andrés Inés Joaquín Marisol Óscar Nuria'.split(' '),
    family: 'Muñoz Ibáñez Peñalver Gutiérrez Zúñiga Echeverría Valdés Quiñones Arroyo-Soler Monteagudo'.split(' '),
  },
  {
    country: 'Polska',
    city: 'Łódź',
    street: 'ulica Wiązowa',
    given: 'Łukasz Małgorzata Żaneta Grzegorz Zofia Paweł Świętosława Bolesław Jadwiga Michał'.split(' '),
    family: 'Wiśniewski Dąbrowska Wójcik Kamińska Żak Śliwa Gołąb Brzęczyszcz Krawczyńska Źrebiec'.split(' '),
  },
  {
    country: 'Türkiye',
    city: 'Eskişehir',
    street: 'Çınar Sokağı',
    given: 'Ayşe İbrahim Gülşen Çağlar Işıl Oğuz Şebnem Ümit Elif Tuğçe'.split(' '),
    family: 'Yılmaz Çelik Şahin Öztürk Kılıç Doğan Aydın Güneş Işık Karagöz'.split(' '),
  },
  {
    country: 'Việt Nam',
    city: 'Huế',
    street: 'đường Hoa Sen',
    given: 'Thảo Dũng Hạnh Quốc Ngọc Tuấn Phượng Khánh Linh Đức'.split(' '),
    family: 'Nguyễn Trần Lê Phạm Huỳnh Vũ Đặng Bùi Đỗ Dương'.split(' '),
    familyFirst: true,
  },
  {
    country: 'Ελλάδα',
    city: 'Πάτρα',
    street: 'οδός Ελιάς',
    given: 'Νίκος/Nikos Ελένη/Eleni Γιώργος/Giorgos Σοφία/Sofia Κώστας/Kostas Δήμητρα/Dimitra Άρης/Aris Ιωάννα/Ioanna'.split(' '),
    family: 'Παπάς/Papas Βλάχος/Vlachos Ράπτης/Raptis Ζήσης/Zisis Μακρής/Makris Χατζής/Chatzis Φωτίου/Fotiou Κόκκινος/Kokkinos'.split(' '),
  },
  {
    country: 'Україна',
    city: 'Полтава',
    street: 'вулиця Вишнева',
    given: 'Оксана/Oksana Тарас/Taras Ірина/Iryna Богдан/Bohdan Соломія/Solomiia Андрій/Andrii Леся/Lesia Юрій/Yurii'.split(' '),
    family: 'Коваль/Koval Шевчук/Shevchuk Мельник/Melnyk Гончар/Honchar Лисенко/Lysenko Їжак/Yizhak Савчук/Savchuk Бондар/Bondar'.split(' '),
  },
  {
    country: 'مصر',
    city: 'الإسكندرية',
    street: 'شارع النخيل',
    given: 'ليلى/Layla أحمد/Ahmad نور/Nour يوسف/Youssef سلمى/Salma كريم/Karim هدى/Huda طارق/Tariq'.split(' '),
    family: 'الحداد/Haddad النجار/Najjar منصور/Mansour الخطيب/Khatib زيدان/Zidan السيد/Sayed فارس/Fares الصباغ/Sabbagh'.split(' '),
  },
  {
    country: 'ישראל',
    city: 'חיפה',
    street: 'רחוב התאנה',
    given: 'נועה/Noa איתן/Eitan תמר/Tamar אורי/Uri מיכל/Michal גדעון/Gideon שירה/Shira יונתן/Yonatan'.split(' '),
    family: 'לוי/Levi כהן/Cohen פרידמן/Friedman ברק/Barak שפירא/Shapira גולן/Golan אלון/Alon רוזן/Rozen'.split(' '),
  },
  {
    country: 'भारत',
    city: 'पुणे',
    street: 'नीम मार्ग',
    given: 'प्रिया/Priya अर्जुन/Arjun मीरा/Meera रोहन/Rohan काव्या/Kavya विक्रम/Vikram दीपा/Deepa आदित्य/Aditya'.split(' '),
    family: 'शर्मा/Sharma पाटिल/Patil जोशी/Joshi वर्मा/Verma कुलकर्णी/Kulkarni मिश्रा/Mishra राव/Rao देसाई/Desai'.split(' '),
  },
  {
    country: '中国',
    city: '苏州',
    street: '桂花路',
    given: '伟明/Weiming 秀英/Xiuying 建国/Jianguo 雨桐/Yutong 子涵/Zihan 晓丽/Xiaoli 志强/Zhiqiang 静怡/Jingyi'.split(' '),
    family: '王/Wang 李/Li 张/Zhang 陈/Chen 欧阳/Ouyang 赵/Zhao 周/Zhou 吴/Wu'.split(' '),
    familyFirst: true,
  },
  {
    country: '日本',
    city: '金沢市',
    street: '桜木町',
    given: '陽子/Yoko 健太/Kenta さくら/Sakura 大輔/Daisuke 美咲/Misaki 拓也/Takuya あおい/Aoi 直樹/Naoki'.split(' '),
    family: '佐藤/Sato 鈴木/Suzuki 髙橋/Takahashi 渡邉/Watanabe 小林/Kobayashi 斎藤/Saito 森/Mori 石川/Ishikawa'.split(' '),
    familyFirst: true,
  },
  {
    country: '대한민국',
    city: '전주시',
    street: '은행나무로',
    given: '민준/Minjun 서연/Seoyeon 지호/Jiho 하은/Haeun 도윤/Doyun 수빈/Subin 예린/Yerin 현우/Hyeonu'.split(' '),
    family: '김/Kim 이/Lee 박/Park 최/Choi 정/Jeong 강/Kang 윤/Yoon 임/Lim'.split(' '),
    familyFirst: true,
  },
];

export const COMPANIES: readonly string[] = [
  'Birchwood Logistics',
  'Nordlicht Optik GmbH',
  'Atelier Rivage',
  'Pérez & Hijos, S.L.',
  'Blue Heron Printing',
  'Tatra Werkzeuge',
  'Sunrise Dairy; North Branch',
  'Kestrel Surveying Ltd',
  'Harbour Lights Theatre',
  'Osmium Data Works',
];

export const TITLES: readonly string[] = ['Buyer', 'Head of Sales', 'Bookkeeper', 'Site Manager', 'Engineer', 'Translator', 'Nurse', 'Project Lead'];

export const CATEGORIES: readonly string[] = ['Customers', 'Family', 'Suppliers', 'Choir', 'Neighbours', 'Key accounts', 'Friends', 'School'];

export const NOTE_SENTENCES: readonly string[] = [
  'Met at the trade fair in spring, wants a quote for the second half of the year.',
  'Prefers to be called in the morning; never on a Friday.',
  'Two children, one of them in the same class as ours.',
  'Invoices go to the bookkeeping department, with the order number in the subject.',
  'Allergic to nuts, mind this when booking a table.',
  'Speaks English and a little Italian.',
  'Has the spare key of the workshop; ring twice.',
  'Renewed the contract for three years, see the folder on the shared drive.',
  'Recommended by a colleague: “the best in town”.',
  'Parking is behind the building, the code of the gate is known to reception.',
  'Do not mix up with the person of the same name in purchasing.',
  'Sends a card every New Year; send one back.',
];
