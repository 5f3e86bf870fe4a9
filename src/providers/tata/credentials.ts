/**
 * Settings and credentials of a TATA account (docs/providers/tata.md, "Settings"). A token is one number's: the API
 * has no field for the sender, so the token decides which number a message leaves from.
 */
import * as z from 'zod';
import type { CredentialFields } from '../contract/account.js';
import { baseUrlText, checkCredentials, optional, secretText } from '../contract/credential-rules.js';
import type { Provider } from '../contract/provider.js';
import type { ProviderCredentials } from '../contract/provider-credentials.js';

const schema = z.object({
  tokens: z
    .record(z.string(), secretText, 'must be an object of a token for each number')
    .refine(tokens => Object.keys(tokens).length > 0, 'must hold a token for at least one number')
    .refine(
      tokens => Object.keys(tokens).every(number => /^\+\d{5,20}$/.test(number)),
      'must name each number with a plus, such as +918800000111',
    ),
  authorization: optional(z.enum(['Bearer', 'raw'], 'must be Bearer or raw')),
  recipientFormat: optional(z.enum(['plus', 'digits'], 'must be plus or digits')),
  baseUrl: baseUrlText.default('https://wb.omni.tatatelebusiness.com'),
});

/** The fields of the credentials. */
export const tataCredentialFields: CredentialFields<keyof typeof schema.shape> = {
  tokens: {
    description: 'an object of the token for each number, such as {"+918800000111": "…"}',
    isRequired: true,
    isSecret: true,
  },
  authorization: { description: 'Bearer or raw: how the token stands in the header' },
  recipientFormat: { description: 'plus or digits: how phones are written' },
  baseUrl: { description: "base URL of the API, when it is not TATA's own" },
};

/** What `send` works with. */
export type TataCredentials = Readonly<z.output<typeof schema>>;

/** Checks what was given to `connectProvider`; see `Provider.parseCredentials`. */
export const parseTataCredentials: Provider['parseCredentials'] = input =>
  checkCredentials(schema, input, 'TATA', tataCredentialFields);

/** The stored credentials in their type; null when they no longer match the schema. */
export function readTataCredentials(credentials: ProviderCredentials): TataCredentials | null {
  return schema.safeParse(credentials).data ?? null;
}

/** The value of `Authorization` in the form that the account is set to. */
export function authorize(token: string, { authorization }: TataCredentials): string {
  return authorization === 'raw' ? token : `Bearer ${token}`;
}
