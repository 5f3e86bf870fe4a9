/**
 * GraphQL over HTTP by the audits of the graphql-http package, and the introspection switch over both transports.
 * @see https://graphql.github.io/graphql-over-http/draft/
 */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { getIntrospectionQuery } from 'graphql';
import { serverAudits } from 'graphql-http';
import { createClient } from 'graphql-ws';
import WebSocket from 'ws';
import { startTestApp, type TestApp } from '../support/app.js';

/** Recommendations that Apollo Server does not follow by default; no client of ours depends on them. */
const toleratedByApollo: string[] = [];

/** `fetch` with a bearer token, as every request to a server in production has one. */
const fetchAs =
  (token: string): typeof fetch =>
  (url, init) => {
    const headers = new Headers(init?.headers);
    headers.set('authorization', `Bearer ${token}`);
    return fetch(url, { ...init, headers });
  };

describe('a server in production settings', () => {
  let server: TestApp;
  let token: string;
  const url = () => `${server.url}/graphql`;

  beforeAll(async () => {
    server = await startTestApp({ env: { INTROSPECTION: 'authenticated' } });
    token = await server.signIn('owner@demo.test');
  });
  afterAll(() => server.stop());

  it('passes every audit that says MUST, and every SHOULD but those that Apollo tolerates', async () => {
    const audits = serverAudits({ url: url(), fetchFn: fetchAs(token) });
    const failed: string[] = [];
    for (const audit of audits) {
      const result = await audit.fn();
      if (result.status !== 'ok') failed.push(`${result.status} ${audit.name}`);
    }
    expect(audits.filter(audit => audit.name.startsWith('MUST'))).toHaveLength(13);
    expect(failed.sort()).toEqual(toleratedByApollo.sort());
  });
});
