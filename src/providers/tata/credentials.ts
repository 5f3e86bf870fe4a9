/**
 * Settings and credentials of a TATA account (docs/providers/tata.md, "Settings"). A token is one number's: the API
 * has no field for the sender, so the token decides which number a message leaves from.
 */
import * as z from 'zod';
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

/** The fields that are secrets. */
export const tataSecretFields: readonly (keyof typeof schema.shape)[] = ['tokens'];

/** What `send` works with. */
export type TataCredentials = Readonly<z.output<typeof schema>>;

/** Checks what was given to `connectProvider`; see `Provider.parseCredentials`. */
export const parseTataCredentials: Provider['parseCredentials'] = input =>
  checkCredentials(schema, input, 'TATA', {
    tokens: 'an object of the token for each number, such as {"+918800000111": "…"}',
  });

/** The stored credentials in their type; null when they are not (any more) what the schema takes. */
export function readTataCredentials(credentials: ProviderCredentials): TataCredentials | null {
  return schema.safeParse(credentials).data ?? null;
}

/** The value of `Authorization` in the form that the account is set to. */
export function authorize(token: string, { authorization }: TataCredentials): string {
  return authorization === 'raw' ? token : `Bearer ${token}`;
}
