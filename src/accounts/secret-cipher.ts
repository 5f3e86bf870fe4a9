/**
 * Encryption at rest of secrets: provider credentials and others (`sealed-columns.ts`).
 *
 * AES-256-GCM under the installation's key. An encrypted text is bound to its row, so it cannot be copied to another
 * row and decrypted there. Format: `v1.<key id>.<base64url of nonce, tag and ciphertext>`; the key id (4 bytes of a
 * hash) distinguishes a wrong key from a damaged text.
 *
 * While the key is changed there are two: both decrypt, and SECRETS_KEY alone encrypts.
 */
import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import { ConfigurationInvalidError, DatabaseUnusableError } from '../domain/errors.js';

/** Encrypts JSON values under one key, and decrypts them under that and under a former one. */
export interface SecretCipher {
  /** Prefix of every text encrypted with SECRETS_KEY. */
  readonly prefix: string;
  /** Prefix of texts encrypted with SECRETS_KEY_PREVIOUS; null without one. */
  readonly previousPrefix: string | null;
  /** Encrypts a JSON value for the row with this id. Each call returns a different text (random nonce). */
  seal(value: unknown, boundTo: string): string;
  /**
   * Decrypts what `seal` returned for the same row, under either key.
   * @throws ConfigurationInvalidError when it was encrypted with another key
   * @throws DatabaseUnusableError when it is damaged, of an unknown version, or was encrypted for another row
   */
  open(sealed: string, boundTo: string): unknown;
}

const version = 'v1';
const algorithm = 'aes-256-gcm';
const keyBytes = 32;
const nonceBytes = 12;
const tagBytes = 16;

/** A key with what its texts begin with. */
interface NamedKey {
  readonly key: Buffer;
  readonly prefix: string;
}

/**
 * Creates a cipher under a key of 32 bytes.
 * @param previous the other key during a change of the key: decrypts only
 * @throws ConfigurationInvalidError for any other length
 */
export function createSecretCipher(key: Buffer, previous?: Buffer): SecretCipher {
  const own = nameKey('SECRETS_KEY', key);
  const other = previous === undefined ? null : nameKey('SECRETS_KEY_PREVIOUS', previous);
  const keys = other === null ? [own] : [own, other];

  return {
    prefix: own.prefix,
    previousPrefix: other === null || other.prefix === own.prefix ? null : other.prefix,

    seal(value, boundTo) {
      const nonce = randomBytes(nonceBytes);
      const cipher = createCipheriv(algorithm, key, nonce, { authTagLength: tagBytes }).setAAD(
        bind(own, boundTo),
      );
      const hidden = Buffer.concat([cipher.update(JSON.stringify(value), 'utf8'), cipher.final()]);
      return `${own.prefix}${Buffer.concat([nonce, cipher.getAuthTag(), hidden]).toString('base64url')}`;
    },

    open(sealed, boundTo) {
      const [foundVersion, foundKeyId, payload = ''] = sealed.split('.');
      const found = keys.find(({ prefix }) => prefix === `${version}.${foundKeyId}.`);
      if (foundVersion === version && found === undefined) {
        throw new ConfigurationInvalidError([
          'SECRETS_KEY: expected the key that the stored secrets were sealed with; restore it, or give the credentials again',
        ]);
      }
      try {
        if (foundVersion !== version || found === undefined) throw new Error('Unknown version.');
        return JSON.parse(decrypt(found, Buffer.from(payload, 'base64url'), boundTo));
      } catch (cause) {
        throw new DatabaseUnusableError(
          `The stored credentials of account ${boundTo} are damaged; give them again with updateProviderAccount.`,
          { cause },
        );
      }
    },
  };
}

function nameKey(variable: string, key: Buffer): NamedKey {
  if (key.length !== keyBytes) throw new ConfigurationInvalidError([`${variable}: expected 32 bytes`]);
  const id = createHash('sha256').update('trunkline key id').update(key).digest('base64url').slice(0, 6);
  return { key, prefix: `${version}.${id}.` };
}

const bind = ({ prefix }: NamedKey, boundTo: string): Buffer => Buffer.from(`${prefix}${boundTo}`);

function decrypt(named: NamedKey, bytes: Buffer, boundTo: string): string {
  const decipher = createDecipheriv(algorithm, named.key, bytes.subarray(0, nonceBytes), {
    authTagLength: tagBytes,
  })
    .setAAD(bind(named, boundTo))
    .setAuthTag(bytes.subarray(nonceBytes, nonceBytes + tagBytes));
  const hidden = bytes.subarray(nonceBytes + tagBytes);
  return Buffer.concat([decipher.update(hidden), decipher.final()]).toString('utf8');
}
