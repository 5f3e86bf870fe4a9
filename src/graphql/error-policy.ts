/**
 * Decides what clients may see of an error.
 *
 * Trunkline errors are sent with their code and facts; GraphQL's own (syntax, validation, coercion) with their message.
 * All others become INTERNAL with a request id, and are only logged in full.
 */
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { errorCodes, TrunklineError, toCallersError } from '../domain/errors.js';
import { shorten } from '../domain/shorten.js';

/** Called for every masked error. */
export type UnexpectedErrorLog = (error: unknown, requestId: string) => void;

/**
 * Converts a Trunkline error to a GraphQL error with `extensions.code`; GraphQL's own errors get the matching
 * documented code.
 */
export function toGraphQLError(error: unknown): GraphQLError {
  if (error instanceof TrunklineError) {
    const { message, code, facts } = toCallersError(error);
    return new GraphQLError(message, { extensions: { code, ...facts } });
  }
  if (error instanceof GraphQLError) {
    if (error.extensions?.code !== undefined) return error;
    const isTooLarge = /contains more tha[nt] \d+ tokens/.test(error.message);
    return new GraphQLError(shorten(withoutInput(error.message)), {
      nodes: error.nodes,
      source: error.source,
      positions: error.positions,
      path: error.path,
      extensions: { code: isTooLarge ? 'QUERY_TOO_COMPLEX' : 'BAD_USER_INPUT' },
    });
  }
  return new GraphQLError('Something went wrong.', { extensions: { code: 'INTERNAL' } });
}

/** Converts an execution error to the form that the client may see. */
export function toClientError(
  error: unknown,
  requestId: string,
  log: UnexpectedErrorLog,
): GraphQLFormattedError {
  const outer = error instanceof GraphQLError ? error : null;
  const cause = outer ? findCause(outer) : error;
  if (cause instanceof TrunklineError) {
    const told = toCallersError(cause);
    if (told !== cause) log(cause, requestId);
    return {
      message: told.message,
      ...(outer?.locations ? { locations: outer.locations } : {}),
      ...(outer?.path ? { path: outer.path } : {}),
      extensions: { code: told.code, ...told.facts },
    };
  }
  if (outer && (cause === null || cause instanceof GraphQLError)) return toGraphQLError(outer).toJSON();
  log(cause, requestId);
  return {
    message: `Something went wrong on our side; report it with the request id ${requestId}.`,
    ...(outer?.path ? { path: outer.path } : {}),
    extensions: { code: 'INTERNAL', requestId },
  };
}

/** Apollo's own refusals have other codes; this maps them to the codes in docs/errors.md. */
export function withDocumentedCode(error: GraphQLFormattedError): GraphQLFormattedError {
  const code = String(error.extensions?.code);
  const message = shorten(withoutInput(error.message));
  if (Object.hasOwn(errorCodes, code)) return { ...error, message };
  const documented = code === 'INTERNAL_SERVER_ERROR' ? 'INTERNAL' : 'BAD_USER_INPUT';
  return { ...error, message, extensions: { ...error.extensions, code: documented } };
}

/** The message without its suggestion of similar names, which would show the schema to clients that may not read it. */
export function withoutSuggestion(message: string): string {
  return message.replace(/ Did you mean [^?]*\?$/, '');
}

/**
 * The message about an invalid variable without the objects and lists that it repeats: an input contains passwords and
 * tokens next to the faulty field, and clients show and log messages.
 */
function withoutInput(message: string): string {
  const [, variable, rest = ''] = /^(Variable "\$\w+") got invalid value ([[{][\s\S]*)$/.exec(message) ?? [];
  if (variable === undefined) return message;
  const [, input = '', fault] =
    /^([\s\S]*); ((?:Field|Expected|\w+ cannot represent) [\s\S]*)$/.exec(rest) ?? [];
  if (fault === undefined) return `${variable} is invalid.`;
  const [place = ''] = / at "[\w.[\]]+"$/.exec(input) ?? [];
  return `${variable} is invalid${place}: ${fault.replace(/ value: [[{][\s\S]*$/, ' value.')}`;
}

/** The error that a resolver threw, or null when GraphQL itself created this one. */
function findCause(error: GraphQLError): unknown {
  let cause: unknown = error.originalError ?? null;
  while (cause instanceof GraphQLError && cause.originalError) cause = cause.originalError;
  return cause;
}
