/**
 * Decides which documents may be executed, for HTTP, WebSocket and SSE.
 *
 * Cheap checks run before the parser (length, depth of braces), the parser has a token limit, validation adds depth,
 * aliases and cost. Decisions are cached by text, refusals too, so that a repeated hostile document costs only a
 * lookup. The cache is bounded in bytes: the syntax tree of one document can take half a megabyte.
 */
import { hash } from 'node:crypto';
import {
  type DocumentNode,
  GraphQLError,
  type GraphQLSchema,
  NoSchemaIntrospectionCustomRule,
  parse,
  specifiedRules,
  validate,
} from 'graphql';
import { LRUCache } from 'lru-cache';
import { QueryTooComplexError } from '../domain/errors.js';
import { toGraphQLError, withoutSuggestion } from './error-policy.js';
import { createLimitRules } from './limit-rules.js';
import type { OperationLimits } from './operation-limits.js';

/** The decision about a document. */
export type OperationDecision =
  | { readonly ok: true; readonly document: DocumentNode }
  | { readonly ok: false; readonly errors: readonly GraphQLError[] };

/** Decides about documents. `mayIntrospect` is part of the cache key. */
export type OperationPolicy = (query: string, mayIntrospect: boolean) => OperationDecision;

const maxCachedBytes = 32 * 1024 * 1024;
/** Measured: nodes, tokens and their locations, for each token of a document. */
const bytesPerToken = 600;
const bytesPerError = 1_024;

/** Creates the policy of a schema. */
export function createOperationPolicy(schema: GraphQLSchema, limits: OperationLimits): OperationPolicy {
  const decisions = new LRUCache<string, OperationDecision>({
    maxSize: maxCachedBytes,
    sizeCalculation: (decision, key) => key.length + sizeOf(decision),
  });
  const limitRules = createLimitRules(limits);

  const decide = (query: string, mayIntrospect: boolean): OperationDecision => {
    try {
      checkBraces(query, limits);
      const document = parse(query, { maxTokens: limits.maxTokens });
      // The limits are checked first: a document within them cannot make the other rules slow.
      const over = validate(schema, document, limitRules);
      if (over.length > 0) return { ok: false, errors: over.map(error => toRefusal(error)) };
      const rules = mayIntrospect ? specifiedRules : [...specifiedRules, NoSchemaIntrospectionCustomRule];
      const errors = validate(schema, document, rules, { maxErrors: 20 });
      return errors.length === 0
        ? { ok: true, document }
        : {
            ok: false,
            errors: errors.map(error => toRefusal(mayIntrospect ? error : withoutSuggestionOf(error))),
          };
    } catch (error) {
      return { ok: false, errors: [toRefusal(error)] };
    }
  };

  return (query, mayIntrospect) => {
    if (query.length > limits.maxLength) {
      return {
        ok: false,
        errors: [toGraphQLError(new QueryTooComplexError('characters', limits.maxLength, query.length))],
      };
    }
    const key = `${mayIntrospect ? 'i' : '-'}${query.length < 200 ? query : hash('sha256', query, 'base64')}`;
    const known = decisions.get(key);
    if (known) return known;
    const decision = decide(query, mayIntrospect);
    decisions.set(key, decision);
    return decision;
  };
}

/** The error without its nodes: they would keep the whole syntax tree in memory. */
function toRefusal(error: unknown): GraphQLError {
  const { message, source, positions, extensions } = toGraphQLError(error);
  return new GraphQLError(message, { source, positions, extensions });
}

/** Approximate size of a decision in bytes. */
function sizeOf(decision: OperationDecision): number {
  if (!decision.ok) {
    const text = decision.errors[0]?.source?.body.length ?? 0;
    return text + decision.errors.length * bytesPerError;
  }
  const { loc } = decision.document;
  let tokens = 1;
  for (let token = loc?.startToken; token?.next; token = token.next) tokens += 1;
  return (loc?.source.body.length ?? 0) + tokens * bytesPerToken;
}

function withoutSuggestionOf(error: GraphQLError): GraphQLError {
  const message = withoutSuggestion(error.message);
  return message === error.message ? error : new GraphQLError(message, { nodes: error.nodes ?? null });
}

/** Refuses documents with too deep nesting before any parser recurses into them. */
function checkBraces(query: string, limits: OperationLimits): void {
  const max = limits.maxDepth * 4;
  let depth = 0;
  for (let index = 0; index < query.length; index += 1) {
    const code = query.charCodeAt(index);
    if (code === 0x7b || code === 0x5b || code === 0x28) {
      depth += 1;
      if (depth > max) throw new QueryTooComplexError('nesting', max);
    } else if (code === 0x7d || code === 0x5d || code === 0x29) depth -= 1;
  }
}
