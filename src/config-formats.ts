/** Formats of configuration variables. Their messages finish the sentence "expected …" and never contain the value. */
import * as z from 'zod';
import { isOriginList } from './domain/origin-list.js';
import { isProxyList } from './domain/proxy-list.js';

/** A whole number in a range. */
export const integer = (min: number, max: number) =>
  z
    .string()
    .refine(text => /^\d{1,15}$/.test(text) && Number(text) >= min && Number(text) <= max, {
      error: `a whole number from ${min} to ${max}`,
    })
    .transform(Number);

/** One of these words. */
export const oneOf = <const T extends readonly string[]>(...values: T) =>
  z
    .string()
    .refine(text => values.includes(text), { error: `one of: ${values.join(', ')}` })
    .transform(text => text as T[number]);

/** `on` or `off`. */
export const onOff = () => oneOf('on', 'off').transform(value => value === 'on');

const isUrl = (protocols: readonly string[]) => (text: string) =>
  protocols.includes(URL.parse(text)?.protocol ?? '');

const isPlainBaseUrl = (text: string) => {
  const url = URL.parse(text);
  return url !== null && url.search === '' && url.hash === '' && url.username === '' && url.password === '';
};

/** Hex is tried first: 64 hex digits are valid base64 too, of 48 bytes. */
const toKeyBytes = (text: string) =>
  /^[0-9a-f]{64}$/i.test(text)
    ? Buffer.from(text, 'hex')
    : /^[A-Za-z0-9+/_-]{43}=?$/.test(text)
      ? Buffer.from(text, 'base64')
      : undefined;

/** The URL of a PostgreSQL database. */
export const databaseUrl = z.string().refine(isUrl(['postgres:', 'postgresql:']), {
  error: 'a URL such as postgres://user:password@host:5432/name',
});
/** A base URL without a trailing slash. */
export const publicUrl = z
  .string()
  .refine(text => isUrl(['http:', 'https:'])(text) && isPlainBaseUrl(text), {
    error: 'an http or https URL without credentials, query or fragment',
  })
  .transform(text => text.replace(/\/+$/, ''));
/** 32 bytes, as base64. */
export const secretsKey = z
  .string()
  .refine(text => toKeyBytes(text)?.length === 32, { error: '32 random bytes in base64 or hex' })
  .transform(text => toKeyBytes(text)?.toString('base64') ?? '');
/** A secret text. */
export const authSecret = z.string().min(32, { error: 'at least 32 characters' });
/** Addresses of proxies. */
export const proxyList = z.string().refine(isProxyList, {
  error:
    'addresses or networks with commas between them, such as 127.0.0.1,10.0.0.0/8, and not all addresses',
});
/** Origins of pages. */
export const originList = z.string().refine(isOriginList, {
  error:
    'origins with commas between them, such as https://app.example.com or https://*.example.com (* is one label of the host, and not allowed alone), without a path or a slash at the end',
});
/** The name of a bucket. */
export const bucketName = z
  .string()
  .regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, { error: 'the name of a bucket' });
/** Any text that is not empty. */
export const nonEmpty = z.string().min(1, { error: 'a text that is not empty' });
