import { randomBytes } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { createSecretCipher } from '../../src/accounts/secret-cipher.js';
import { ConfigurationInvalidError, DatabaseUnusableError } from '../../src/domain/errors.js';

const credentials = { apiToken: 'secret-token', instanceId: 'instance_xxx', note: 'Астана' };

describe('createSecretCipher', () => {
  const key = randomBytes(32);
  const cipher = createSecretCipher(key);

  it('opens what it sealed, also in another process with the same key', () => {
    const sealed = cipher.seal(credentials, 'account-1');
    expect(createSecretCipher(Buffer.from(key)).open(sealed, 'account-1')).toEqual(credentials);
  });

  it('shows nothing of the value and never gives the same text twice', () => {
    const sealed = cipher.seal(credentials, 'account-1');
    expect(sealed).toMatch(/^v1\.[A-Za-z0-9_-]{6}\.[A-Za-z0-9_-]+$/);
    expect(Buffer.from(sealed.split('.')[2] ?? '', 'base64url').toString('latin1')).not.toContain('secret');
    expect(cipher.seal(credentials, 'account-1')).not.toBe(sealed);
  });

  it('says that the key is wrong, with the name of the variable', () => {
    const sealed = createSecretCipher(randomBytes(32)).seal(credentials, 'account-1');
    expect(() => cipher.open(sealed, 'account-1')).toThrow(ConfigurationInvalidError);
    expect(() => cipher.open(sealed, 'account-1')).toThrow(/SECRETS_KEY/);
  });

  it('refuses a text that was copied from another account', () => {
    const sealed = cipher.seal(credentials, 'account-1');
    expect(() => cipher.open(sealed, 'account-2')).toThrow(DatabaseUnusableError);
  });

  it.each([
    ['an altered text', (sealed: string) => `${sealed.slice(0, -3)}AAA`],
    ['a cut text', (sealed: string) => sealed.slice(0, 20)],
    ['a text without payload', (sealed: string) => sealed.slice(0, 10)],
    ['another version', (sealed: string) => sealed.replace('v1', 'v2')],
    ['an empty text', () => ''],
    ['a text of another kind', () => 'Salted__.a.b'],
  ])('refuses %s', (_, damage) => {
    expect(() => cipher.open(damage(cipher.seal(credentials, 'account-1')), 'account-1')).toThrow(
      DatabaseUnusableError,
    );
  });

  it.each([0, 16, 31, 33])('refuses a key of %i bytes', length => {
    expect(() => createSecretCipher(Buffer.alloc(length))).toThrow(ConfigurationInvalidError);
  });
});
