/** Settings of a Toy account (toy.md): one line with a passphrase. */
import * as z from 'zod';
import type { CredentialFields } from '../../../src/providers/contract/account.js';
import {
  baseUrlText,
  checkCredentials,
  secretText,
} from '../../../src/providers/contract/credential-rules.js';
import type { Provider } from '../../../src/providers/contract/provider.js';
import type { ProviderCredentials } from '../../../src/providers/contract/provider-credentials.js';

const schema = z.object({
  line: z.string('must be a text').regex(/^\+\d{7,15}$/, 'must be a phone number with a plus'),
  passphrase: secretText,
  baseUrl: baseUrlText.default('https://toy.example'),
});

/** The fields of the credentials. */
export const toyCredentialFields: CredentialFields<keyof typeof schema.shape> = {
  line: { description: 'the phone number of the line', isRequired: true, isAccountId: true },
  passphrase: { description: 'the passphrase of the line', isRequired: true, isSecret: true },
  baseUrl: { description: "base URL of the API, when it is not Toy's own", isBaseUrl: true },
};

/** The credentials that `verify` and `send` use. */
export type ToyCredentials = Readonly<z.output<typeof schema>>;

/** Validates the input of `connectProvider`. */
export const parseToyCredentials: Provider['parseCredentials'] = input =>
  checkCredentials(schema, input, 'Toy', toyCredentialFields);

/** The stored credentials, typed; null when the schema rejects them. */
export function readToyCredentials(credentials: ProviderCredentials): ToyCredentials | null {
  return schema.safeParse(credentials).data ?? null;
}
