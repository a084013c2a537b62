/*
 * The words of this project, one meaning each.
 *
 * model           the user's description of the data to generate: entities, fields, generators, relations. A project holds
 *                 one. Others say "schema definition"; in code it is never "schema".
 * schema          the GraphQL schema, and only that (`src/schema`). A source schema describes tables that a model is imported from.
 * location        what is being read: a path in the model, what it is read against (the model scope), and who hears of problems.
 * place           a town with its country and postcode: a family of generators. Never a position in the document.
 * lead            what decides the country of a place in each row: countries of the model, or a field.
 * region          places that a text can name: a country, a state, a city.
 * span            a position in the document: a line, a column and a range of characters. A source position is one in a text that is imported.
 * field site      where a source is compiled: the field that has it, its entity, and how deep it is embedded.
 * node            a process of the gateway. A YAML node is a piece of the document, an expression node a part of a compiled expression.
 * scalar          a constant of a compiled expression. A model scalar is a scalar of the document, whose number keeps its text.
 * table           an entity as a database sees it. A source table is one of a source schema; a row table the rows of `$rows`, as columns.
 * bound           never alone: a range bound is an end of a range, a column bound what a check allows, a bound column one that is ready to be filled.
 * program         what runs: a model that is compiled. What a benchmark starts is a timed process.
 * call            what a verb is called with: one request of one caller. What a host has not answered yet is a pending request.
 * job             work in the hands of the child process that runs models.
 * scope           what an API key may do. A model scope, or an expression scope, is what names are looked up in.
 * form            never alone: a short form is a field in one line; a setting type, or a mask form, says what a text looks like.
 * entity / field  a table and its column (what the user names).
 * generator       the recipe for one field's values.
 * format          a way to encode rows as bytes: csv, json, jsonl, parquet, sql …
 * dialect         a language that a model can be imported from: SQL DDL, JSON Schema, Parquet schema …
 * SQL dialect     what databases differ in, in the statements that they take.
 * table file      a CSV file that a model names, for rows of an entity or of a provider. A project file is a whole project, exported.
 * provider        a user's own named list of values, usable in a model.
 * task            one request to generate, with a life-cycle.
 * plan            the ordered parts of a task: a frozen value computed from the request alone, never from the machine.
 * part            a row range of one entity that is generated and encoded alone, and stored as one piece of an artifact.
 * batch           the rows held in memory at once while a part is made (a few thousand).
 * vector          one field's values for a batch, in an Arrow-compatible layout.
 * artifact        a finished file: an ordered list of stored parts that is downloaded as one stream.
 * target          a database that rows are loaded into instead of a file.
 * connection      the saved address of a target. A gateway endpoint is where a client finds the gateway.
 * event           something that happened to a task.
 * front           a door for callers: GraphQL over HTTP, WebSocket, SSE; the two REST fronts; downloads and uploads.
 */
export type { Catalogue, GeneratorEntry, Inference, RangeKind, Sibling } from './catalogue.ts';
export { closest, didYouMean } from './problems/closest.ts';
export { NAME_SYSTEMS, type NamedElsewhere, nameElsewhere, namesElsewhere, type NameSystem } from './names/names.ts';
export type { Directive, DirectiveOwner } from './words/directive.ts';
export { DIRECTIVES } from './words/directives.ts';
export {
  type Distribution,
  DISTRIBUTION_NAMES,
  type DistributionName,
  type DistributionOf,
  DISTRIBUTIONS,
  type DistributionSpec,
  isStepped,
  parametersOf,
  type SteppedName,
} from './words/distribution.ts';
export type { Expression } from './expression/expression.ts';
export { parseExpression } from './expression/parse.ts';
export { writtenExpression } from './expression/written.ts';
export { expressionParts, expressionPaths, withoutFirst } from './expression/paths.ts';
export type { FieldOverride } from './overrides/field-override.ts';
export { type OverrideDocument, readOverrides } from './overrides/read-overrides.ts';
export { casesOf } from './checks/field-index.ts';
export { referencesOf } from './checks/references-of.ts';
export { mostChildren } from './checks/most-children.ts';
export { isInList, objectPath, prefixesAround, prefixesOutward } from './checks/field-path.ts';
export { leastStep } from './reading/time-zone.ts';
export { readSize, SIZE_FORM } from './words/size.ts';
export type { ClockRule, TimeZone } from './words/time-zones.ts';
export { DEFAULT_NOW, DEFAULT_SEED } from './reading/head.ts';
export { inlineFiles } from './reading/inline-files.ts';
export { inlineProviders, usedProviders } from './reading/inline-providers.ts';
export { fileNameFault } from './reading/file-name.ts';
export { fileText, tooLarge } from './reading/file-text.ts';
export {
  type FileColumn,
  type FileFault,
  fileFault,
  MAX_FILE_BYTES,
  MAX_FILES_BYTES,
  type TableFile,
} from './reading/model-file.ts';
export { nameFault } from './reading/names.ts';
export { namedFiles } from './reading/named-files.ts';
export { jsonScalar, scalarAsJson } from './reading/json-scalar.ts';
export { jsonValue } from './reading/json-value.ts';
export { languageSchema } from './json-schema.ts';
export type * from './model.ts';
export type { Options, OptionsOf, OptionSpec, OptionSpecs, OptionValue } from './option.ts';
export { parseModel, type ParsedModel, type ParseOptions } from './reading/parse-model.ts';
export { plainScalar } from './yaml/plain-scalar.ts';
export { MAX_DOCUMENT_BYTES } from './yaml/scan.ts';
export type { Problem, Span } from './problems/problem.ts';
export {
  type ParquetLeaf,
  type ParquetLogical,
  parquetText,
  type ParquetType,
  readParquetType,
} from './words/parquet-type.ts';
export { type CodeMeaning, PROBLEM_CODES, type ProblemCode, PROGRAM_CODES } from './problems/problem-codes.ts';
export { Problems } from './problems/problems.ts';
export {
  type ProviderContent,
  type ProviderProblem,
  readProvider,
  type ReadProvider,
} from './reading/read-provider.ts';
