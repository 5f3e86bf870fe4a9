/** The mutation of the page. */

/** How an attempt ended. */
export type Outcome =
  | { readonly kind: 'DONE'; readonly email: string }
  /** The person can try again; `field` is the faulty one. */
  | { readonly kind: 'AGAIN'; readonly field: 'password' | 'otp' | null; readonly message: string }
  /** The link cannot be used. */
  | { readonly kind: 'USELESS'; readonly message: string };

/** What to send. */
export interface Attempt {
  readonly token: string;
  readonly password: string;
  readonly otp: string | null;
}

interface Answer {
  readonly data?: {
    readonly setPassword?: { readonly accessToken: string; readonly user: { readonly email: string } } | null;
  } | null;
  readonly errors?: readonly {
    readonly message: string;
    readonly extensions?: { readonly code?: string; readonly field?: string; readonly reason?: string };
  }[];
}

const setPassword = `mutation SetPassword($input: SetPasswordInput!) {
  setPassword(input: $input) { accessToken user { email } }
}`;
const signOut = 'mutation SignOut { signOut(input: {}) { ended } }';

/** Sets the password. The session that the mutation begins is ended again: people sign in where they work. */
export async function sendPassword(endpoint: string, input: Attempt): Promise<Outcome> {
  let answer: Answer;
  try {
    answer = await post(endpoint, { query: setPassword, variables: { input } });
  } catch {
    return { kind: 'AGAIN', field: null, message: 'The server cannot be reached. Try again in a moment.' };
  }
  const done = answer.data?.setPassword;
  if (done) {
    await post(endpoint, { query: signOut }, done.accessToken).catch(() => null);
    return { kind: 'DONE', email: done.user.email };
  }
  const { message = 'The server did not answer as expected.', extensions = {} } = answer.errors?.[0] ?? {};
  switch (extensions.code) {
    case 'LINK_EXPIRED':
    case 'UNAUTHENTICATED':
      return { kind: 'USELESS', message };
    case 'SECOND_FACTOR_REQUIRED':
      return {
        kind: 'AGAIN',
        field: 'otp',
        message:
          extensions.reason === 'MISSING'
            ? 'Your account has a second factor. Enter the code of your authenticator app, or a recovery code.'
            : message,
      };
    case 'BAD_USER_INPUT':
      // The sentence begins with the name of the field.
      return {
        kind: 'AGAIN',
        field: 'password',
        message: message.replace(/^"password" /, 'The password '),
      };
    default:
      return { kind: 'AGAIN', field: null, message };
  }
}

async function post(endpoint: string, body: object, token?: string): Promise<Answer> {
  const response = await fetch(endpoint, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    },
    body: JSON.stringify(body),
  });
  return (await response.json()) as Answer;
}
