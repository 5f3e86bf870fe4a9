/** What a request asks, for the cache of answers. */
import type { FastifyRequest } from 'fastify';
import { scopeKey, type Viewer } from '../../accounts/viewer.js';
import type { StorableOperation } from '../../graphql/storable-operations.js';
import type { Question } from './answer-cache.js';

/** Longer ones are rare, and would fill the cache with keys. */
const maxKeyLength = 8_192;

const parameters: ReadonlySet<string> = new Set(['query', 'operationName', 'variables']);

/**
 * The question of a POST with a storable operation; null if it has other parameters or very large variables. The key has
 * everything that the answer depends on, apart from rows: who asks and with which permissions, the operation, its
 * variables, and the headers by which the protocol chooses the format.
 */
export function toQuestion(
  { method, headers, body }: Pick<FastifyRequest, 'method' | 'headers' | 'body'>,
  viewer: Viewer,
  operation: StorableOperation,
): Question | null {
  if (method !== 'POST' || typeof body !== 'object' || body === null) return null;
  if (!Object.keys(body).every(name => parameters.has(name))) return null;
  const { operationName = null, variables = null } = body as Record<string, unknown>;
  const key = toText([
    operation.id,
    operationName,
    variables,
    scopeKey(viewer),
    viewer.userId,
    viewer.role,
    viewer.apiToken?.id ?? null,
    headers.accept ?? null,
    headers['content-type'] ?? null,
  ]);
  return key === null || key.length > maxKeyLength ? null : { tenantId: viewer.tenantId, key };
}

/** Null for variables that are nested too deep. */
function toText(values: readonly unknown[]): string | null {
  try {
    return JSON.stringify(values);
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}
