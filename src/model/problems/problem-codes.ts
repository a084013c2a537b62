/** What a problem of one code means, and whether the model can run in spite of it. */
export interface CodeMeaning {
  readonly severity: 'error' | 'warning';
  readonly meaning: string;
}

const error = (meaning: string): CodeMeaning => ({ severity: 'error', meaning });
const warning = (meaning: string): CodeMeaning => ({ severity: 'warning', meaning });

/** Every code that reading a model can report; codes are stable, messages are not. */
export const PROBLEM_CODES = {
  // The text
  DOCUMENT_TOO_LARGE: error(
    'The document, one of its texts or the number of its values is too large, aliases written out.',
  ),
  DOCUMENT_TOO_DEEP: error('The document nests deeper than 64 levels.'),
  DOCUMENT_TOO_MANY_KEYS: error('The document has more than 60,000 keys.'),
  DOCUMENT_TOO_MANY_ALIASES: error('The document has more than 50 anchors or aliases.'),
  DOCUMENT_EMPTY: error('The document has no entity.'),
  DOCUMENT_MULTIPLE: error('The text holds several YAML documents; a model is one.'),
  DOCUMENT_NOT_A_MAP: error('The document is not a map of entities.'),
  CHARACTER_FORBIDDEN: error('The text has a control character or half a surrogate pair.'),
  YAML_SYNTAX: error('The text is not valid YAML.'),
  YAML_RESERVED_CHARACTER: error('An unquoted value begins with @, ` or %, which YAML reserves.'),
  YAML_PARENTHESIS: error('A comma inside parentheses cut an unquoted value of a flow map or list in two.'),
  YAML_BRACKETS: error('A template or pattern that begins with a bracket is not quoted.'),
  YAML_COMPLEX_KEY: error('A key is not a plain name ("? " keys, lists and maps as keys).'),
  YAML_MERGE_KEY: error('Merge keys (<<) are not part of the language.'),
  YAML_TAG: error('YAML tags (!name) and directives (%NAME) are not part of the language.'),
  YAML_ALIAS_UNKNOWN: error('An alias names an anchor that is not defined before it.'),
  KEY_DUPLICATE: error('A map has the same key twice.'),
  // Names and directives
  NAME_INVALID: error('A name is empty, longer than 200 bytes, or has a control character.'),
  NAME_CASE: warning('Two names differ in upper and lower case only.'),
  NAME_CLASH: error('Two fields have the same path.'),
  DIRECTIVE_UNKNOWN: error('A key that begins with $ is not a directive.'),
  DIRECTIVE_NOT_YET: error('The language has this directive or form, but this version does not.'),
  DIRECTIVE_PLACE: error('A directive is used in a place where it has no meaning.'),
  DIRECTIVE_UNUSED: warning('A directive has no effect in its place.'),
  DIRECTIVE_CONTRADICTION: error('Two parts of one field, or of one entity, contradict each other.'),
  VALUE_EXPECTED: error('A value has another form than the directive or field takes.'),
  PARAMETER_UNKNOWN: error('A parameter of a directive does not exist.'),
  // Fields
  TYPE_MISSING: error('A field has neither a type nor a source of values.'),
  TYPE_UNKNOWN: error('A type does not exist.'),
  TYPE_INVALID: error('The parameters of a type are missing or out of range.'),
  ENUM_VALUE_UNKNOWN: warning('An expression compares an enum with a text that is not one of its values.'),
  ENUM_UNCLEAR: warning('An enum looks like several values or weights, and is read as something else.'),
  WORD_UNKNOWN: error('A word of the short form is not understood.'),
  WORD_TWICE: error('A word of the short form is repeated.'),
  HINT_UNUSED: warning('A (hint) has no effect on the generator.'),
  GENERATOR_UNKNOWN: error('A generator or provider does not exist.'),
  GENERATOR_NOT_YET: error(
    'A method of faker has no generator; the message gives the reason, or what to write instead.',
  ),
  PROVIDER_COLUMN: error('A column of a provider is missing or does not exist.'),
  OPTION_UNKNOWN: error('A generator has no such option.'),
  OPTION_INVALID: error('An option has a value it cannot take.'),
  FAMILY_OPTION: warning('Fields of one place or person have different options, and so do not agree.'),
  LOCALE_UNKNOWN: error('A locale does not exist.'),
  LOCALE_FALLBACK: warning('Generators have no texts in a locale, and stay English.'),
  PLACE_UNKNOWN: error('A text that should be a country, state or city is none that is known.'),
  RANGE_INVALID: error('A bound, step or number of decimals does not fit the type.'),
  RANGE_ORDER: error('A lower bound is greater than its upper bound.'),
  RANGE_MISPLACED: error('The generator takes no range.'),
  DISTRIBUTION_UNKNOWN: error('A distribution does not exist, or is not allowed in this place.'),
  DISTRIBUTION_PARAMETER: error('A parameter of a distribution is unknown or out of range.'),
  NULL_SHARE: error('A share of nulls is not between 0 and 1.'),
  KEY_NULL: error('A key cannot be null.'),
  VALUES_EMPTY: error('A list of values is empty.'),
  VALUE_TYPE: error('A value does not fit the declared type.'),
  WEIGHTS_INVALID: error(
    'A weight is negative or not a number, all weights are zero, or the shares of an enum do not add up to 100%.',
  ),
  TEMPLATE_SYNTAX: error('A template is not well formed.'),
  TEMPLATE_UNUSED: warning('A text contains {field} or {{name}} in a place where nothing replaces it.'),
  LENGTH_INVALID: error(
    'A length or number of children is not within its bounds, or a directive lists too many fields.',
  ),
  NESTING_TOO_DEEP: error('Objects and lists nest deeper than 8 levels.'),
  WITHIN_DEFAULT: warning('A date is at most 30 days from a birthday, the default of $within.'),
  TIME_ZONE_UNKNOWN: error('A time zone does not exist, or its rules are not known.'),
  DURATION_INVALID: error('A duration is not a number and one of ms, s, m, h, d, w.'),
  TIME_INVALID: error('A date or time is not one of the calendar, or not written as ISO 8601.'),
  // Expressions
  EXPRESSION_SYNTAX: error('An expression is not well formed.'),
  EXPRESSION_UNQUOTED: error('An expression is not quoted.'),
  CONSTANT_EXPECTED: error('An expression is not made of numbers, vars.name and + - * / only.'),
  VARIABLE_UNKNOWN: error('A variable does not exist.'),
  VARIABLE_UNDECLARED: warning('A variable that the document does not declare is set from outside.'),
  // Entities
  COUNT_INVALID: error('A count is not a whole number from 0 to 2^53 - 1.'),
  COUNT_CONTRADICTION: error('A count is given although the number of rows follows from $per, $each or $rows.'),
  COUNT_ENTITY_UNKNOWN: error('A count from outside names an entity that does not exist.'),
  OVERRIDE_IGNORED: warning(
    'A variable, count or override from outside fits nothing, and is ignored, as the caller asked.',
  ),
  OVERRIDE_ENTITY_UNKNOWN: error('An override names an entity that does not exist.'),
  OVERRIDE_FIELD_UNKNOWN: error('An override names a field that does not exist.'),
  OVERRIDE_SETTING_UNKNOWN: error('An override names a setting that the source of the field does not have.'),
  ENTITY_WRAPPED: warning(
    'An entity has a name such as entities or tables, and contains objects that look like entities.',
  ),
  ROWS_INVALID: error('A static table is empty, too large, or has rows that are not maps of plain values.'),
  ROWS_KEY_DUPLICATE: error('Two rows of a static table have the same key.'),
  FILE_NAME: error('The name of a file is not a path of a table below the folder of the model.'),
  FILE_MISSING: error('A file that the model names does not exist, or may not be read.'),
  FILE_TOO_LARGE: error('A file that the model names, or all of them together, are too large.'),
  FILE_INVALID: error(
    'A file that the model names is not a table: text in UTF-8 with a header, and as many cells in every row.',
  ),
  FILE_CHANGED: error('A file that the model names changed while it was read.'),
  KEY_HIDDEN: warning('A key is hidden, so files and tables of the rows have no key.'),
  KEY_SEVERAL: error('Several fields are marked as the key; a composite key is the $key of the entity.'),
  // Relations
  ENTITY_UNKNOWN: error('A reference names an entity that does not exist.'),
  FIELD_UNKNOWN: error('A path names a field that does not exist.'),
  NOT_A_REFERENCE: error('A path or directive goes through a field that is not a reference.'),
  REFERENCE_NOT_UNIQUE: warning('A reference points at a field whose values may repeat.'),
  REFERENCE_NEEDS_UNIQUE: error('$per, $lookup and sums need a reference to a unique field.'),
  TUPLE_ENTITIES: error('A reference of several fields names fields of different entities.'),
  EACH_WITHOUT_REFERENCE: error('$each names an entity that no field of the entity refers to.'),
  EACH_AMBIGUOUS: error('$each names an entity that several fields of the entity refer to.'),
  PER_SEVERAL: error('An entity has more than one reference with $per.'),
  ORDER_WITHOUT_PER: error(
    'A value follows the order of rows within a parent, and the entity has no reference with $per.',
  ),
  CHILDREN_TOO_MANY: error('A value is made by going through the rows of a parent, which can have too many.'),
  SERIES_CLOCK: error('A series is measured in time, and it is not clear which field holds the time.'),
  SLOT_TOO_SMALL: error('The time of a parent has no room for as many spans as it can have children.'),
  STATE_UNREACHABLE: error('No moves from the first state lead to a state, or a state moves to itself.'),
  STATE_WITHOUT_END: error('No moves from a state lead to a last one.'),
  STATE_HISTORY_TOO_SHORT: error('No history has as many states as a parent can have children.'),
  AGGREGATE_WITHOUT_REFERENCE: error('The children of an aggregate have no reference to this entity.'),
  AGGREGATE_AMBIGUOUS: error('The children of an aggregate have several references to this entity.'),
  WHERE_FORM: error('A $where compares two fields in a way that no order or group of rows can follow.'),
} as const satisfies Record<string, CodeMeaning>;

