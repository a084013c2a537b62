import {
  type DocumentNode,
  type FragmentDefinitionNode,
  GraphQLError,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import { MAX_ALIASES, MAX_DEPTH, MAX_TOKENS } from '../../schema/limits.ts';

/** The most that one GraphQL document may hold, and codes of the errors of those that hold more. */
export const LIMITS = {
  /** UTF-16 units of its text. What is long belongs into variables. */
  characters: { most: 65_536, code: 'TOO_MANY_CHARACTERS' },
  tokens: { most: MAX_TOKENS, code: 'TOO_MANY_TOKENS' },
  /** Levels of fields within each other; fragments are no level. */
  depth: { most: MAX_DEPTH, code: 'TOO_DEEP' },
  aliases: { most: MAX_ALIASES, code: 'TOO_MANY_ALIASES' },
  /** At one place. */
  directives: { most: 5, code: 'TOO_MANY_DIRECTIVES' },
  /** Of one name beside each other. */
  repetitions: { most: 30, code: 'TOO_MANY_REPETITIONS' },
  /** Lists and objects within each other, in the variables beside the document. */
  variables: { most: 32, code: 'TOO_DEEP' },
} as const;

/** What an operation or a fragment comes to, the fragments in it included. */
interface Size {
  readonly depth: number;
  readonly aliases: number;
  readonly directives: number;
  readonly repetitions: number;
}

const NOTHING: Size = { depth: 0, aliases: 0, directives: 0, repetitions: 0 };

/**
 * Why a document is larger than may be, one error for each limit that it passes; none where it is within them. Introspection
 * counts for nothing in depth, since graphql-js has a rule of its own for it. Takes time linear in the document's length.
 */
export function limitErrors(document: DocumentNode): readonly GraphQLError[] {
  const sizes = new Sizes(document);
  const operations = document.definitions.filter((definition) => definition.kind === Kind.OPERATION_DEFINITION);
  const largest = operations.map((operation) => sizes.of(operation)).reduce(larger, NOTHING);
  return (['depth', 'aliases', 'directives', 'repetitions'] as const).flatMap((name) =>
    largest[name] > LIMITS[name].most ? [limitError(name, `The document has ${largest[name]}.`)] : [],
  );
}

const MEANINGS: { readonly [Name in keyof typeof LIMITS]: string } = {
  characters: 'characters long: put long values into variables',
  tokens: 'tokens long: split it, or put values into variables',
  depth: 'levels deep',
  aliases: 'aliases in an operation',
  directives: 'directives in one place',
  repetitions: 'times the same field in one place',
  variables: 'nested lists and objects in its variables',
};

/** The error of a document that passes a limit. @param found how far it does, where that is known. */
export function limitError(name: keyof typeof LIMITS, found = ''): GraphQLError {
  const { most, code } = LIMITS[name];
  const message = `A document may be or have at most ${most} ${MEANINGS[name]}. ${found}`.trimEnd();
  return new GraphQLError(message, { extensions: { code, http: { spec: true, status: 400 } } });
}

/** Whether variables go deeper than may be. Never goes deeper itself. */
export function isTooDeep(value: unknown, level = 0): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return level > LIMITS.variables.most || Object.values(value).some((inner) => isTooDeep(inner, level + 1));
}

/** Measures operations; each fragment once. */
class Sizes {
  readonly #fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly #known = new Map<string, Size>();

  constructor({ definitions }: DocumentNode) {
    const fragments = definitions.filter((definition) => definition.kind === Kind.FRAGMENT_DEFINITION);
    this.#fragments = new Map(fragments.map((fragment) => [fragment.name.value, fragment]));
  }

  of({ directives, selectionSet }: OperationDefinitionNode | FragmentDefinitionNode): Size {
    return larger(this.#selected(selectionSet), { ...NOTHING, directives: directives?.length ?? 0 });
  }

  #selected({ selections }: SelectionSetNode): Size {
    const names = new Map<string, number>();
    let [depth, aliases, directives, repetitions] = [0, 0, 0, 0];
    for (const selection of selections) {
      const inner = this.#inner(selection);
      depth = Math.max(depth, inner.depth);
      aliases += inner.aliases;
      directives = Math.max(directives, inner.directives, selection.directives?.length ?? 0);
      const name = nameOf(selection);
      names.set(name, (names.get(name) ?? 0) + 1);
      repetitions = Math.max(repetitions, inner.repetitions, names.get(name)!);
    }
    return { depth, aliases, directives, repetitions };
  }

  #inner(selection: SelectionNode): Size {
    if (selection.kind === Kind.FRAGMENT_SPREAD) return this.#fragment(selection.name.value);
    if (selection.kind === Kind.INLINE_FRAGMENT) return this.#selected(selection.selectionSet);
    const inner = selection.selectionSet === undefined ? NOTHING : this.#selected(selection.selectionSet);
    const isIntrospection = selection.name.value.startsWith('__');
    const aliases = inner.aliases + (selection.alias === undefined ? 0 : 1);
    return { ...inner, aliases, depth: isIntrospection ? 0 : inner.depth + 1 };
  }

  #fragment(name: string): Size {
    const known = this.#known.get(name);
    if (known !== undefined) return known;
    // One that leads back to itself is refused by validation afterwards; here it only has to end.
    this.#known.set(name, NOTHING);
    const fragment = this.#fragments.get(name);
    const size = fragment === undefined ? NOTHING : this.of(fragment);
    this.#known.set(name, size);
    return size;
  }
}

/** What a selection is counted under: the name in the result, since aliases are counted by themselves. */
function nameOf(selection: SelectionNode): string {
  if (selection.kind === Kind.INLINE_FRAGMENT) return '...';
  return selection.kind === Kind.FIELD ? (selection.alias ?? selection.name).value : `...${selection.name.value}`;
}

function larger(a: Size, b: Size): Size {
  return {
    depth: Math.max(a.depth, b.depth),
    aliases: Math.max(a.aliases, b.aliases),
    directives: Math.max(a.directives, b.directives),
    repetitions: Math.max(a.repetitions, b.repetitions),
  };
}
