/** GraphQL over HTTP, for setup; measured requests go through the load generator. */

/** Runs an operation that must succeed. */
export async function ask(url, query, variables, token) {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = await response.json();
  if (errors) throw new Error(`GraphQL: ${JSON.stringify(errors).slice(0, 400)}`);
  return data;
}

/** An access token. */
export async function signIn(url, email, password) {
  const mutation =
    'mutation ($email: String!, $password: String!) { signIn(input: { email: $email, password: $password }) { accessToken } }';
  const { signIn: session } = await ask(url, mutation, { email, password });
  return session.accessToken;
}
