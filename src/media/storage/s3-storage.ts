/**
 * File storage in a bucket of Amazon S3 or a compatible service. It needs five requests only, so a request signer is
 * enough and no SDK is loaded (docs/decisions/0011).
 */
import { createReadStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { AwsV4Signer } from 'aws4fetch';
import { Agent, type Dispatcher } from 'undici';
import { type ByteRange, type MediaStorage, readStorageKey } from './media-storage.js';
import { readListing } from './s3-listing.js';

/** Address and credentials of the bucket. */
export interface S3Options {
  /** Base URL of the service, such as https://s3.eu-central-1.amazonaws.com. */
  readonly endpoint: string;
  readonly bucket: string;
  readonly region: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** `https://host/bucket/key` when true, `https://bucket.host/key` when false. */
  readonly pathStyle: boolean;
  /** Local folder for spooled files. */
  readonly spoolFolder: string;
}

interface Call {
  readonly method: 'GET' | 'PUT' | 'DELETE';
  readonly key?: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Readable;
  /** SHA-256 of the body in hex; of an empty one by default. */
  readonly sha256?: string;
}

const emptySha256 = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';
const timeoutMs = 60_000;
const connectTimeoutMs = 5_000;
const maxListingBytes = 8 * 1_048_576;

/** Creates the storage; it connects on first use. */
export function createS3Storage(options: S3Options): MediaStorage {
  const agent = new Agent({
    connections: 16,
    headersTimeout: timeoutMs,
    bodyTimeout: timeoutMs,
    connect: { timeout: connectTimeoutMs },
  });
  let closing: Promise<void> | undefined;
  const call = (request: Call) => send(agent, options, request);

  async function* list(): ReturnType<MediaStorage['list']> {
    for (let token: string | null = ''; token !== null; ) {
      const query = { 'list-type': '2', ...(token === '' ? {} : { 'continuation-token': token }) };
      const answer = await call({ method: 'GET', query });
      if (answer.statusCode !== 200) throw await toError(answer);
      const listing = readListing(await readText(answer));
      for (const object of listing.objects) if (readStorageKey(object.key) !== null) yield object;
      token = listing.nextToken;
    }
  }

  return {
    kind: 's3',
    spoolFolder: options.spoolFolder,
    put: async (key, file, contentType) => {
      const body = createReadStream(file.path);
      const headers = { 'content-type': contentType, 'content-length': String(file.sizeBytes) };
      const answer = await call({ method: 'PUT', key, headers, body, sha256: file.sha256 });
      if (answer.statusCode !== 200) throw await toError(answer);
      await answer.body.dump();
      await rm(file.path, { force: true });
    },
    open: async (key, range?: ByteRange) => {
      const headers: Record<string, string> = range ? { range: `bytes=${range.start}-${range.end}` } : {};
      const answer = await call({ method: 'GET', key, headers });
      if (answer.statusCode === 200 || answer.statusCode === 206) return Readable.from(answer.body);
      if (answer.statusCode !== 404) throw await toError(answer);
      await answer.body.dump();
      return null;
    },
    remove: async key => {
      const answer = await call({ method: 'DELETE', key });
      if (answer.statusCode >= 300 && answer.statusCode !== 404) throw await toError(answer);
      await answer.body.dump();
    },
    list,
    close: () => {
      closing ??= agent.close();
      return closing;
    },
  };
}

async function send(agent: Agent, options: S3Options, request: Call): Promise<Dispatcher.ResponseData> {
  const url = toUrl(options, request);
  const signed = await new AwsV4Signer({
    method: request.method,
    url: url.href,
    headers: { ...request.headers, 'x-amz-content-sha256': request.sha256 ?? emptySha256 },
    accessKeyId: options.accessKeyId,
    secretAccessKey: options.secretAccessKey,
    service: 's3',
    region: options.region,
  }).sign();
  return agent.request({
    origin: url.origin,
    path: signed.url.pathname + signed.url.search,
    method: request.method,
    headers: Object.fromEntries(signed.headers),
    body: request.body ?? null,
  });
}

function toUrl({ endpoint, bucket, pathStyle }: S3Options, { key = '', query = {} }: Call): URL {
  const url = new URL(endpoint);
  const base = url.pathname.replace(/\/$/, '');
  if (!pathStyle) url.hostname = `${bucket}.${url.hostname}`;
  url.pathname = pathStyle ? `${base}/${bucket}/${key}` : `${base}/${key}`;
  url.search = new URLSearchParams(query).toString();
  return url;
}

/** The service's error; its text may name the bucket and the key, so only its code is kept. */
async function toError(answer: Dispatcher.ResponseData): Promise<Error> {
  const code = /<Code>(\w{1,60})<\/Code>/.exec(await readText(answer))?.[1];
  return new Error(
    `The storage answered HTTP ${answer.statusCode}${code === undefined ? '' : ` (${code})`}.`,
  );
}

async function readText({ body }: Dispatcher.ResponseData): Promise<string> {
  const chunks: Buffer[] = [];
  let sizeBytes = 0;
  for await (const chunk of body) {
    sizeBytes += chunk.length;
    if (sizeBytes > maxListingBytes) throw new Error('The storage answered with more than it should.');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
