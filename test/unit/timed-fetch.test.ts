/** The page gives up queries that are not answered. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type AnyVariables, Client, fetchExchange, gql, type OperationResult } from '@urql/core';
import { timedFetch } from '../../web/src/live/timed-fetch.js';

/** Holds back the answers to what says so. */
const server = createServer((request, response) => {
  let text = '';
  request.on('data', chunk => {
    text += chunk;
  });
  request.on('end', () => {
    const answer = () =>
      response.setHeader('content-type', 'application/json').end(JSON.stringify({ data: { done: true } }));
    if (text.includes('slow')) setTimeout(answer, 300);
    else answer();
  });
});
let client: Client;

beforeAll(async () => {
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done));
  client = new Client({
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`,
    ...{ preferGetMethod: false, exchanges: [fetchExchange], fetch: timedFetch(fetch, 50) },
  });
});
afterAll(() => {
  server.close();
  server.closeAllConnections();
});

const outcomeOf = ({ data, error }: OperationResult<unknown, AnyVariables>) =>
  error?.networkError ? 'failed' : data;

describe('a request of the page', () => {
  it('fails when it is a query that is not answered in time', async () => {
    expect(outcomeOf(await client.query(gql`query slow { done }`, {}))).toBe('failed');
  });

  it('fails when it is a reply, which is sent again with its key', async () => {
    const reply = gql`mutation SendReply { done } fragment slow on Query { done }`;
    expect(outcomeOf(await client.mutation(reply, {}))).toBe('failed');
  });

  it('is answered in time otherwise, and a mutation is waited for', async () => {
    expect(outcomeOf(await client.query(gql`query fast { done }`, {}))).toEqual({ done: true });
    expect(outcomeOf(await client.mutation(gql`mutation slow { done }`, {}))).toEqual({ done: true });
  });
});
