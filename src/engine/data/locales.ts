/**
 * The content of a file in `locales`: what a locale has, with what it falls back to but English. A list that is absent is in
 * none of them.
 */
export interface LocaleLists {
  /** First names of all people; absent where women and men have lists of their own, which may share names. */
  readonly first?: readonly string[];
  readonly firstFemale?: readonly string[];
  readonly firstMale?: readonly string[];
  readonly last?: readonly string[];
  readonly lastFemale?: readonly string[];
  readonly lastMale?: readonly string[];
  /** ASCII forms for addresses, one for each name; absent where the rule for Latin letters finds them. */
  readonly firstAscii?: readonly string[];
  readonly firstFemaleAscii?: readonly string[];
  readonly firstMaleAscii?: readonly string[];
  readonly lastAscii?: readonly string[];
  readonly lastFemaleAscii?: readonly string[];
  readonly lastMaleAscii?: readonly string[];
  /** How common the names are: weights of the first ones of the list, then one for each other. Absent: all alike. */
  readonly firstWeights?: readonly number[];
  readonly firstFemaleWeights?: readonly number[];
  readonly firstMaleWeights?: readonly number[];
  readonly lastWeights?: readonly number[];
  readonly lastFemaleWeights?: readonly number[];
  readonly lastMaleWeights?: readonly number[];
  readonly prefixFemale?: readonly string[];
  readonly prefixMale?: readonly string[];
  /** Whether the family's name is before the given one. */
  readonly familyFirst?: boolean;
  /** What is between the two names; a blank by default. */
  readonly between?: string;
  readonly street?: readonly string[];
  /**
   * How a street is written with its number: the text before, which of both is first (`street`, `number`, or `alone` for a
   * street that has its number in it), the texts between and after.
   */
  readonly house?: readonly [before: string, first: string, between: string, after: string];
  readonly company?: readonly string[];
  /** Parts of addresses for each company; absent where the rule for Latin letters finds them. */
  readonly companyAscii?: readonly string[];
  /** Legal forms, and which of them each company has. */
  readonly form?: readonly string[];
  readonly formOf?: readonly number[];
  readonly month?: readonly string[];
  readonly weekday?: readonly string[];
  readonly noun?: readonly string[];
  readonly verb?: readonly string[];
  readonly adjective?: readonly string[];
  readonly adverb?: readonly string[];
  readonly color?: readonly string[];
  readonly job?: readonly string[];
  /** Names of towns and states by country and the name in the place table, such as `DE|Munich`, where they differ. */
  readonly cities?: Readonly<Record<string, string>>;
  readonly states?: Readonly<Record<string, string>>;
  /** Names of countries by their two letters. */
  readonly countries?: Readonly<Record<string, string>>;
  /** Towns of the language's countries are only those with names in `cities`, since the others are in another script. */
  readonly onlyNamed?: true;
}
