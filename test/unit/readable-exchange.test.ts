/** An answer that the page's cache cannot read back is asked for again. */
import { describe, expect, it } from '@jest/globals';
import { Client, fetchExchange, gql, mapExchange } from '@urql/core';
import { cacheExchange } from '@urql/exchange-graphcache';
import { readableExchange } from '../../web/src/live/readable-exchange.js';

const query = gql`query Name { person { id name } }`;

/** A client whose server leaves out a field in its first answers, as an event does that is newer than the answer. */
function openClient(incomplete: number) {
  let asked = 0;
  const answer = async () => {
    asked += 1;
    const data = { person: { __typename: 'Person', id: '1', name: `answer ${asked}` } };
    return Response.json({ data });
  };
  const client: Client = new Client({
    url: 'http://localhost/graphql',
    preferGetMethod: false,
    fetch: answer as typeof fetch,
    exchanges: [
      readableExchange(operation => client.reexecuteOperation(operation)),
      cacheExchange({ logger: () => {} }),
      mapExchange({
        onResult: ({ data }) => {
          if (asked <= incomplete) delete data.person.name;
        },
      }),
      fetchExchange,
    ],
  });
  return { client, asked: () => asked };
}

describe('a query', () => {
  it.each([0, 1, 4])('has data after %i answers that were incomplete', async incomplete => {
    const { client, asked } = openClient(incomplete);
    const shown: (string | null)[] = [];
    const { unsubscribe } = client.query(query, {}).subscribe(({ data, stale }) => {
      shown.push(stale ? null : data?.person?.name);
    });
    const { data, error } = await client.query(query, {});
    expect(error).toBeUndefined();
    expect(data).toMatchObject({ person: { name: `answer ${incomplete + 1}` } });
    expect(asked()).toBe(incomplete + 1);
    expect(shown.filter(name => name !== null)).toEqual([`answer ${incomplete + 1}`]);
    unsubscribe();
  });

  it('is counted from the beginning after nobody has waited for it any more', async () => {
    const { client, asked } = openClient(Number.POSITIVE_INFINITY);
    let askedBefore = 0;
    await new Promise<void>(resolve => {
      const { unsubscribe } = client.query(query, {}).subscribe(() => {
        if (asked() < 3) return;
        askedBefore = asked();
        queueMicrotask(() => {
          unsubscribe();
          resolve();
        });
      });
    });
    expect((await client.query(query, {})).error).toBeDefined();
    expect(asked() - askedBefore).toBeGreaterThanOrEqual(5);
  });

  it('fails when no answer is complete, and works afterwards', async () => {
    const { client, asked } = openClient(5);
    const { data, error } = await client.query(query, {});
    expect({ data, isFault: error !== undefined, asked: asked() }).toEqual({
      data: null,
      isFault: true,
      asked: 5,
    });
    expect((await client.query(query, {})).data).toMatchObject({ person: { name: 'answer 6' } });
  });
});
