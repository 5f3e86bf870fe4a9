/**
 * Settings and credentials of a Twilio account, for both products (docs/providers/twilio.md, "Settings").
 */
import * as z from 'zod';
import { CredentialForm } from '../../domain/vocabulary.js';
import { type CredentialFields, secretsIn } from '../contract/account.js';
import { paceTable } from '../contract/credential-rules.js';
import { onceEach } from '../contract/once-each.js';
import type { Provider } from '../contract/provider.js';

const loopbackHosts = new Set(['localhost', '127.0.0.1', '[::1]']);

const sid = (prefix: string) =>
  z
    .string('must be a text')
    .trim()
    .regex(new RegExp(`^${prefix}[0-9a-fA-F]{32}$`), `must be ${prefix} and 32 hexadecimal digits`);
const secret = z
  .string('must be a text')
  .trim()
  .regex(/^[\x21-\x7e]{8,200}$/, 'must have 8 to 200 characters, without spaces');

const schema = z.object({
  accountSid: sid('AC'),
  authToken: secret,
  secondaryAuthToken: secret.nullish(),
  apiKeySid: sid('SK').nullish(),
  apiKeySecret: secret.nullish(),
  serviceSid: sid('IS').nullish(),
  routes: z
    .record(
      z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/, 'must consist of small letters, digits and hyphens'),
      z.string('must be the external id of a channel, or "*"').trim().min(1, 'must not be empty').max(200),
      'must be an object of names and channels',
    )
    .default({}),
  sendsPerSecond: paceTable.nullish(),
  requireSignature: z.boolean('must be true or false').default(false),
  baseUrl: z
    .string('must be a text')
    .trim()
    .max(500, 'must have 500 characters at the most')
    .refine(
      isBaseUrl,
      'must be an https URL without user, query or fragment (http is taken for this machine)',
    )
    .transform(url => url.replace(/\/+$/, ''))
    .nullish(),
});

/** The fields of the credentials. */
export const twilioCredentialFields: CredentialFields<keyof typeof schema.shape> = {
  accountSid: { description: 'the account, AC…', isRequired: true, isAccountId: true },
  authToken: {
    description: 'the primary auth token, which signs webhooks',
    isRequired: true,
    isSecret: true,
    hasOverlap: true,
  },
  secondaryAuthToken: { description: 'the secondary auth token, while tokens are rotated', isSecret: true },
  apiKeySid: { description: 'an API key to send with, SK…' },
  apiKeySecret: { description: 'the secret of the API key', isSecret: true },
  serviceSid: { description: 'the Conversations service, IS…' },
  routes: {
    description: 'webhook paths of your own, and the channel of each',
    form: CredentialForm.PAIRS,
  },
  sendsPerSecond: { description: 'messages a second by number', form: CredentialForm.NUMBERS },
  requireSignature: {
    description: 'true to refuse webhooks without a signature',
    form: CredentialForm.YES_NO,
  },
  baseUrl: { description: "base URL of the API, when it is not Twilio's own", isBaseUrl: true },
};

const names = Object.keys(schema.shape);

/** Twilio credentials. `routes` maps a route's name to its channel, or to `*` for the number that the event names. */
export type TwilioCredentials = Readonly<z.output<typeof schema>>;

/** Validates the input of `connectProvider`; see `Provider.parseCredentials`. */
export const parseTwilioCredentials: Provider['parseCredentials'] = input => {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) {
    return { ok: false, faults: [`The credentials must be an object with ${names.join(', ')}.`] };
  }
  const parsed = schema.safeParse(input);
  const faults = parsed.success ? [] : parsed.error.issues.map(issue => toFault(issue, input));
  const unknownNames = Object.keys(input).filter(name => !names.includes(name));
  // Names come from the caller. Only those that look like a name are echoed, so a misplaced secret is not printed.
  for (const name of unknownNames.slice(0, 5)) {
    const shown = /^[a-z][a-zA-Z]{0,30}$/.test(name) ? `"${name}"` : 'A field';
    faults.push(`${shown} is no setting of Twilio; it has ${names.join(', ')}.`);
  }
  if (parsed.success && Boolean(parsed.data.apiKeySid) !== Boolean(parsed.data.apiKeySecret)) {
    faults.push('"apiKeySid" and "apiKeySecret" go together: give both or neither.');
  }
  if (!parsed.success || faults.length > 0) return { ok: false, faults };
  return { ok: true, credentials: parsed.data, externalId: parsed.data.accountSid };
};

/** Typed stored credentials; null when they no longer match the schema. */
export const readTwilioCredentials = onceEach(
  (credentials): TwilioCredentials | null => schema.safeParse(credentials).data ?? null,
);

/** All secrets of an account, for masking outgoing text. */
export function secretsOf(credentials: TwilioCredentials): readonly string[] {
  return secretsIn(twilioCredentialFields, credentials);
}

function toFault({ path, message }: z.core.$ZodIssue, input: object): string {
  const [first] = path;
  const name = typeof first === 'string' && names.includes(first) ? first : 'credentials';
  return `"${name}" ${name in input ? message : 'is missing'}.`;
}

function isBaseUrl(text: string): boolean {
  const url = URL.parse(text);
  if (url === null || url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '')
    return false;
  return url.protocol === 'https:' || (url.protocol === 'http:' && loopbackHosts.has(url.hostname));
}
