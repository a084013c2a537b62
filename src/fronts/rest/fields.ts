import type { z } from '@hono/zod-openapi';

/** A property that may be missing: `null` equals absent, and both are read as undefined. */
export function optional<T extends z.ZodType>(type: T) {
  return type.nullish().transform((value) => value ?? undefined);
}

/** The content of a JSON body or answer, for a route. */
export function json<T extends z.ZodType>(schema: T) {
  return { 'application/json': { schema } } as const;
}

/** The body of a request, for a route. */
export function jsonBody<T extends z.ZodType>(schema: T) {
  return { body: { required: true, content: json(schema) } } as const;
}

/** A type, not an interface: those have no index signature. */
type Success<T extends z.ZodType> = {
  readonly 200: { readonly description: string; readonly content: ReturnType<typeof json<T>> };
};

/**
 * The answers of a route: its success, which the handler returns, and the errors, which it throws.
 * @param errors by status. They are not part of the type.
 */
export function answers<T extends z.ZodType>(description: string, schema: T, errors: object): Success<T> {
  return { 200: { description, content: json(schema) }, ...errors };
}
