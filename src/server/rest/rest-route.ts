/** The shape of a REST route: thin, over the same queries and use cases, under the same access table as GraphQL. */
import type { z } from 'zod';
import { BadUserInputError } from '../../domain/errors.js';
import { toReadable } from '../../domain/readable-text.js';
import type { RootTypeName } from '../../resolvers/access.js';
import type { ResolverContext } from '../../resolvers/context.js';

/** One route. */
export interface RestRoute {
  readonly method: 'GET' | 'POST';
  /** As the guides write it; the same path with or without a slash at its end is served too. */
  readonly path: string;
  /** The row of the access table that decides who may use it. */
  readonly access: { readonly rootType: RootTypeName; readonly field: string };
  /** Answers the body. An error is answered as everywhere else. */
  handle(context: ResolverContext, input: RestInput): Promise<object>;
}

/** What a request says. */
export interface RestInput {
  readonly query: unknown;
  /** The JSON document, or the fields of a form. */
  readonly body: unknown;
}

/** Reads what a request says. @throws BadUserInputError that names the first field which does not fit */
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
