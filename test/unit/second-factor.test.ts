/** The second factor and the strength of passwords. */
import { describe, expect, it } from '@jest/globals';
import { refuseWeakPassword } from '../../src/accounts/refuse-weak-password.js';
import {
  createRecoveryCodes,
  createTotpSecret,
  findTotpStep,
  hashRecoveryCode,
  toTotpUri,
} from '../../src/accounts/second-factor.js';

describe('a one-time code', () => {
  /** RFC 6238, appendix B: the secret "12345678901234567890" with SHA-1; the last six of its eight digits. */
  const secret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';

  it.each([
    [59, '287082', 1],
    [1_111_111_109, '081804', 37_037_036],
    [1_234_567_890, '005924', 41_152_263],
    [2_000_000_000, '279037', 66_666_666],
  ])('of second %i is right as the RFC says', (seconds, code, step) => {
    expect(findTotpStep(secret, code, seconds * 1_000)).toBe(step);
    expect(findTotpStep(secret, ` ${code.slice(0, 3)} ${code.slice(3)}`, seconds * 1_000)).toBe(step);
  });

  it('is right a step earlier and later, with the step that it belongs to, and not beyond', () => {
    for (const [shiftSteps, step] of [
      [-2, null],
      [-1, 41_152_263],
      [1, 41_152_263],
      [2, null],
    ] as const)
      expect(findTotpStep(secret, '005924', (1_234_567_890 + shiftSteps * 30) * 1_000)).toBe(step);
  });

  it.each(['', '12345', '1234567', 'abcdef', '٠٠٥٩٢٤', '005925'])('%j is wrong', code => {
    expect(findTotpStep(secret, code, 1_234_567_890_000)).toBeNull();
  });

  it('has a new secret each time, in the address for apps', () => {
    const [one, two] = [createTotpSecret(), createTotpSecret()];
    expect(one).toMatch(/^[A-Z2-7]{32}$/);
    expect(one).not.toBe(two);
    const uri = new URL(toTotpUri(one, 'a b@c.test'));
    expect(uri.protocol).toBe('otpauth:');
    expect(uri.searchParams.get('secret')).toBe(one);
    expect(decodeURIComponent(uri.pathname)).toContain('a b@c.test');
  });
});

describe('recovery codes', () => {
  it('are ten different ones, recognised however they are written', () => {
    const codes = createRecoveryCodes();
    expect(new Set(codes).size).toBe(10);
    for (const code of codes) {
      expect(code).toMatch(/^([a-z2-7]{4}-){3}[a-z2-7]{4}$/);
      expect(hashRecoveryCode(code.toUpperCase().replaceAll('-', ' '))).toBe(hashRecoveryCode(code));
    }
    expect(hashRecoveryCode('123456')).toBeNull();
    expect(hashRecoveryCode('')).toBeNull();
  });
});

describe('a new password', () => {
  const user = { email: 'aigerim.bekova@acme.kz', name: 'Айгерим Бекова' };
  const check = (password: string) => refuseWeakPassword('password', password, user);

  it.each(['a rusty blue kettle', 'k7#Pq!x2vR', 'сорок две рыжие лисы', 'correct horse battery'])(
    '%j is accepted',
    async password => {
      expect(await check(password)).toBe(password);
    },
  );

  it.each([
    ...['', 'k7#Pq!x2v', 'x'.repeat(201), 'x'.repeat(1_000_000)],
    ...['password123', '1234567890', 'qwertyuiop', 'aaaaaaaaaaaa', 'abcabcabcabc', 'P@ssw0rd123'],
    ...['aigerim.bekova@acme.kz', 'aigerim2024', 'Bekova1990', 'айгерим2024', 'АйгеримБекова'],
  ])('%.30j is refused', async password => {
    await expect(check(password)).rejects.toThrow('"password"');
  });
});
