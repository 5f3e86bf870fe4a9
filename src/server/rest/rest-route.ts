/** Type of a REST route: a thin layer over the queries and use cases, with the same access table as GraphQL. */
import type { z } from 'zod';
import { BadUserInputError } from '../../domain/errors.js';
import { toReadable } from '../../domain/readable-text.js';
import type { RootTypeName } from '../../resolvers/access.js';
import type { ResolverContext } from '../../resolvers/context.js';

/** One route. */
export interface RestRoute {
  readonly method: 'GET' | 'POST';
  /** As in the guides; the same path with or without a trailing slash is served too. */
  readonly path: string;
  /** Row of the access table that grants access. */
  readonly access: { readonly rootType: RootTypeName; readonly field: string };
  /** Returns the response body. Errors are handled as in all other routes. */
  handle(context: ResolverContext, input: RestInput): Promise<object>;
}

/** Parsed input of a request. */
export interface RestInput {
  readonly query: unknown;
  /** The JSON document, or the form fields. */
  readonly body: unknown;
}

/** Validates input. @throws BadUserInputError with the first invalid field */
export function readInput<Schema extends z.ZodType>(schema: Schema, value: unknown): z.infer<Schema> {
  const result = schema.safeParse(value ?? {}, { reportInput: true });
  if (result.success) return toReadable(result.data, 'body');
  const [issue] = result.error.issues;
  const field = issue?.path.join('.') || 'body';
  const isMissing = issue?.code === 'invalid_type' && issue.input === undefined && issue.path.length > 0;
  throw new BadUserInputError(
    field,
    isMissing ? 'is needed' : `does not fit: ${issue?.message ?? 'see /docs/rest'}`,
  );
}