/** Every code that making a program of a model can report, once values, counts and types are known. */
export const PROGRAM_CODES = {
  VALUE_CYCLE: error('A value depends on itself.'),
  VALUE_CHAIN: error('More than 300 fields form a chain in which each depends on the next.'),
  TYPE_MISMATCH: error('Values have a type that does not fit their place.'),
  CELL_TOO_LARGE: error('A value could be longer than 64 KiB.'),
  PARQUET_TYPE: error('A $parquet is no type of Parquet, or cannot hold the values of its field.'),
  PATTERN_INVALID: error('A pattern is no regular expression, or uses what patterns do not have.'),
  RANGE_EMPTY: error('No value is within the bounds.'),
  DOMAIN_TOO_SMALL: error('There are fewer different values than rows that need one.'),
  NOT_UNIQUE_ABLE: error('Values of this kind cannot be made unique.'),
  KEY_NOT_DISTINCT: error(
    'Fields that are unique together can be equal in two rows, and cannot be chosen so that they differ.',
  ),
  UNIQUE_DISTRIBUTION: error('Values that are all different cannot follow a distribution.'),
  CHECK_CONTRADICTION: error('A check contradicts the ranges of its fields, or another check.'),
  CHECK_UNPROVEN: error('A check is not certain, and its fields cannot be drawn so that it holds.'),
  CONDITION_TYPE: error('A condition is neither true nor false.'),
  EXPRESSION_NAME: error('An expression uses a name that does not exist.'),
  EXPRESSION_TYPE: error('An operator or function of an expression is given a type it does not take.'),
  EXPRESSION_FUNCTION: error('An expression calls a function that does not exist, or with too few or too many values.'),
  REFERENCE_EMPTY: error('A reference points at an entity without rows.'),
  NO_SINGLE_KEY: error('An object has no key that could represent it.'),
  AGGREGATE_WITHOUT_PER: error('The children of an aggregate have no $per.'),
  SERIES_TOO_LONG: error('The last rows of a series would be too far from its start.'),
  NOT_NUMERIC: error('An aggregate is of a field whose type it does not take.'),
  WHERE_UNMET: error('No row meets a $where, or a row may find none although its reference is not null.'),
  WHERE_TYPE: error('The two sides of a comparison in a $where are of types that do not compare.'),
  TREE_SIZE: error('A tree of this depth and fan cannot have as many rows.'),
  PASS_TOO_LONG: error(
    'A $where, $share or $per would have to look at too many rows before the first one is generated.',
  ),
  COUNT_CYCLE: error('The number of rows of an entity depends on itself.'),
} as const satisfies Record<string, CodeMeaning>;

/** The code of a problem of a model. */
export type ProblemCode = keyof typeof PROBLEM_CODES | keyof typeof PROGRAM_CODES;

/** How bad a problem of a code is. */
export function severityOf(code: ProblemCode): CodeMeaning['severity'] {
  return { ...PROBLEM_CODES, ...PROGRAM_CODES }[code].severity;
}
