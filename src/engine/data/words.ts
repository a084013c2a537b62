/** Distinct texts, any of which may be drawn; never empty. */
export type WordList = readonly string[];

/** Columns of one table: entry i of every list belongs to the same thing. Single columns may repeat a text. */
export type WordTable<Column extends string> = { readonly [C in Column]: readonly string[] };

/**
 * The content of `words.en.json`: English word lists by subject. Lists called `…Template` hold `{{subject.list}}` where
 * a text of another list of this file is to be put, and those called `…Mask` hold `#` for a digit.
 */
export interface Words {
  readonly airline: {
    /** Airlines with their IATA code (`Aegean Airlines`, `A3`). */
    readonly airline: WordTable<'name' | 'iataCode'>;
    /** Aircraft with their IATA type code (`Airbus A310`, `310`). */
    readonly airplane: WordTable<'name' | 'iataTypeCode'>;
    /** Airports with their IATA code. */
    readonly airport: WordTable<'name' | 'iataCode'>;
  };
  readonly animal: {
    readonly bear: WordList;
    readonly bird: WordList;
    readonly cat: WordList;
    readonly cetacean: WordList;
    readonly cow: WordList;
    readonly crocodilia: WordList;
    readonly dog: WordList;
    readonly fish: WordList;
    readonly horse: WordList;
    readonly insect: WordList;
    readonly lion: WordList;
    /** Names people give their pets. */
    readonly petName: WordList;
    readonly rabbit: WordList;
    readonly rodent: WordList;
    readonly snake: WordList;
    /** Everyday kinds, lower case (`bat`, `bear`). */
    readonly type: WordList;
  };
  readonly app: {
    /** Names of made-up applications. */
    readonly name: WordList;
    /** Version numbers (`0.#.#`). */
    readonly versionMask: WordList;
  };
  readonly book: {
    readonly author: WordList;
    readonly format: WordList;
    readonly genre: WordList;
    readonly publisher: WordList;
    readonly series: WordList;
    readonly title: WordList;
  };
  readonly color: {
    /** Names people use, lower case. */
    readonly name: WordList;
    /** Colour spaces (`CIELAB`). */
    readonly space: WordList;
  };
  readonly commerce: {
    /** Departments of a shop. */
    readonly department: WordList;
    /** Kinds of goods (`Chair`). */
    readonly product: WordList;
    readonly productAdjective: WordList;
    /** One or two sentences about a product. */
    readonly productDescriptionTemplate: WordList;
    readonly productMaterial: WordList;
  };
  readonly company: {
    /** First part of a catch phrase: adjective, descriptor, noun. */
    readonly adjective: WordList;
    readonly buzzAdjective: WordList;
    readonly buzzNoun: WordList;
    /** First part of a slogan: verb, adjective, noun; lower case. */
    readonly buzzVerb: WordList;
    /** Departments of a company (`Human Resources`). */
    readonly department: WordList;
    readonly descriptor: WordList;
    readonly industry: WordList;
    /** What follows a company's name (`Inc`). */
    readonly legalEntityType: WordList;
    readonly noun: WordList;
  };
  readonly database: {
    readonly collation: WordList;
    readonly column: WordList;
    readonly engine: WordList;
    readonly type: WordList;
  };
  readonly date: {
    /** January first. */
    readonly month: WordList;
    /** `Jan` first. */
    readonly monthShort: WordList;
    /** Monday first. */
    readonly weekday: WordList;
    /** `Mon` first. */
    readonly weekdayShort: WordList;
  };
  readonly finance: {
    readonly accountType: WordList;
    /** Names of card networks (`Visa`). */
    readonly cardNetwork: WordList;
    /** ISO 4217; the symbol is the code where there is none. Has every currency of the place table. */
    readonly currency: WordTable<'code' | 'name' | 'symbol' | 'numericCode'>;
    readonly transactionType: WordList;
  };
  readonly food: {
    readonly adjective: WordList;
    readonly descriptionTemplate: WordList;
    readonly dish: WordList;
    readonly dishTemplate: WordList;
    /** Cuisines (`Albanian`). */
    readonly ethnicCategory: WordList;
    readonly fruit: WordList;
    readonly ingredient: WordList;
    readonly meat: WordList;
    readonly spice: WordList;
    readonly vegetable: WordList;
  };
  readonly hacker: {
    readonly abbreviation: WordList;
    readonly adjective: WordList;
    readonly ingverb: WordList;
    readonly noun: WordList;
    readonly phraseTemplate: WordList;
    readonly verb: WordList;
  };
  readonly internet: {
    /** Top-level domains without the dot. */
    readonly domainSuffix: WordList;
    /** Domains reserved for examples: mail to them reaches nobody. */
    readonly exampleDomain: WordList;
    /** Domains of real mail providers. */
    readonly freeEmailDomain: WordList;
    readonly httpMethod: WordList;
    /** Three digits each. */
    readonly httpStatusCode: WordList;
    readonly jwtAlgorithm: WordList;
  };
  readonly location: {
    readonly buildingNumberMask: WordList;
    /** `N`, `E`, `S`, `W`, in the order of `direction`. */
    readonly cardinal: WordTable<'name' | 'short'>;
    readonly continent: WordList;
    readonly county: WordList;
    /** Languages with their ISO 639 codes. */
    readonly language: WordTable<'name' | 'alpha2' | 'alpha3'>;
    /** `NE`, `NW`, `SE`, `SW`. */
    readonly ordinal: WordTable<'name' | 'short'>;
    /** `Apt. ###`. */
    readonly secondaryAddressMask: WordList;
    /** Whole names of streets (`Abbey Road`). */
    readonly streetName: WordList;
    /** What turns a surname into the name of a street (`Avenue`). */
    readonly streetSuffix: WordList;
  };
  readonly lorem: {
    /** Latin, lower case. */
    readonly word: WordList;
  };
  readonly music: {
    readonly album: WordList;
    readonly artist: WordList;
    readonly genre: WordList;
    readonly songName: WordList;
  };
  readonly person: {
    /** What people say they are (`film lover`). */
    readonly bioPart: WordList;
    /** What follows a noun in a short self-description (`enthusiast`). */
    readonly bioSupporter: WordList;
    readonly bioTemplate: WordList;
    /**
     * The three lists of first names have no name in common. Weights are those of the first names of a list, and then one
     * for each other.
     */
    readonly firstNameFemale: WordList;
    readonly firstNameFemaleWeights: readonly number[];
    readonly firstNameMale: WordList;
    readonly firstNameMaleWeights: readonly number[];
    /** First names of any gender. */
    readonly firstNameNeutral: WordList;
    readonly firstNameNeutralWeights: readonly number[];
    readonly gender: WordList;
    /** Three parts of a fanciful job title: descriptor, area, type. */
    readonly jobArea: WordList;
    readonly jobDescriptor: WordList;
    /** Job titles as they stand in contracts (`Software Engineer`). */
    readonly jobTitle: WordList;
    readonly jobType: WordList;
    readonly lastName: WordList;
    readonly lastNameWeights: readonly number[];
    readonly middleNameFemale: WordList;
    readonly middleNameMale: WordList;
    readonly middleNameNeutral: WordList;
    readonly prefixFemale: WordList;
    readonly prefixMale: WordList;
    /** Forms of address of any gender (`Dr.`). */
    readonly prefixNeutral: WordList;
    readonly sex: WordList;
    readonly suffix: WordList;
    readonly zodiacSign: WordList;
  };
  readonly science: {
    readonly chemicalElement: WordTable<'name' | 'symbol' | 'atomicNumber'>;
    readonly unit: WordTable<'name' | 'symbol'>;
  };
  readonly system: {
    /** Absolute, without a slash at the end. */
    readonly directoryPath: WordList;
    /** One row a file extension (without the dot). */
    readonly file: WordTable<'extension' | 'mimeType'>;
    readonly mimeType: WordList;
  };
  readonly team: {
    /** Plural (`ants`). */
    readonly creature: WordList;
  };
  readonly vehicle: {
    readonly bicycleType: WordList;
    /** One row a model. */
    readonly car: WordTable<'make' | 'model'>;
    readonly fuel: WordList;
    readonly manufacturer: WordList;
    readonly type: WordList;
  };
  /** Base forms, lower case but for abbreviations. */
  readonly word: {
    readonly adjective: WordList;
    readonly adverb: WordList;
    readonly conjunction: WordList;
    readonly interjection: WordList;
    readonly noun: WordList;
    readonly preposition: WordList;
    readonly verb: WordList;
  };
}
