/**
 * Settings and credentials of a WhatsApp Cloud account (docs/providers/whatsapp-cloud.md, "Settings"): one Meta app
 * with a token that is allowed to send from all its numbers.
 */
import * as z from 'zod';
import { CredentialForm } from '../../domain/vocabulary.js';
import type { CredentialFields } from '../contract/account.js';
import {
  baseUrlText,
  checkCredentials,
  optional,
  paceTable,
  secretText,
} from '../contract/credential-rules.js';
import { onceEach } from '../contract/once-each.js';
import type { Provider } from '../contract/provider.js';

const schema = z.object({
  accessToken: secretText,
  appSecret: secretText,
  verifyToken: optional(secretText),
  businessAccountId: optional(z.string('must be a text').regex(/^\d{5,25}$/, 'must consist of digits')),
  graphVersion: optional(z.string('must be a text').regex(/^v\d{1,3}\.\d$/, 'must look like v25.0')),
  sendsPerSecond: optional(paceTable),
  baseUrl: baseUrlText.default('https://graph.facebook.com'),
});

/** The fields of the credentials. */
export const cloudCredentialFields: CredentialFields<keyof typeof schema.shape> = {
  accessToken: { description: 'a permanent token of a system user', isRequired: true, isSecret: true },
  appSecret: { description: 'the app secret, under App settings > Basic', isRequired: true, isSecret: true },
  verifyToken: {
    description: 'the verify token of the handshake, when it is not the webhook key',
    isSecret: true,
  },
  businessAccountId: {
    description: 'the WhatsApp business account, to list its templates',
    isAccountId: true,
  },
  graphVersion: { description: 'version of the Graph API, such as v25.0' },
  sendsPerSecond: { description: 'messages a second by the id of a number', form: CredentialForm.NUMBERS },
  baseUrl: { description: "base URL of the API, when it is not Meta's own", isBaseUrl: true },
};

/** Credentials for `verify` and `send`. */
export type CloudCredentials = Readonly<z.output<typeof schema>>;

/** Current version of the Graph API; Meta supports a version for about two years. */
export const defaultGraphVersion = 'v25.0';

/** Validates the input of `connectProvider`; see `Provider.parseCredentials`. */
export const parseCloudCredentials: Provider['parseCredentials'] = input =>
  checkCredentials(schema, input, 'WhatsApp Cloud', cloudCredentialFields);

/** Typed stored credentials; null when they no longer match the schema. */
export const readCloudCredentials = onceEach(
  (credentials): CloudCredentials | null => schema.safeParse(credentials).data ?? null,
);
