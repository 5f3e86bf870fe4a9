/** One request after the other, for what people ask now and then. */

/** Their times in ms, and what the last one returned. */
export async function measureInTurn({ durationMs, warmupMs }, request) {
  const times = [];
  const startedAt = performance.now();
  let last;
  while (performance.now() - startedAt < warmupMs + durationMs) {
    const at = performance.now();
    last = await request();
    if (at - startedAt > warmupMs) times.push(performance.now() - at);
  }
  const sorted = times.sort((one, other) => one - other);
  return { p50: sorted[Math.floor(sorted.length / 2)], p99: sorted[Math.floor(sorted.length * 0.99)], last };
}

/** The data of a GraphQL operation. */
export async function ask({ url, token }, query, variables) {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = await response.json();
  if (errors) throw new Error(`The server answered with ${JSON.stringify(errors).slice(0, 300)}`);
  return data;
}
