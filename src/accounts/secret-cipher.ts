/**
 * Encryption at rest of provider credentials.
 *
 * AES-256-GCM under the installation's key. An encrypted text is bound to its row, so it cannot be copied to another
 * account and decrypted there. Format: `v1.<key id>.<base64url of nonce, tag and ciphertext>`; the key id (4 bytes of a
 * hash) distinguishes a wrong key from a damaged text.
 */
import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import { ConfigurationInvalidError, DatabaseUnusableError } from '../domain/errors.js';

/** Encrypts and decrypts JSON values under one key. */
export interface SecretCipher {
  /** Prefix of every text encrypted with this key. */
  readonly prefix: string;
  /** Encrypts a JSON value for the row with this id. Each call returns a different text (random nonce). */
  seal(value: unknown, boundTo: string): string;
  /**
   * Decrypts what `seal` returned for the same row.
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

/** Creates a cipher under a key of 32 bytes. @throws ConfigurationInvalidError for any other length. */
export function createSecretCipher(key: Buffer): SecretCipher {
  if (key.length !== keyBytes) throw new ConfigurationInvalidError(['SECRETS_KEY: expected 32 bytes']);
  const keyId = createHash('sha256').update('trunkline key id').update(key).digest('base64url').slice(0, 6);
  const bind = (boundTo: string) => Buffer.from(`${version}.${keyId}.${boundTo}`);

  const prefix = `${version}.${keyId}.`;

  return {
    prefix,

    seal(value, boundTo) {
      const nonce = randomBytes(nonceBytes);
      const cipher = createCipheriv(algorithm, key, nonce, { authTagLength: tagBytes }).setAAD(bind(boundTo));
      const hidden = Buffer.concat([cipher.update(JSON.stringify(value), 'utf8'), cipher.final()]);
      return `${prefix}${Buffer.concat([nonce, cipher.getAuthTag(), hidden]).toString('base64url')}`;
    },

    open(sealed, boundTo) {
      const [foundVersion, foundKeyId, payload = ''] = sealed.split('.');
      if (foundVersion === version && foundKeyId !== keyId) {
        throw new ConfigurationInvalidError([
          'SECRETS_KEY: expected the key that the stored provider credentials were sealed with; restore it, or give the credentials again',
        ]);
      }
      const bytes = Buffer.from(payload, 'base64url');
      try {
        if (foundVersion !== version) throw new Error('Unknown version.');
        const decipher = createDecipheriv(algorithm, key, bytes.subarray(0, nonceBytes), {
          authTagLength: tagBytes,
        })
          .setAAD(bind(boundTo))
          .setAuthTag(bytes.subarray(nonceBytes, nonceBytes + tagBytes));
        const open = Buffer.concat([
          decipher.update(bytes.subarray(nonceBytes + tagBytes)),
          decipher.final(),
        ]);
        return JSON.parse(open.toString('utf8'));
      } catch (cause) {
        throw new DatabaseUnusableError(
          `The stored credentials of account ${boundTo} are damaged; give them again with updateProviderAccount.`,
          { cause },
        );
      }
    },
  };
}
