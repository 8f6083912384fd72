import { describe, expect, it } from 'vitest';
import { contactName, type ContactName } from './contact-name.ts';
import { GIVEN, SURNAME, type NameRelation } from './name-relation.ts';
import { compareNames } from './relate-names.ts';

describe('names', () => {
  it.each([
    ['Ada Berg', 'Berg, Ada'],
    ['Dr. Ada Berg', 'ADA BERG'],
    ['Nguyễn Văn An', 'An Nguyen Van'],
    ['王小明', '小明 王'],
    ['陳小明', '陈小明'],
    ['Jürgen Groß', 'Jurgen Gross'],
    ['Иван Петров', 'Петров Иван'],
    ['김민준', 'Kim Minjun'],
    ['王小明', 'Wang Xiaoming'],
    ['Сергей Иванов', 'Sergei Ivanov'],
    ['Jürgen Groß', 'JÃ¼rgen GroÃ\u009f'],
    ['Agustín Báez', 'Agust?n B?ez'],
    ['申伟泽', '伟泽申'],
  ])('are one: %s and %s', (left, right) => {
    expect(relate(left, right)).toMatchObject({ given: GIVEN.same, surname: SURNAME.same });
  });

  it.each([
    ['Robert Berg', 'Bob Berg', GIVEN.shortForm],
    ['Ada Berg', 'A. Berg', GIVEN.initial],
    ['Berg Ada', 'A. Berg', GIVEN.initial],
    ['Peter Berg', 'Hans Peter Berg', GIVEN.shortForm],
    ['محمد خليل', 'Mohammed Khalil', GIVEN.shortForm],
    ['Erik Berg', 'Eric Berg', GIVEN.misspelt],
    ['Ottilie Berg', 'Otilie Berg', GIVEN.misspelt],
    ['John H. Berg', 'John Henry Berg', GIVEN.shortForm],
  ])('fit: %s and %s', (left, right, given) => {
    expect(relate(left, right)).toMatchObject({ given, surname: SURNAME.same });
  });

  it.each([
    ['Tim Berg', 'Tom Berg'],
    ['Don Berg', 'Ada Berg'],
    ['Carlo Berg', 'Carla Berg'],
    ['Anna Berg', 'Hannah Berg'],
    ['Lena Berg', 'Lina Berg'],
    ['Nguyễn Văn An', 'Nguyễn Văn Bình'],
    ['王小明', '王小红'],
    ['王小明', 'Ada Berg'],
    ['John A. Berg', 'John B. Berg'],
  ])('are two people: %s and %s', (left, right) => {
    expect(relate(left, right).given).toBe(GIVEN.differs);
  });

  it('say nothing against each other where one is a single word or cannot be read', () => {
    expect(relate('Berg', 'Ada Berg')).toMatchObject({ given: GIVEN.missing, surname: SURNAME.same, isPartial: true });
    expect(relate('田中太郎', 'Taro')).toMatchObject({ given: GIVEN.missing, surname: SURNAME.missing });
  });

  it.each([
    ['Ada Berg', 'Berg Ada', { given: GIVEN.same, surname: SURNAME.same }],
    ['Natalie Berg', 'Nat Alie Berg', { given: GIVEN.same, surname: SURNAME.same }],
    ['Ottilie Ankunding', 'Ankunding Tieltoi', { given: GIVEN.resembles, surname: SURNAME.same }],
    ['Kayden Altenwerth', 'Kayden lttewernha', { given: GIVEN.same, surname: SURNAME.resembles }],
    ['Kayden', 'Kayden Altenwerth', { given: GIVEN.missing, surname: SURNAME.same, isPartial: true }],
    ['Ada Berg', 'Otto Lang', { given: GIVEN.differs, surname: SURNAME.differs, isOther: false }],
  ])('are told in levels where names of the book are damaged: %s and %s', (left, right, relation) => {
    expect(relate(left, right, true)).toMatchObject(relation);
  });

  it('take Tam for a misspelt Tim only where names of the book are damaged', () => {
    expect([relate('Tam Berg', 'Tim Berg', true).isOther, relate('Tim Berg', 'Tom Berg', true).isOther]).toEqual([true, true]);
    expect([relate('Tqm Berg', 'Tim Berg').given, relate('Tqm Berg', 'Tim Berg', true).given]).toEqual([GIVEN.differs, GIVEN.misspelt]);
  });

  it.each([['John Berg Jr.', 'jr'], ['John Berg III', 'iii'], ['Berg, John Sr', 'sr'], ['Senior Berg', '']])('bear a mark of generation at their end: %s', (full, generation) => {
    expect(named(full).generation).toBe(generation);
  });
});

function named(full: string): ContactName {
  return contactName([{ field: 'name/full', text: full }], (text) => text);
}

function relate(left: string, right: string, isDamaged = false): NameRelation {
  const names = [named(left), named(right)] as const;
  return compareNames(names, isDamaged).relate(...names);
}
