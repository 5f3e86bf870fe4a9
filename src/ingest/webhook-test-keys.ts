/**
 * Keys of tests of a webhook URL. The real key is stored as a hash, so a test uses another one: signed, for one account
 * and one minute, and valid in every process of the installation. What arrives with it is acknowledged and ignored.
 */
import { createHmac, randomFillSync, timingSafeEqual } from 'node:crypto';

/** Makes and reads keys. */
export interface WebhookTestKeys {
  create(accountId: string): string;
  /** The account of a valid key; null for every other text. */
  read(key: string): string | null;
}

const prefix = 'test-';
const idBytes = 16;
const macBytes = 16;
/** Two tests of an account in one second have different ledger rows. */
const nonceBytes = 8;
const payloadBytes = idBytes + 4 + nonceBytes;
const lifetimeSeconds = 60;

/** Creates the keys of an installation. @param secret the same in every process */
export function createWebhookTestKeys(secret: string, now: () => number = Date.now): WebhookTestKeys {
  const mac = (payload: Uint8Array) =>
    createHmac('sha256', secret)
      .update('trunkline webhook test')
      .update(payload)
      .digest()
      .subarray(0, macBytes);
  const toSeconds = () => Math.floor(now() / 1_000);
  return {
    create: accountId => {
      const payload = Buffer.alloc(payloadBytes);
      payload.write(accountId.replaceAll('-', ''), 'hex');
      payload.writeUInt32BE(toSeconds() + lifetimeSeconds, idBytes);
      randomFillSync(payload, payloadBytes - nonceBytes);
      return `${prefix}${Buffer.concat([payload, mac(payload)]).toString('base64url')}`;
    },
    read: key => {
      if (!key.startsWith(prefix)) return null;
      const text = key.slice(prefix.length);
      const bytes = Buffer.from(text, 'base64url');
      if (bytes.length !== payloadBytes + macBytes || bytes.toString('base64url') !== text) return null;
      const payload = bytes.subarray(0, payloadBytes);
      if (!timingSafeEqual(bytes.subarray(payloadBytes), mac(payload))) return null;
      if (payload.readUInt32BE(idBytes) < toSeconds()) return null;
      const hex = payload.toString('hex', 0, idBytes);
      return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
    },
  };
}
