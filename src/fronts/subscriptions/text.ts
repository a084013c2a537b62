import type { GraphQLError, GraphQLFormattedError } from 'graphql';

/** A result as any of the libraries type it. */
export interface Result {
  readonly data?: Readonly<Record<string, unknown>> | null | undefined;
  readonly errors?: readonly GraphQLError[] | undefined;
  readonly extensions?: Readonly<Record<string, unknown>> | undefined;
}

/** A result as clients may see it. */
export interface PublicResult {
  data?: Record<string, unknown> | null;
  errors?: readonly GraphQLFormattedError[];
  extensions?: Record<string, unknown>;
}

const texts = new WeakMap<Result, string>();

/** A result as JSON, without line breaks. Written once for all who get the same result object. */
export function resultText(result: Result): string {
  const known = texts.get(result);
  if (known !== undefined) return known;
  const text = JSON.stringify(publicResult(result));
  texts.set(result, text);
  return text;
}

/** A result as clients may see it: without what Yoga keeps in extensions for its own use. */
export function publicResult({ data, errors, extensions }: Result): PublicResult {
  const { http: _http, ...others } = extensions ?? {};
  return {
    ...(data === undefined ? {} : { data }),
    ...(errors === undefined ? {} : { errors: publicErrors(errors) }),
    ...(Object.keys(others).length === 0 ? {} : { extensions: others }),
  };
}

/** Errors as clients may see them. */
export function publicErrors(errors: readonly GraphQLError[]): GraphQLFormattedError[] {
  return errors.map((error) => {
    const { extensions, ...rest } = error.toJSON();
    const { http: _http, unexpected: _unexpected, ...others } = extensions ?? {};
    return Object.keys(others).length === 0 ? rest : { ...rest, extensions: others };
  });
}
