import type { Tokens } from 'trunkline-client';

/** Signs in. @throws with the server's message */
export async function signIn(url: string, credentials: Readonly<Record<string, string>>): Promise<Tokens> {
  const answer = await fetch(`${url}/auth/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(credentials),
  });
  const body = await answer.json();
  if (!answer.ok) throw new Error(body.error.message);
  return body;
}
