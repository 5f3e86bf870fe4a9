/**
 * Settings and credentials of a Green API account (docs/providers/green-api.md, "Settings"). An account is one
 * instance: Green API gives each instance its own id, token and host.
 */
import * as z from 'zod';
import type { CredentialFields } from '../contract/account.js';
import { baseUrlText, checkCredentials, optional, secretText } from '../contract/credential-rules.js';
import { onceEach } from '../contract/once-each.js';
import type { Provider } from '../contract/provider.js';

const instanceId = z
  .preprocess(value => (typeof value === 'number' ? String(value) : value), z.string('must be a text').trim())
  .refine(text => /^\d{4,20}$/.test(text), 'must be the digits of the instance, such as 7107000101');

const schema = z.object({
  idInstance: instanceId,
  apiTokenInstance: secretText,
  webhookUrlToken: optional(secretText),
  apiUrl: baseUrlText.default('https://api.green-api.com'),
});

/** The fields of the credentials. */
export const greenApiCredentialFields: CredentialFields<keyof typeof schema.shape> = {
  idInstance: { description: 'the id of the instance in the console', isRequired: true, isAccountId: true },
  apiTokenInstance: {
    description: 'the API token of the instance in the console',
    isRequired: true,
    isSecret: true,
  },
  webhookUrlToken: { description: 'what the instance is set to send in `Authorization`', isSecret: true },
  apiUrl: { description: 'base URL of the API, as the console shows it', isBaseUrl: true },
};

/** Credentials for `verify` and `send`. */
export type GreenApiCredentials = Readonly<z.output<typeof schema>>;

/** Validates the input of `connectProvider`; see `Provider.parseCredentials`. */
export const parseGreenApiCredentials: Provider['parseCredentials'] = input => {
  const checked = checkCredentials(schema, input, 'Green API', greenApiCredentialFields);
  return checked.ok ? { ...checked, externalId: String(checked.credentials.idInstance) } : checked;
};

/** Typed stored credentials; null when they no longer match the schema. */
export const readGreenApiCredentials = onceEach(
  (credentials): GreenApiCredentials | null => schema.safeParse(credentials).data ?? null,
);
