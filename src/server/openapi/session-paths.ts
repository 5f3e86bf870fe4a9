/** Sessions of browsers. */
import { endSessionQuery } from '../http/session-routes.js';
import { errorAnswers, json, type Operation, open, type Paths, ref } from './operation.js';
import { toQueryParameters } from './query-parameters.js';

const onlyOwnPages =
  'Only for the pages of this server: `x-trunkline-client: inbox`, `Origin`, and `Sec-Fetch-Site` where it is sent, are checked.';

const client = {
  name: 'x-trunkline-client',
  in: 'header',
  required: true,
  description: 'Names the page.',
  schema: { type: 'string', enum: ['inbox'] },
};

const operation = (
  operationId: string,
  summary: string,
  text: string,
  rest: Partial<Operation> & Pick<Operation, 'responses'>,
): Operation => ({
  operationId,
  tags: ['Signing in'],
  summary,
  description: `${text} ${onlyOwnPages}`,
  security: open,
  parameters: [client],
  ...rest,
});

/** The paths. */
export const sessionPaths: Paths = {
  '/auth/session': {
    post: operation(
      'beginBrowserSession',
      'Sign in a browser',
      'The refresh token is set as a cookie that scripts cannot read.',
      {
        requestBody: { required: true, content: json(ref('Login')) },
        responses: {
          200: { description: 'Signed in.', content: json(ref('BrowserSession')) },
          ...errorAnswers(
            'BAD_USER_INPUT',
            'BODY_UNDECODABLE',
            'UNAUTHENTICATED',
            'SECOND_FACTOR_REQUIRED',
            'ORIGIN_NOT_ALLOWED',
            'RATE_LIMITED',
            'UNAVAILABLE',
          ),
        },
      },
    ),
    delete: operation('endBrowserSession', 'Sign out a browser', 'Removes the cookie and ends the session.', {
      parameters: [client, ...toQueryParameters(endSessionQuery)],
      responses: {
        200: { description: 'Signed out.', content: json(ref('EndedSessions')) },
        ...errorAnswers('BAD_USER_INPUT', 'UNAUTHENTICATED', 'ORIGIN_NOT_ALLOWED', 'UNAVAILABLE'),
      },
    }),
  },
  '/auth/session/refresh': {
    post: operation(
      'refreshBrowserSession',
      'Stay signed in, in a browser',
      'Exchanges the refresh token of the cookie for an access token and the next cookie.',
      {
        responses: {
          200: { description: 'A new access token.', content: json(ref('BrowserSession')) },
          ...errorAnswers('UNAUTHENTICATED', 'ORIGIN_NOT_ALLOWED', 'UNAVAILABLE'),
        },
      },
    ),
  },
  '/auth/session/password': {
    post: operation(
      'changePasswordOfBrowserSession',
      'Change the password, in a browser',
      'Ends all sessions of the user, and begins one with a new cookie.',
      {
        requestBody: { required: true, content: json(ref('ChangePassword')) },
        responses: {
          200: { description: 'Changed.', content: json(ref('BrowserSession')) },
          ...errorAnswers(
            'BAD_USER_INPUT',
            'BODY_UNDECODABLE',
            'UNAUTHENTICATED',
            'ORIGIN_NOT_ALLOWED',
            'RATE_LIMITED',
            'UNAVAILABLE',
          ),
        },
      },
    ),
  },
};
