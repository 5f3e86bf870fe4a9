/**
 * Settings and credentials of a TATA account (docs/providers/tata.md, "Settings"). Each token belongs to one number:
 * the API has no sender field, so the token determines the number that a message is sent from.
 */
import * as z from 'zod';
import { CredentialForm } from '../../domain/vocabulary.js';
import type { CredentialFields } from '../contract/account.js';
import { baseUrlText, checkCredentials, optional, secretText } from '../contract/credential-rules.js';
import { onceEach } from '../contract/once-each.js';
import type { Provider } from '../contract/provider.js';

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
    isAccountId: true,
    form: CredentialForm.PAIRS,
  },
  authorization: {
    description: 'Bearer or raw: how the token stands in the header',
    choices: ['Bearer', 'raw'],
  },
  recipientFormat: { description: 'plus or digits: how phones are written', choices: ['plus', 'digits'] },
  baseUrl: { description: "base URL of the API, when it is not TATA's own", isBaseUrl: true },
};

/** Credentials for `send`. */
export type TataCredentials = Readonly<z.output<typeof schema>>;

/** Validates the input of `connectProvider`; see `Provider.parseCredentials`. */
export const parseTataCredentials: Provider['parseCredentials'] = input =>
  checkCredentials(schema, input, 'TATA', tataCredentialFields);

/** Typed stored credentials; null when they no longer match the schema. */
export const readTataCredentials = onceEach(
  (credentials): TataCredentials | null => schema.safeParse(credentials).data ?? null,
);

/** Value of the header `Authorization`, in the form set in the account. */
export function authorize(token: string, { authorization }: TataCredentials): string {
  return authorization === 'raw' ? token : `Bearer ${token}`;
}
