/**
 * Validates text arguments on every transport: one check before every root field, so that no resolver has to handle
 * characters that the database rejects.
 */
import { defaultFieldResolver, type GraphQLSchema } from 'graphql';
import { toReadable } from '../domain/readable-text.js';
import type { ResolverContext } from './context.js';

type Arguments = Record<string, unknown>;

/** Wraps every root field's resolver and subscription with the check; changes the schema in place. */
export function requireReadableArguments(schema: GraphQLSchema): void {
  for (const type of [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()]) {
    for (const field of Object.values(type?.getFields() ?? {})) {
      const { resolve = defaultFieldResolver, subscribe } = field;
      field.resolve = (source, args: Arguments, context: ResolverContext, info) =>
        resolve(source, readArguments(args), context, info);
      if (!subscribe) continue;
      field.subscribe = (source, args: Arguments, context: ResolverContext, info) =>
        subscribe(source, readArguments(args), context, info);
    }
  }
}

function readArguments(args: Arguments): Arguments {
  let read = args;
  for (const [name, value] of Object.entries(args)) {
    const readable = toReadable(value, name);
    if (!Object.is(readable, value)) read = { ...read, [name]: readable };
  }
  return read;
}
