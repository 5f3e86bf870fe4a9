/** The checks of the contract suite detect a vendor that violates the contract. */
import { describe, expect, it } from '@jest/globals';
import { urlKeyScheme } from '../../src/providers/contract/documentation.js';
import type { Provider } from '../../src/providers/contract/provider.js';
import { registerProvider } from '../../src/providers/registry.js';
import { createWebhookSchemes } from '../../src/server/openapi/webhook-paths.js';
import { checkParseOfJson, checkVerifyOfGuesses, toRequest } from '../support/provider-fuzz.js';
import { readFixtures, wordsOf } from '../support/provider-sample.js';
import { toy } from '../support/toy-provider/index.js';
import { toySample } from '../support/toy-provider/sample.js';
import { signToy, toyProofHeader, verifyToy } from '../support/toy-provider/verify.js';

const fixtures = readFixtures(toySample);
const words = wordsOf(fixtures);
const body = JSON.stringify({ deed: 'said', line: '+77000000010', author: '+77010000021', words: 'x' });
const credentials = toySample.credentials('https://toy.example');
const proof = signToy(body, String(credentials.passphrase));
const proven = toRequest(toy, body, { headers: { [toyProofHeader]: proof }, query: {} });
const isKey = (value: unknown) => typeof value === 'string' && /^[a-z]{13}$/.test(value);

/** Verifiers that accept requests without proof. */
const broken: readonly (readonly [string, Provider['verify']])[] = [
  [
    'any key of 13 letters in the header that it declares',
    (request, ...rest) => (isKey(request.headers[toyProofHeader]) ? 'accepted' : verifyToy(request, ...rest)),
  ],
  [
    'any key of 13 letters after "Bearer"',
    (request, ...rest) =>
      isKey(request.headers[toyProofHeader]?.replace('Bearer ', ''))
        ? 'accepted'
        : verifyToy(request, ...rest),
  ],
  [
    'a header that it does not declare',
    (request, ...rest) => (isKey(request.headers['x-toy-key']) ? 'accepted' : verifyToy(request, ...rest)),
  ],
  [
    'any key of 13 letters in the query',
    (request, ...rest) => (isKey(request.query.pass) ? 'accepted' : verifyToy(request, ...rest)),
  ],
  [
    'any key of 13 letters at the end of the path',
    (request, ...rest) => (isKey(request.pathSecret) ? 'accepted' : verifyToy(request, ...rest)),
  ],
  [
    'any key of 13 letters in a field of the body',
    (request, ...rest) => {
      const nick = /"nick":"([^"]*)"/.exec(request.rawBody.toString())?.[1];
      return isKey(nick) ? 'accepted' : verifyToy(request, ...rest);
    },
  ],
  [
    'the beginning of a signature',
    (request, ...rest) => {
      const given = request.headers[toyProofHeader];
      return given && proof.startsWith(given) ? 'accepted' : verifyToy(request, ...rest);
    },
  ],
  [
    'a signature of another body',
    (request, ...rest) =>
      request.headers[toyProofHeader] === proof ? 'accepted' : verifyToy(request, ...rest),
  ],
  [
    'a wrong signature beside a right key',
    (request, stored, isKeyRight) => (isKeyRight ? 'accepted' : verifyToy(request, stored, isKeyRight)),
  ],
];

describe('the fuzz of verify', () => {
  it('passes a verifier that compares signatures', () => {
    expect(toy.verify(proven, credentials, false)).toBe('accepted');
    expect(() => checkVerifyOfGuesses(toy, credentials, proven, words)).not.toThrow();
  });

  it.each(broken)('finds one that accepts %s', (_what, verify) => {
    expect(() => checkVerifyOfGuesses({ ...toy, verify }, credentials, proven, words)).toThrow();
  });
});

describe('the fuzz of parse', () => {
  it.each<[string, Provider['parse']]>([
    [
      'throws for a word of the vendor in a wrong place',
      request => {
        if (/"juggled":|"author":\[/.test(request.rawBody.toString())) throw new TypeError('no author');
        return toy.parse(request);
      },
    ],
    [
      'reads a body that it kept otherwise than the request',
      request => {
        const parsed = toy.parse(request);
        return { ...parsed, keptBody: parsed.keptBody.replace('"nick"', '"name"') };
      },
    ],
  ])('finds one that %s', (_what, parse) => {
    expect(() => checkParseOfJson({ ...toy, parse }, words)).toThrow();
  });
});

describe('the OpenAPI document', () => {
  it('fails when a vendor declares a security scheme otherwise than another one', () => {
    const security = [{ ...urlKeyScheme, parameter: 'pass' }];
    registerProvider({ ...toy, documentation: { ...toy.documentation, security } });
    expect(createWebhookSchemes).toThrow(
      'The provider TOY declares the security scheme "webhookKey" otherwise',
    );
    registerProvider(toy);
    expect(createWebhookSchemes()).toHaveProperty('toyProof');
  });
});
