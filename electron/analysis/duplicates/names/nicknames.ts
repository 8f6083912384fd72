// Short forms and forms in other languages that are one person's name; a name may stand in several classes.
const CLASSES = [
  'abigail abby gail',
  'albert al bert bertie albrecht',
  'alexander alexandre alessandro alejandro aleksandr alex alec sascha sasha sandro xander',
  'alexandra alex sasha alexa',
  'alfred fred alf alfredo',
  'andrew andy drew',
  'andreas andi andy',
  'andrei andrey andrij andriy andrej',
  'anna annie ann anne',
  'anthony tony',
  'anton toni',
  'antonio toni tonio',
  'antonia toni',
  'barbara barb babsi barbie',
  'benjamin ben benny benni',
  'bernhard bernard bernd bernie',
  'charles charlie chuck chas',
  'carl karl',
  'caroline carolin carol caro karoline carrie',
  'catherine katherine kathryn katharina catarina caterina kate katie kathy cathy kathi kati',
  'ekaterina yekaterina katya katja katia',
  'katarzyna kasia',
  'charlotte lotte charlie lottie',
  'christina christine kristina tina chris christl kristin',
  'christopher christoph kristof chris kit topher cristobal krzysztof',
  'christian chris kristian',
  'daniel dan danny dani',
  'david dave davy dawid',
  'deborah debbie deb',
  'dimitri dmitri dmitry dima dimitrios',
  'dominik dominic dominick nick',
  'donald don donnie',
  'dorothea dorothy dora dorli dot',
  'eduard edward ed eddie ted eduardo ned',
  'eleanor ellie nell',
  'elizabeth elisabeth beth betty liz lizzie sissi lisa eliza',
  'emily em',
  'eugene gene evgeny yevgeny evgeni zhenya',
  'ferdinand ferdi fernando',
  'florian flo',
  'francis frank frankie',
  'franz franzl',
  'francisco paco pancho',
  'frances fran fanny franziska franzi francesca',
  'frederick friedrich fred fritz freddy frederik',
  'gabriel gabe gabi',
  'gabriele gabi gabriela gabriella',
  'george georg georgie',
  'georgi georgy georgiy',
  'gerald gerhard gerry jerry gert gerd',
  'gregory greg gregor grzegorz grigori',
  'helen helena helene',
  'elena yelena',
  'henry harry hank',
  'heinrich heinz heini',
  'hubert hugh hubertus',
  'ignatius ignacio nacho ignaz',
  'jacob jakob jake jaques jacques',
  'james jim jimmy jamie',
  'jennifer jen jenny jenni',
  'jessica jess jessie',
  'jonathan jon jonny nathan',
  'johannes johann hannes hans hansi',
  'john johnny jack jon',
  'ivan vanya',
  'joseph josef joe sepp joey josip jozef yosef',
  'jose pepe',
  'youssef yusuf yousef youssif jusuf',
  'josephine josefine josie sefa finni',
  'joshua josh',
  'judith judy judit',
  'julia julchen',
  'yulia iuliia yuliya',
  'kenneth ken kenny',
  'konstantin kostya constantin kosta',
  'lawrence laurence larry',
  'leonhard leonard leo lenny',
  'leopold leo poldi',
  'louis lou louie lewis',
  'ludwig lutz',
  'louise luise lou luisa',
  'lukas lucas luke',
  'magdalena magda leni',
  'manuel manolo manu emanuel emmanuel',
  'manuela manu ela',
  'margaret margarete margarethe maggie meg peggy grete gretel marge',
  'maria mariya mitzi masha',
  'mary molly',
  'marcus markus',
  'mark marc',
  'martin martino marcin',
  'martha marta',
  'matthew matt',
  'matthias mathias matt hias',
  'maximilian max maxi',
  'maxim max maksim',
  'michael mike mick michi micha mikael',
  'mikhail misha mikhael mihail',
  'michelle shelly',
  'mohammed muhammad mohamed mohammad mehmet muhammed mohamad',
  'monica monika moni',
  'nathaniel nathan nat nate',
  'natalie natalia natasha natalya nathalie',
  'nicholas nick nicolas nico nicky',
  'nikolaus klaus niki nick',
  'nikolai nikolay kolya nikolaj',
  'nicole nicki nicky',
  'olivia liv livia',
  'oliver olli ollie olivier',
  'pamela pam',
  'patricia pat patty trish tricia patrizia',
  'patrick paddy pat patrice patrik',
  'paul pablo paolo pavel pawel pavlo',
  'peter pete pedro pietro pierre petr pyotr piotr petro',
  'philip phillip philipp phil filip philippe',
  'rachel rae rachael',
  'raymond ray raimund ramon',
  'rebecca becky rebekka',
  'richard dick rick ricky rich ricardo riccardo',
  'robert bob bobby rob robbie roberto bert',
  'roland rolly orlando',
  'ronald ron ronnie',
  'rudolf rudolph rudi rolf',
  'samuel sam sammy',
  'samantha sam',
  'sebastian bastian basti seb wastl sebastien',
  'sergei sergey sergio serge sergej',
  'sigmund siegmund sigi',
  'sophie sophia sofia sofie',
  'stephen steven steve stefan stephan steff stevie',
  'stephanie stefanie steffi steph stefania',
  'susan susanne sue susie susi susanna suzanne suzan zuzana',
  'svetlana sveta lana',
  'tatiana tatjana tatyana tanya tanja',
  'theodor theodore ted teddy theo',
  'theresa teresa theresia resi terri therese tess',
  'thomas tom tommy tomas tommaso tomasz',
  'timothy tim timmy',
  'ulrich uli ulli',
  'ulrike ulli uli rike',
  'ursula uschi ulla',
  'valentin valentino val',
  'veronika veronica vroni roni',
  'victor viktor vic vitya',
  'victoria vicky viktoria vicki',
  'vincent vince vinzenz vincenzo vicente',
  'vladimir vova volodya wladimir volodymyr',
  'walter walt wally',
  'william bill billy will willie willy liam',
  'wilhelm willi willy',
  'wolfgang wolf wolfi',
  'xavier xaver javier',
  'zachary zach zack',
];
// Of the other sex, or short for nothing: alike in letters, and yet other people.
const OTHERS =
  'aaron adam agnes ahmed aidan ali alice alma alvin amir amira ana andrea angela anita annika arthur astrid audrey axel beate bella birgit boris brian bruno carla carlo carmen cecilia celine chiara chloe clara claudia clemens cora corinna cornelia daniela daria denise diana dieter dina doris edith elias elif elke emil emma eric erich erik erika erwin esther eva evelyn fabian farid fatima felix fiona flora frida frieda gerda gertrud gina gisela gloria grace gustav hamid hanna hannelore hassan hedwig heidi helga herbert hermann hilda hilde horst hugo hussein ida igor ilse ines inge ingrid irene irina iris irma isaac ismael ivana ivo jana janine jasmin jason joan joanna johanna jonas jorg juliane julian julius justin karen karim karin karina karla kevin khaled kim kira klara konrad kurt lara larissa lars laura lea leah leila lia lidia lilly lily linda linus lina livia lorena lothar lucia lucie lucy lydia maja malik manfred mara marcel margot mariam mariana marianne marina mario marion marisa markus marlene marta martina marvin mathilde maya melanie melissa mila milan milena mina miriam moritz nadia nadine nadja nancy nele nina noah noel nour olaf olga oscar oskar otto paula pauline petra pia quentin rainer ralf ramona raphael regina reinhard renate rene robin roman romy rosa rosalie rose rosemary rosina roswitha ruben ruth ryan sabine sabrina said sara sarah selina selma senta silke silvia simone sina sonia stella sven svenja sylvia tamara tanja tara theo tilda tina tobias ulf uta ute uwe valerie vanessa vera verena viola vivian waltraud wanda werner wilma yann yara yasmin yusuf yvonne zara zoe anh binh chi dung duc giang ha hai hang hien hieu hoa hoang hong hung huong huy khanh lan lien linh loan long mai minh my nam nga ngoc nhung phong phuc phuong quan quang quynh son tam thanh thao thi thinh thu thuy tien trang trinh tuan tung tuyet uyen viet vinh vy yen akira aiko daiki haruka haruto hiroshi hiroko kaori kazuki keiko kenji makoto mariko masato megumi naoki naoko ren rin sakura satoshi shota sora takashi takumi taro tomoko yoko yuki yumi yuto lorenz lorenzo anja hannah sandra andre andrzej carlos karol bea ella nora isabel isabella elise elsa emilia amelia amy millie francesco frantisek jorge giorgio yuri juri jiri jurgen lena ellen henrik henri enrique jaime diego santiago jan juan giovanni jean ian sean joao giuseppe julie leon luis luigi luca madeleine margarita rita greta margit marie mia marco mateo matteo miguel michel niklas felipe filippo simon sonja sonya stefano esteban vera guillermo guillaume helmut wim hugo arthur louis fyodor';

