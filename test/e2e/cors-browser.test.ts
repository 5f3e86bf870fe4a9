/** A page of another origin in a real browser: what it can do where CORS_ORIGINS lists it, and where it does not. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { SampleFile } from '../../src/domain/vocabulary.js';
import { makeSampleFile } from '../../src/providers/simulation/sample-files.js';
import { startTestApp, type TestApp } from '../support/app.js';
import { launchBrowser } from '../support/browser.js';
import { CreateUploadDocument } from '../support/gql/operations.js';

const picture = makeSampleFile(SampleFile.PICTURE);

let pages: Server;
let pagePort: number;
let server: TestApp;
let token: string;
let browser: Browser;

beforeAll(async () => {
  pages = createServer((_request, response) => {
    response.setHeader('content-type', 'text/html');
    response.end('<!doctype html><title>A page of another origin</title>');
  });
  await new Promise<void>(resolve => pages.listen(0, '127.0.0.1', resolve));
  pagePort = (pages.address() as AddressInfo).port;
  server = await startTestApp({
    env: { CORS_ORIGINS: `http://127.0.0.1:${pagePort},http://*.localhost:${pagePort}` },
  });
  token = await server.signIn('owner@demo.test');
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
  await new Promise(resolve => pages?.close(resolve));
});

/** Runs in the page. Each result is what a page can see: a value, or the failure. */
const attempts = `async ({ url, token, uploadUrl, bytes }) => {
  const headers = { 'content-type': 'application/json', authorization: 'Bearer ' + token };
  const body = query => JSON.stringify({ query });
  const attempt = work => work().catch(error => 'failed: ' + error.name);
  return {
    graphql: await attempt(async () => {
      const answer = await fetch(url + '/graphql', { method: 'POST', headers, body: body('{ viewer { email } }') });
      return [await answer.json(), typeof answer.headers.get('x-request-id')];
    }),
    refusal: await attempt(async () => {
      const answer = await fetch(url + '/auth/login', { method: 'POST', headers, body: '{}' });
      return [answer.status, (await answer.json()).error.code];
    }),
    rest: await attempt(async () => (await fetch(url + '/whatsapp/stats', { headers })).status),
    stream: await attempt(async () => {
      const answer = await fetch(url + '/graphql/stream', {
        method: 'POST',
        headers: { ...headers, accept: 'text/event-stream' },
        body: body('{ viewer { email } }'),
      });
      return (await answer.text()).includes('owner@demo.test');
    }),
    upload: await attempt(async () => {
      const file = new Blob([new Uint8Array(bytes)], { type: 'image/png' });
      return (await fetch(uploadUrl, { method: 'PUT', body: file })).status;
    }),
    socket: await new Promise(resolve => {
      const socket = new WebSocket(url.replace('http', 'ws') + '/graphql', 'graphql-transport-ws');
      socket.onopen = () =>
        socket.send(JSON.stringify({ type: 'connection_init', payload: { authorization: 'Bearer ' + token } }));
      socket.onmessage = ({ data }) => {
        resolve(JSON.parse(data).type);
        socket.close();
      };
      socket.onclose = ({ code }) => resolve('failed: ' + code);
    }),
    health: await attempt(async () => (await fetch(url + '/healthz')).status),
  };
}`;

/** Runs the attempts in a page of the origin. */
async function tryFrom(origin: string, path = '/') {
  const { createUpload } = await server.run(
    CreateUploadDocument,
    { fileName: 'wall.png', mimeType: 'image/png', sizeBytes: picture.bytes.length },
    token,
  );
  const given = { url: server.url, token, uploadUrl: createUpload.uploadUrl, bytes: [...picture.bytes] };
  const page = await browser.newPage();
  await page.goto(`${origin}${path}`);
  expect(await page.evaluate('location.origin')).toBe(origin);
  const seen = await page.evaluate(`(${attempts})(${JSON.stringify(given)})`);
  await page.close();
  const { rows } = await server.app.database.pool.query('select state from attachments where id = $1', [
    createUpload.attachment?.id,
  ]);
  return { seen, uploaded: rows[0].state };
}

describe('a page of another origin', () => {
  it.each([
    ['that is listed', () => `http://127.0.0.1:${pagePort}`],
    ['that a pattern lists', () => `http://app.localhost:${pagePort}`],
  ])('%s uses the API, and no probe', async (_what, origin) => {
    expect(await tryFrom(origin())).toEqual({
      seen: {
        graphql: [{ data: { viewer: { email: 'owner@demo.test' } } }, 'string'],
        refusal: [400, 'BAD_USER_INPUT'],
        rest: 200,
        stream: true,
        upload: 204,
        socket: 'connection_ack',
        health: 'failed: TypeError',
      },
      uploaded: 'STORED',
    });
  });

  it('that is not listed can use nothing', async () => {
    expect(await tryFrom(`http://localhost:${pagePort}`)).toEqual({
      seen: {
        graphql: 'failed: TypeError',
        refusal: 'failed: TypeError',
        rest: 'failed: TypeError',
        stream: 'failed: TypeError',
        upload: 'failed: TypeError',
        socket: 'failed: 1006',
        health: 'failed: TypeError',
      },
      uploaded: 'PENDING',
    });
  });

  it('is no page of the server itself', async () => {
    const { seen } = await tryFrom(server.url, '/playground');
    expect(seen).toMatchObject({ socket: 'connection_ack', rest: 200, health: 200 });
  });
});
