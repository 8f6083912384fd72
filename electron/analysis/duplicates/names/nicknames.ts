// Short forms that are one person's name; forms that are also names of their own for the other sex are left out.
const CLASSES: readonly (readonly string[])[] = [
  ['abigail', 'abby', 'gail'],
  ['alexander', 'alexandre', 'alec', 'sascha', 'sandy'],
  ['andrew', 'andy', 'drew'],
  ['andreas', 'andi'],
  ['anthony', 'tony'],
  ['benjamin', 'ben', 'benny'],
  ['charles', 'charlie', 'chuck'],
  ['christopher', 'kit', 'topher'],
  ['daniel', 'dan', 'danny'],
  ['david', 'dave', 'davy'],
  ['edward', 'ed', 'eddie', 'ted'],
  ['elizabeth', 'elisabeth', 'beth', 'betty', 'liz', 'lisa', 'lizzie', 'sissi'],
  ['frederick', 'friedrich', 'fred', 'fritz'],
  ['gregory', 'greg'],
  ['henry', 'harry', 'hank'],
  ['jacob', 'jakob', 'jake'],
  ['james', 'jim', 'jimmy', 'jamie'],
  ['johannes', 'johann', 'hannes', 'hans'],
  ['john', 'johnny', 'jack'],
  ['joseph', 'josef', 'joe', 'sepp'],
  ['katherine', 'catherine', 'katharina', 'kate', 'katie', 'kathy', 'cathy', 'kathi'],
  ['lawrence', 'laurence', 'larry'],
  ['margaret', 'margarete', 'maggie', 'meg', 'peggy', 'grete'],
  ['matthew', 'matt'],
  ['matthias', 'mathias', 'hias'],
  ['maximilian', 'max'],
  ['michael', 'mike', 'mick', 'michi'],
  ['nicholas', 'nick', 'nicolas'],
  ['nikolaus', 'klaus', 'niki'],
  ['patrick', 'paddy'],
  ['peter', 'pete'],
  ['philip', 'phillip', 'philipp', 'phil'],
  ['rebecca', 'becky'],
  ['richard', 'dick', 'rick', 'ricky', 'rich'],
  ['robert', 'bob', 'bobby', 'rob', 'robbie'],
  ['samuel', 'sam', 'sammy'],
  ['stephen', 'steven', 'steve'],
  ['stefan', 'stephan', 'steff'],
  ['susan', 'susanne', 'sue', 'susie', 'susi'],
  ['theresa', 'teresa', 'theresia', 'resi', 'terri'],
  ['thomas', 'tom', 'tommy'],
  ['timothy', 'tim', 'timmy'],
  ['victoria', 'vicky', 'viktoria'],
  ['walter', 'walt'],
  ['william', 'bill', 'billy', 'will', 'willie', 'liam'],
];

const CLASS_OF: ReadonlyMap<string, number> = new Map(CLASSES.flatMap((names, index) => names.map((name) => [name, index] as const)));
const SHORTEST_MISSPELT = 5;

/** Whether two given names (folded words) can be one person's: equal, an initial, a short form, a misspelling, or a name more. */
export function givenNamesFit(left: readonly string[], right: readonly string[]): boolean {
  const shared = Math.min(left.length, right.length);
  for (let index = 0; index < shared; index += 1) if (!wordsFit(left[index] ?? '', right[index] ?? '')) return false;
  return true;
}

function wordsFit(left: string, right: string): boolean {
  if (left === right) return true;
  if (left.length === 1 || right.length === 1) return left[0] === right[0];
  const leftClass = CLASS_OF.get(left);
  if (leftClass !== undefined && leftClass === CLASS_OF.get(right)) return true;
  return isMisspelling(left, right);
}

/** One letter replaced or two swapped. Not the last one: there stands what tells Carlo from Carla. */
export function isMisspelling(left: string, right: string): boolean {
  if (left.length !== right.length || left.length < SHORTEST_MISSPELT || left.at(-1) !== right.at(-1)) return false;
  const places = [...left].flatMap((letter, index) => (letter === right[index] ? [] : [index]));
  const [first, second] = places;
  if (first === undefined || places.length > 2) return false;
  if (second === undefined) return true;
  return second === first + 1 && left[first] === right[second] && left[second] === right[first];
}
