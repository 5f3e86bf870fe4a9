/** Validation of the credentials of a connection to the booking system. */
import { BadUserInputError } from '../domain/errors.js';
import type { FindUrlFault } from './parse-credentials.js';

/** Fields as given: absent keeps the stored one, null or an empty text removes it. */
export interface BookingCredentialsInput {
  readonly webhookSecret?: string | null;
  readonly partnerToken?: string | null;
  readonly userToken?: string | null;
  readonly apiBaseUrl?: string | null;
}

const secretNames = ['webhookSecret', 'partnerToken', 'userToken'] as const;
/** Names of all fields. */
const bookingCredentialNames = [...secretNames, 'apiBaseUrl'] as const;
const minSecretChars = 8;
const maxSecretChars = 500;

/** The credentials to encrypt; null when there are none. @throws BadUserInputError */
export function parseBookingCredentials(
  stored: Readonly<Record<string, string>>,
  input: BookingCredentialsInput,
  findUrlFault: FindUrlFault,
): Record<string, string> | null {
  const credentials: Record<string, string> = { ...stored };
  for (const name of bookingCredentialNames) {
    const given = input[name];
    if (given === undefined) continue;
    const value = given?.trim();
    if (!value) delete credentials[name];
    else credentials[name] = name === 'apiBaseUrl' ? parseUrl(value, findUrlFault) : parseSecret(name, value);
  }
  return Object.keys(credentials).length === 0 ? null : credentials;
}

function parseSecret(field: string, value: string): string {
  if (value.length >= minSecretChars && value.length <= maxSecretChars && /^[\x21-\x7e]+$/.test(value))
    return value;
  throw new BadUserInputError(
    field,
    `must have ${minSecretChars} to ${maxSecretChars} characters without spaces`,
  );
}

function parseUrl(value: string, findUrlFault: FindUrlFault): string {
  if (URL.parse(value)?.protocol !== 'https:')
    throw new BadUserInputError('apiBaseUrl', 'must be an https URL');
  const fault = findUrlFault(value);
  if (fault !== null) throw new BadUserInputError('apiBaseUrl', fault);
  return value.replace(/\/+$/, '');
}
