/** Everyday English for sentences and titles. Nouns take a plain -s in the plural, verbs are regular and take an object. */

const words = (text: string): readonly string[] => text.trim().split(/\s+/);
const phrases = (text: string): readonly string[] => text.trim().split(/\s*,\s*/);

/** Who does something. */
export const PEOPLE = words(`
  accountant actor architect artist assistant author baker builder buyer captain carpenter caretaker chef coach colleague
  composer consultant cook courier customer dancer dentist designer developer director doctor driver editor electrician
  employee engineer explorer farmer firefighter gardener guest guide historian illustrator inspector instructor inventor
  investor janitor jeweler journalist judge lawyer lecturer librarian manager mechanic mentor merchant minister musician
  neighbor nurse officer operator owner painter partner patient photographer physician pilot plumber poet principal producer
  professor programmer publisher ranger receptionist reporter researcher resident sailor scholar scientist sculptor secretary
  seller senator singer speaker student surgeon surveyor tailor teacher technician tenant tourist trader trainer translator
  traveler tutor veterinarian visitor volunteer waiter warden weaver witness writer
`);

/** Groups of people; singular. */
export const GROUPS = words(`
  agency board choir class club committee community company council crew department family foundation government institute
  jury ministry museum orchestra panel parliament school staff studio team university village workshop
`);

/** What something is done to. */
export const THINGS = words(`
  agreement album answer archive argument article bicycle blueprint boat book bridge budget building calendar camera canvas
  castle catalog chapter chart claim collection concept contract cottage decision design diagram diary document drawing
  engine envelope essay estimate exhibit experiment factory fence forecast formula garden guideline harbor house idea
  instrument interview invention invoice island journal kitchen ladder lamp landscape lantern letter library lighthouse list
  machine manual manuscript map market meadow measurement message method mirror model monument motor mural museum notebook
  novel offer orchard order package painting pamphlet path pattern photograph piano picture pipeline plan platform poem
  portrait poster prediction product project proposal prototype puzzle question railway receipt recipe record register report
  request requirement result river roof route rule sample schedule sculpture shelter ship signal sketch song statement statue
  story strategy suggestion summary survey system table tent textbook theory ticket timetable tool tower trail train
  translation treasure tunnel vehicle village violin warehouse website window
`);

export const ADJECTIVES = words(`
  accurate ambitious ancient attractive bold brief bright broad broken busy calm careful cautious charming cheap clear clever
  colorful common complete complex convenient correct costly creative curious daily dark deep delicate detailed different
  difficult distant early elegant empty enormous essential exact expensive fair familiar famous fancy final flexible foreign
  formal fragile fresh friendly gentle genuine grand harmless helpful hidden honest huge important impressive independent
  informal innocent intricate large local long loud lovely main major mild minor modern modest narrow necessary neat new
  noisy normal odd official old ordinary original painful patient peaceful perfect plain pleasant polite popular powerful
  practical precious precise pretty previous private proper proud public quick quiet rare recent reliable remarkable remote
  rich rough rural sensible separate serious sharp short silent similar simple slow small smooth solid special splendid
  steady strange strict strong subtle sudden suitable surprising temporary tidy tiny traditional typical unusual urgent useful
  usual valuable vast vivid warm weak wide wonderful wooden young
`);

/** In the base form. */
export const VERBS = words(`
  accept admire adopt advertise analyze announce appreciate approve arrange assemble assess avoid borrow carry celebrate change
  check choose_ clean collect compare complete consider copy correct cover create criticize damage decorate defend deliver
  demand describe destroy discover discuss display doubt enjoy escape_ evaluate examine exchange expect explain explore
  extend finish fix follow guard handle ignore imagine improve include inspect introduce invent investigate label launch
  locate mail maintain measure mention move name notice observe offer open_ order organize paint photograph place polish
  praise prepare present preserve print promise protect publish question rebuild_ receive recommend record reject remember
  remove rename repair repeat replace report request rescue respect restore return review save search share sign_ solve store
  study support surprise_ test trade transform translate trust underestimate update use value visit watch welcome
`).filter((verb) => !verb.endsWith('_'));

export const ADVERBS = words(`
  actually apparently certainly clearly curiously eventually evidently finally fortunately frankly gradually hopefully
  immediately initially inevitably luckily meanwhile naturally obviously occasionally officially oddly originally perhaps
  predictably presumably quickly quietly rarely recently remarkably sadly slowly sometimes strangely suddenly surprisingly
  thankfully typically understandably unexpectedly unfortunately usually
`);

export const PLACES = phrases(`
  across the street, at the airport, at the border, at the end of the road, at the station, behind the barn, behind the church,
  behind the theater, below the castle, beside the canal, beside the old mill, by the fireplace, by the lake, by the river,
  far from home, in another city, in front of the bank, in the attic, in the basement, in the capital, in the city center,
  in the countryside, in the desert, in the forest, in the main hall, in the mountains, in the next room, in the old town,
  in the suburbs, in the valley, near the coast, near the harbor, near the market square, near the park, next to the bakery,
  next to the post office, on the hill, on the island, on the second floor, on the terrace, opposite the town hall,
  outside the village, under the bridge, upstairs
`);

export const TIMES = phrases(`
  a few days ago, a week later, after breakfast, after dark, after lunch, after the break, at dawn, at midnight, at noon,
  before breakfast, before sunset, before the deadline, before the weekend, during the night, during the summer,
  during the winter, early in the morning, early in the year, every evening, in the afternoon, in the autumn, in the end,
  in the meantime, in the spring, just in time, last month, last night, last week, last winter, late in the evening,
  many years ago, on Friday, on Monday, on Sunday, on Thursday, on Tuesday, once again, one morning, over the weekend,
  the day before, the next day, three times, twice, within an hour, without delay, yesterday
`);

export const EVENTS = words(`
  auction audit ceremony competition conference debate election exam exhibition festival flood funeral harvest hearing
  inspection interview lecture meeting merger negotiation party premiere presentation race rehearsal reunion storm strike
  summit tournament trial vacation wedding workshop
`);

export const NUMBERS = words('two three four five six seven eight nine ten eleven twelve twenty');
export const UNITS = words('minutes hours days nights weeks months years');

/** The past of a regular verb. */
export function past(verb: string): string {
  if (verb.endsWith('e')) return `${verb}d`;
  return /[^aeiou]y$/.test(verb) ? `${verb.slice(0, -1)}ied` : `${verb}ed`;
}

/** The plural of a regular noun. */
export function plural(noun: string): string {
  if (/[^aeiou]y$/.test(noun)) return `${noun.slice(0, -1)}ies`;
  return /(?:s|x|z|ch|sh)$/.test(noun) ? `${noun}es` : `${noun}s`;
}

/** A word after `a` or `an`. */
export function withArticle(word: string): string {
  const vowel = /^[aeiou]/.test(word) && !/^(?:uni|use|usu|eu|one)/.test(word);
  return `${vowel || /^(?:hon|hour)/.test(word) ? 'an' : 'a'} ${word}`;
}

/** A text with a capital first letter. */
export function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
