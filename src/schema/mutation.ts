import type { FieldMap, InputFieldMap, InputShapeFromFields } from '@pothos/core';
import type { Outcome, Refusal, RefusalKind } from '../refusal.ts';
import { MissingScope } from '../verb.ts';
import { builder, type Types } from './builder.ts';
import { codedError, missingScope } from './coded-error.ts';
import { callOf, type SchemaContext } from './context.ts';
import { ERROR_TYPES } from './user-errors.ts';

/** The outcome that a payload is made from: the value, or every reason why there is none. */
export interface Payload<T> {
  readonly value: T | null;
  readonly refusals: readonly Refusal[];
}

/** A field with an input and a payload; `run` calls a verb, which refuses keys that lack its scope. The field’s name also makes those of its types: `<Name>Input`, `<Name>Payload`, `<Name>Error`. */
export interface Verb<Fields extends InputFieldMap, T> {
  readonly description: string;
  /** What the input describes, a sentence such as “The project to create.” */
  readonly subject: string;
  readonly input: (t: PothosSchemaTypes.InputFieldBuilder<Types, 'InputObject'>) => Fields;
  /** The kinds of refusals that are members of the union of errors. Any other is a bug. */
  readonly errors: readonly [RefusalKind, ...RefusalKind[]];
  /** The fields of the payload other than `errors`. */
  readonly fields: (t: PothosSchemaTypes.ObjectFieldBuilder<Types, Payload<T>>) => FieldMap;
  readonly run: (input: InputShapeFromFields<Fields>, context: SchemaContext) => Promise<Outcome<T>>;
  /** For each name in the verb’s input that differs from the name here: the path here. */
  readonly paths?: (input: InputShapeFromFields<Fields>) => Readonly<Record<string, readonly string[]>>;
  /** The cost in points; 10 by default. */
  readonly cost?: (input: InputShapeFromFields<Fields>) => number;
}

const COST = 10;
/** The verbs call a project group `group`: they know no other groups. */
const PATHS: Readonly<Record<string, readonly string[]>> = { group: ['projectGroup'], groups: ['projectGroups'] };

/**
 * Declares a mutation in the one form that all have: it takes an `input`, and returns a payload with the resource, null if the
 * request was refused, and with `errors`, a union of types that implement UserError, so that clients survive new members.
 */
export function mutation<Fields extends InputFieldMap, T>(name: string, verb: Verb<Fields, T>): void {
  const { Input, Payload } = typesOf(name, verb);
  builder.mutationField(name, (t) =>
    t.field({
      type: Payload,
      description: verb.description,
      args: { input: t.arg({ type: Input, required: true, description: verb.subject }) },
      complexity: (args) => verb.cost?.(inputOf<Fields>(args)) ?? COST,
      resolve: async (_root, args, context) => {
        // Mutations of one document run one after the other: what was read for the one before may have changed.
        context.em.clear();
        context.loaders.clear();
        return await answer(name, verb, inputOf<Fields>(args), context);
      },
    }),
  );
}

/** Declares a query in the form of a mutation, for queries whose input a user has written and which can thus be refused. */
export function question<Fields extends InputFieldMap, T>(name: string, verb: Verb<Fields, T>): void {
  const { Input, Payload } = typesOf(name, verb);
  builder.queryField(name, (t) =>
    t.field({
      type: Payload,
      description: verb.description,
      args: { input: t.arg({ type: Input, required: true, description: verb.subject }) },
      complexity: (args) => verb.cost?.(inputOf<Fields>(args)) ?? COST,
      resolve: async (_root, args, context) => await answer(name, verb, inputOf<Fields>(args), context),
    }),
  );
}

/** The builder declares the one argument, but cannot work out its type for fields that are a parameter. */
function inputOf<Fields extends InputFieldMap>(args: object): InputShapeFromFields<Fields> {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- as it says
  return (args as { readonly input: InputShapeFromFields<Fields> }).input;
}

function typesOf<Fields extends InputFieldMap, T>(field: string, { input, errors, fields }: Verb<Fields, T>) {
  const name = `${field[0].toUpperCase()}${field.slice(1)}`;
  const Input = builder.inputType(`${name}Input`, { description: `The input of \`${field}\`.`, fields: input });
  const kinds = new Set<RefusalKind>(errors);
  const UserErrors = builder.unionType(`${name}Error`, {
    description: `A reason why \`${field}\` was refused. New members may be added: select \`... on UserError\` to receive them too.`,
    types: errors.map((kind) => ERROR_TYPES[kind]),
    resolveType: ({ kind }) => {
      if (!kinds.has(kind)) throw new Error(`${field} has refused with ${kind}, which is not in its union`);
      return ERROR_TYPES[kind];
    },
  });
  const PayloadType = builder.objectRef<Payload<T>>(`${name}Payload`).implement({
    description: `The result of \`${field}\`.`,
    fields: (t) => ({
      ...fields(t),
      errors: t.field({
        type: [UserErrors],
        description: 'The reasons why the request was refused; empty if it succeeded.',
        complexity: { field: 1, multiplier: 1 },
        resolve: ({ refusals }) => refusals,
      }),
    }),
  });
  return { Input, Payload: PayloadType };
}

async function answer<Fields extends InputFieldMap, T>(
  name: string,
  { run, paths }: Verb<Fields, T>,
  input: InputShapeFromFields<Fields>,
  context: SchemaContext,
): Promise<Payload<T>> {
  // A caller without a key is refused before anything of the input is read.
  callOf(context);
  const outcome = await withScope(name, async () => await run(input, context));
  if (outcome.ok) return { value: outcome.value, refusals: [] };
  const names = { ...PATHS, ...paths?.(input) };
  return {
    value: null,
    refusals: outcome.refusals.map((refusal) => {
      const [first, ...rest] = refusal.path;
      const here = first !== undefined && Object.hasOwn(names, first) ? names[first] : null;
      return here === null ? refusal : { ...refusal, path: [...here, ...rest] };
    }),
  };
}

/** Runs a verb for a field. A key that lacks the verb’s scope gets a FORBIDDEN error that names both. */
async function withScope<T>(field: string, run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    if (!(error instanceof MissingScope)) throw error;
    throw codedError('FORBIDDEN', missingScope(error.scope, field));
  }
}
