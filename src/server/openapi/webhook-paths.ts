/** Webhook routes, generated from the providers so that none is missing. */
import { isDeepStrictEqual } from 'node:util';
import type { Provider } from '../../providers/contract/provider.js';
import { listProviders } from '../../providers/registry.js';
import { errorAnswers, json, type Operation, type Paths, ref, type Schema } from './operation.js';

const keyParameter: Schema = {
  name: 'key',
  in: 'query',
  required: false,
  description: 'The webhook key of the account. The URL that `connectProvider` shows has it.',
  schema: { type: 'string' },
};

/** The paths. */
export function createWebhookPaths(): Paths {
  const paths: Record<string, Partial<Record<'get' | 'post', Operation>>> = {};
  for (const provider of listProviders()) {
    for (const { method, path } of provider.routes) {
      for (const url of [path, `${path}/:secret`]) {
        const at = url.replaceAll(/:(\w+)/g, '{$1}');
        const verb = method === 'GET' ? 'get' : 'post';
        const look = path.includes(':') ? {} : { get: toLook(provider.displayName, at) };
        paths[at] = { ...look, ...paths[at], [verb]: toOperation(provider, verb, at) };
      }
    }
  }
  return paths;
}

/** All security schemes that the providers declare. @throws Error for two that share a name and differ */
export function createWebhookSchemes(): Readonly<Record<string, Schema>> {
  const schemes: Record<string, Schema> = {};
  for (const { kind, documentation } of listProviders()) {
    for (const { name, in: place, parameter, description } of documentation.security) {
      const scheme = { type: 'apiKey', in: place, name: parameter, description };
      if (schemes[name] !== undefined && !isDeepStrictEqual(schemes[name], scheme))
        throw new Error(
          `The provider ${kind} declares the security scheme "${name}" otherwise than another one.`,
        );
      schemes[name] = scheme;
    }
  }
  return schemes;
}

function toOperationId(verb: string, path: string): string {
  return `${verb}${path.replaceAll(/[^a-zA-Z0-9]+(\w?)/g, (_, letter: string) => letter.toUpperCase())}`;
}

function namesIn(path: string): string[] {
  return [...path.matchAll(/\{(\w+)\}/g)].map(([, parameter]) => parameter ?? '');
}

function toPathParameters(path: string): Schema[] {
  return namesIn(path).map(parameter => ({
    name: parameter,
    in: 'path',
    required: true,
    description:
      parameter === 'secret' ? 'The webhook key of the account.' : 'A name that the account chose.',
    schema: { type: 'string' },
  }));
}

/** Response to a user who opens the URL in a browser. */
function toLook(name: string, path: string): Operation {
  return {
    operationId: toOperationId('get', path),
    tags: ['Webhooks'],
    summary: `${name}: description of this address`,
    description: `A sentence for people who open the address in a browser; it does not depend on the key. ${name} itself posts.`,
    security: [{}],
    parameters: toPathParameters(path),
    responses: {
      200: {
        description: 'A short text about the webhook.',
        content: { 'text/plain': { schema: { type: 'string' } } },
      },
    },
  };
}

function toOperation(
  { displayName: name, documentation }: Provider,
  verb: 'get' | 'post',
  path: string,
): Operation {
  const { page, proof, security, contentType, answerTypes = [] } = documentation;
  const names = namesIn(path);
  const isHandshake = verb === 'get';
  return {
    operationId: toOperationId(verb, path),
    tags: ['Webhooks'],
    summary: `${name}: ${isHandshake ? 'is the address there?' : 'a webhook'}`,
    description: `${isHandshake ? 'The handshake, or a check that the address exists. ' : ''}Authenticated by ${proof}; a wrong credential is rejected even where none is needed. The demo accepts requests without credentials from this machine. docs/providers/${page} is the set-up guide. It is answered after everything is stored.`,
    security: [...security.map(scheme => ({ [scheme.name]: [] })), {}],
    parameters: [...toPathParameters(path), keyParameter],
    ...(isHandshake
      ? {}
      : {
          requestBody: {
            required: true,
            content: { [contentType]: { schema: { description: `What ${name} sends.` } } },
          },
        }),
    responses: {
      200: {
        description: 'Stored, with any result: QUARANTINED and IGNORED events are kept too.',
        content: {
          ...json(ref('WebhookAnswer')),
          ...(isHandshake ? { 'text/plain': { schema: { type: 'string' } } } : {}),
          ...Object.fromEntries(answerTypes.map(type => [type, { schema: { type: 'string' } }])),
        },
      },
      ...errorAnswers(
        'BODY_UNDECODABLE',
        'UNAUTHENTICATED',
        ...(names.some(parameter => parameter !== 'secret') ? (['NOT_FOUND'] as const) : []),
        'BODY_TOO_LARGE',
        'UNAVAILABLE',
      ),
    },
  };
}
