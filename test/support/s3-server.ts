/**
 * A small S3-compatible service: path-style buckets, the five requests that a storage needs, ranges, paged listings,
 * errors in S3's XML. It verifies every signature by itself, after the specification (AWS General Reference, "Signature
 * Version 4"), and the digest of every body.
 */
import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface S3Server {
  readonly endpoint: string;
  readonly bucket: string;
  readonly region: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** Objects by key. */
  readonly objects: Map<string, { bytes: Buffer; contentType: string; modifiedAt: Date }>;
  /** Requests whose signature was wrong. */
  refused(): number;
  /** Answers the next requests with this status. */
  failNext(status: number, times?: number): void;
  stop(): Promise<void>;
}

/** Objects per page of a listing. */
const pageSize = 3;

export async function startS3Server(): Promise<S3Server> {
  const facts = {
    bucket: 'trunkline-files',
    region: 'eu-central-1',
    accessKeyId: 'TESTKEY0000000000000',
    secretAccessKey: 'a/secret+for=tests',
  };
  const objects: S3Server['objects'] = new Map();
  let refused = 0;
  let failing = { status: 0, times: 0 };

  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const body = Buffer.concat(chunks);
    if (failing.times > 0) {
      failing.times -= 1;
      return sendError(response, failing.status, 'SlowDown');
    }
    if (!isSigned(request, body, facts)) {
      refused += 1;
      return sendError(response, 403, 'SignatureDoesNotMatch');
    }
    const url = new URL(request.url ?? '/', 'http://s3');
    const [, bucket, ...rest] = url.pathname.split('/');
    const key = decodeURIComponent(rest.join('/'));
    if (bucket !== facts.bucket) return sendError(response, 404, 'NoSuchBucket');
    if (request.method === 'GET' && key === '') return list(objects, url, response);
    if (request.method === 'PUT') {
      const contentType = String(request.headers['content-type'] ?? 'binary/octet-stream');
      objects.set(key, { bytes: body, contentType, modifiedAt: new Date() });
      return void response.writeHead(200, { etag: '"x"' }).end();
    }
    if (request.method === 'DELETE') {
      objects.delete(key);
      return void response.writeHead(204).end();
    }
    const object = objects.get(key);
    if (!object) return sendError(response, 404, 'NoSuchKey');
    const [, start, end] = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? '') ?? [];
    if (start === undefined || end === undefined)
      return void response.writeHead(200, { 'content-type': object.contentType }).end(object.bytes);
    response.writeHead(206, { 'content-type': object.contentType });
    response.end(object.bytes.subarray(Number(start), Number(end) + 1));
  };

  const server = createServer((request, response) => {
    handle(request, response).catch((error: unknown) => response.destroy(error as Error));
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  return {
    ...facts,
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    objects,
    refused: () => refused,
    failNext: (status, times = 1) => {
      failing = { status, times };
    },
    stop: async () => {
      server.closeAllConnections();
      await new Promise(resolve => server.close(resolve));
    },
  };
}

/** The expected signature of a request; exported to be compared with the example that AWS publishes. */
export function toSignature(
  request: {
    readonly method: string;
    readonly url: URL;
    readonly headers: Readonly<Record<string, string>>;
    readonly signedHeaders: string;
    readonly payloadHash: string;
    readonly at: string;
  },
  { region, secretAccessKey }: Pick<S3Server, 'region' | 'secretAccessKey'>,
): string {
  const { method, url, headers, signedHeaders, payloadHash, at } = request;
  const encode = (text: string) =>
    encodeURIComponent(text).replaceAll(/[!'()*]/g, c => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
  const query = [...url.searchParams]
    .map(([name, value]) => `${encode(name)}=${encode(value)}`)
    .sort()
    .join('&');
  const lines = signedHeaders.split(';').map(name => `${name}:${(headers[name] ?? '').trim()}\n`);
  const canonical = [method, url.pathname, query, lines.join(''), signedHeaders, payloadHash].join('\n');
  const scope = `${at.slice(0, 8)}/${region}/s3/aws4_request`;
  const text = ['AWS4-HMAC-SHA256', at, scope, sha256(canonical)].join('\n');
  const hmac = (key: string | Buffer, data: string) => createHmac('sha256', key).update(data).digest();
  const key = [region, 's3', 'aws4_request'].reduce<Buffer>(
    (previous, part) => hmac(previous, part),
    hmac(`AWS4${secretAccessKey}`, at.slice(0, 8)),
  );
  return hmac(key, text).toString('hex');
}

function isSigned(
  request: IncomingMessage,
  body: Buffer,
  facts: Pick<S3Server, 'region' | 'accessKeyId' | 'secretAccessKey'>,
): boolean {
  const headers = Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
  );
  const [, credential = '', signedHeaders = '', given = ''] =
    /^AWS4-HMAC-SHA256 Credential=(\S+), SignedHeaders=(\S+), Signature=([0-9a-f]{64})$/.exec(
      headers.authorization ?? '',
    ) ?? [];
  const at = headers['x-amz-date'] ?? '';
  const payloadHash = headers['x-amz-content-sha256'] ?? '';
  if (credential !== `${facts.accessKeyId}/${at.slice(0, 8)}/${facts.region}/s3/aws4_request`) return false;
  if (payloadHash !== sha256(body) || !signedHeaders.split(';').includes('host')) return false;
  const url = new URL(request.url ?? '/', `http://${headers.host}`);
  const method = request.method ?? 'GET';
  const expected = toSignature({ method, url, headers, signedHeaders, payloadHash, at }, facts);
  return timingSafeEqual(Buffer.from(given), Buffer.from(expected));
}

function list(objects: S3Server['objects'], url: URL, response: ServerResponse): void {
  const after = Buffer.from(url.searchParams.get('continuation-token') ?? '', 'base64').toString();
  const keys = [...objects.keys()].sort().filter(key => key > after);
  const page = keys.slice(0, pageSize);
  const contents = page.map(
    key =>
      `<Contents><Key>${key}</Key><LastModified>${objects.get(key)?.modifiedAt.toISOString()}</LastModified><Size>1</Size></Contents>`,
  );
  const isTruncated = keys.length > page.length;
  // Standard base64 has characters that must be encoded in a query.
  const token = Buffer.from(page.at(-1) ?? '').toString('base64');
  const next = isTruncated ? `<NextContinuationToken>${token}</NextContinuationToken>` : '';
  response.writeHead(200, { 'content-type': 'application/xml' });
  response.end(
    `<?xml version="1.0"?><ListBucketResult><IsTruncated>${isTruncated}</IsTruncated>${next}${contents.join('')}</ListBucketResult>`,
  );
}

function sendError(response: ServerResponse, status: number, code: string): void {
  response.writeHead(status, { 'content-type': 'application/xml' });
  response.end(`<Error><Code>${code}</Code><Resource>/secret-bucket</Resource></Error>`);
}

function sha256(data: string | Buffer): string {
  return createHash('sha256').update(data).digest('hex');
}