const NAMES = CLASSES.map((line) => line.split(' '));
const CLASSES_OF: ReadonlyMap<string, readonly number[]> = classesOf();
const KNOWN: ReadonlySet<string> = new Set([...CLASSES_OF.keys(), ...OTHERS.split(' ')]);

function classesOf(): ReadonlyMap<string, readonly number[]> {
  const classes = new Map<string, number[]>();
  NAMES.forEach((names, index) => {
    for (const name of names) classes.set(name, [...(classes.get(name) ?? []), index]);
  });
  return classes;
}

/** Numbers of the sets of names that a given name may stand for; none for a name without short forms. */
export function nicknameClasses(name: string): readonly number[] {
  return CLASSES_OF.get(name) ?? NONE;
}
const NONE: readonly number[] = [];

/** Whether a given name is one that people are known to have: then it is no misspelling of another. */
export function isKnownGivenName(name: string): boolean {
  return KNOWN.has(name);
}

/** Whether one of two given names may be a short form of the other, or both of a third. */
export function isShortForm(left: string, right: string): boolean {
  const classes = nicknameClasses(left);
  if (classes.length === 0) return false;
  return nicknameClasses(right).some((number) => classes.includes(number) && isNameOf(number, left, right));
}

/** A class's first names are equal to all; two of its short forms to each other too, where neither is the name of another class. */
function isNameOf(number: number, left: string, right: string): boolean {
  const names = NAMES[number] ?? [];
  return names.includes(left) && names.includes(right);
}
