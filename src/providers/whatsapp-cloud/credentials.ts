/**
 * Settings and credentials of a WhatsApp Cloud account (docs/providers/whatsapp-cloud.md, "Settings"): one Meta app
 * with a token that may send from all its numbers.
 */
import * as z from 'zod';
import {
  baseUrlText,
  checkCredentials,
  optional,
  paceTable,
  secretText,
} from '../contract/credential-rules.js';
import type { Provider } from '../contract/provider.js';
import type { ProviderCredentials } from '../contract/provider-credentials.js';

const schema = z.object({
  accessToken: secretText,
  appSecret: secretText,
  verifyToken: optional(secretText),
  businessAccountId: optional(z.string('must be a text').regex(/^\d{5,25}$/, 'must consist of digits')),
  graphVersion: optional(z.string('must be a text').regex(/^v\d{1,3}\.\d$/, 'must look like v25.0')),
  sendsPerSecond: optional(paceTable),
  baseUrl: baseUrlText.default('https://graph.facebook.com'),
});

/** The fields that are secrets. */
export const cloudSecretFields: readonly (keyof typeof schema.shape)[] = [
  'accessToken',
  'appSecret',
  'verifyToken',
];

/** What `verify` and `send` work with. */
export type CloudCredentials = Readonly<z.output<typeof schema>>;

/** The current version of the Graph API; Meta keeps a version for about two years. */
export const defaultGraphVersion = 'v25.0';

/** Checks what was given to `connectProvider`; see `Provider.parseCredentials`. */
export const parseCloudCredentials: Provider['parseCredentials'] = input =>
  checkCredentials(schema, input, 'WhatsApp Cloud', {
    accessToken: 'a permanent token of a system user',
    appSecret: 'the app secret, under App settings > Basic',
  });

/** The stored credentials in their type; null when they are not (any more) what the schema takes. */
export function readCloudCredentials(credentials: ProviderCredentials): CloudCredentials | null {
  return schema.safeParse(credentials).data ?? null;
}
