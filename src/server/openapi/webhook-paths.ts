/** The routes to which providers post, made from the providers themselves so that none can be forgotten. */
import { ProviderKind } from '../../domain/vocabulary.js';
import { listProviders } from '../../providers/registry.js';
import { errorAnswers, json, type Operation, type Paths, ref, type Schema } from './operation.js';

/** What the provider contract does not say, in a few words. */
interface WebhookFacts {
  readonly page: string;
  readonly credential: string;
  /** By the names of the document's security schemes. */
  readonly security: readonly string[];
  readonly contentType: 'application/json' | 'application/x-www-form-urlencoded';
}

const twilio: WebhookFacts = {
  page: 'twilio.md',
  credential: 'the signature in `X-Twilio-Signature`, over the public URL',
  security: ['twilioSignature'],
  contentType: 'application/x-www-form-urlencoded',
};

const facts: Readonly<Record<ProviderKind, WebhookFacts>> = {
  CHATFLOW: {
    page: 'chatflow.md',
    credential: 'the key in the URL',
    security: ['webhookKey'],
    contentType: 'application/json',
  },
  GREEN_API: {
    page: 'green-api.md',
    credential: 'the `Authorization` that the instance is set to send, or the key in the URL',
    security: ['webhookToken', 'webhookKey'],
    contentType: 'application/json',
  },
  TWILIO_CONVERSATIONS: twilio,
  TWILIO_MESSAGING: twilio,
  TATA: {
    page: 'tata.md',
    credential: 'the key in the URL or as the last part of the path',
    security: ['webhookKey'],
    contentType: 'application/json',
  },
  WHATSAPP_CLOUD: {
    page: 'whatsapp-cloud.md',
    credential: "the signature in `X-Hub-Signature-256`, with the app's secret",
    security: ['hubSignature', 'webhookKey'],
    contentType: 'application/json',
  },
};

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
  for (const { kind, displayName, routes } of listProviders()) {
    for (const { method, path } of routes) {
      for (const url of [path, `${path}/:secret`]) {
        const at = url.replaceAll(/:(\w+)/g, '{$1}');
        const verb = method === 'GET' ? 'get' : 'post';
        const look = path.includes(':') ? {} : { get: toLook(displayName, at) };
        paths[at] = { ...look, ...paths[at], [verb]: toOperation(kind, displayName, verb, at) };
      }
    }
  }
  return paths;
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

/** What a person sees who opens the address in a browser. */
function toLook(name: string, path: string): Operation {
  return {
    operationId: toOperationId('get', path),
    tags: ['Webhooks'],
    summary: `${name}: what is at this address`,
    description: `A sentence for people who open the address in a browser; it does not depend on the key. ${name} itself posts.`,
    security: [{}],
    parameters: toPathParameters(path),
    responses: {
      200: { description: 'What it is.', content: { 'text/plain': { schema: { type: 'string' } } } },
    },
  };
}

function toOperation(kind: ProviderKind, name: string, verb: 'get' | 'post', path: string): Operation {
  const { page, credential, security, contentType } = facts[kind];
  const names = namesIn(path);
  const isHandshake = verb === 'get';
  return {
    operationId: toOperationId(verb, path),
    tags: ['Webhooks'],
    summary: `${name}: ${isHandshake ? 'is the address there?' : 'a webhook'}`,
    description: `${isHandshake ? 'The handshake, or a look whether the address exists. ' : ''}Proven by ${credential}; a wrong one is refused even where none is needed. The demo takes bare requests from this machine. docs/providers/${page} is the set-up guide. The answer comes when everything is stored.`,
    security: [...security.map(scheme => ({ [scheme]: [] })), {}],
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
          ...(facts[kind] === twilio ? { 'text/xml': { schema: { type: 'string' } } } : {}),
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
