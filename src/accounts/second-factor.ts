/** The second factor: one-time codes by time (RFC 6238), and recovery codes that work once each. */
import { createHash } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';

/** Secret of RFC 4226's recommended length. */
const secretBytes = 20;
const periodSeconds = 30;
/** The code before and after the current one are accepted too: clocks differ. */
const window = 1;
const recoveryCodeCount = 10;
/** 80 bits, so that a plain hash is enough. */
const recoveryCodeBytes = 10;

const totpOf = (secret: string, label: string) =>
  new TOTP({
    issuer: 'Trunkline',
    label,
    secret: Secret.fromBase32(secret),
    digits: 6,
    period: periodSeconds,
    algorithm: 'SHA1',
  });

/** A new secret, in base32. */
export function createTotpSecret(): string {
  return new Secret({ size: secretBytes }).base32;
}

/** The `otpauth://` address of a secret, for a QR code. @param label the user's e-mail */
export function toTotpUri(secret: string, label: string): string {
  return totpOf(secret, label).toString();
}

/** The time step for which a code is right at this moment; null for a wrong code. */
export function findTotpStep(secret: string, code: string, nowMs: number): number | null {
  const token = code.replaceAll(/\s/g, '');
  if (!/^\d{6}$/.test(token)) return null;
  const delta = totpOf(secret, '').validate({ token, window, timestamp: nowMs });
  return delta === null ? null : Math.floor(nowMs / 1_000 / periodSeconds) + delta;
}

/** New recovery codes: 16 letters and digits in groups of four. */
export function createRecoveryCodes(): string[] {
  return Array.from({ length: recoveryCodeCount }, () =>
    new Secret({ size: recoveryCodeBytes }).base32.toLowerCase().replaceAll(/(.{4})(?=.)/g, '$1-'),
  );
}

/** SHA-256 of a recovery code in hex, however it is spaced and written; null for other texts. */
export function hashRecoveryCode(code: string): string | null {
  const letters = code.toLowerCase().replaceAll(/[\s-]/g, '');
  return /^[a-z2-7]{16}$/.test(letters) ? createHash('sha256').update(letters).digest('hex') : null;
}
