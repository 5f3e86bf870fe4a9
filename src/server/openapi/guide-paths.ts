/** Routes of the set-up guides, and their sign-in. */
import { auditExportQuery } from '../rest/audit-export.js';
import { tataConversationsQuery } from '../rest/tata-conversations.js';
import { bearer, errorAnswers, json, type Operation, open, type Paths, ref } from './operation.js';
import { toQueryParameters } from './query-parameters.js';

const readErrors = errorAnswers('UNAUTHENTICATED', 'FORBIDDEN', 'UNAVAILABLE');

const signIn = (operationId: string, summary: string, body: string, description: string): Operation => ({
  operationId,
  tags: ['Signing in'],
  summary,
  description,
  security: open,
  requestBody: { required: true, content: json(ref(body)) },
  responses: {
    200: { description: 'Signed in.', content: json(ref('Session')) },
    ...errorAnswers(
      'BAD_USER_INPUT',
      'BODY_UNDECODABLE',
      'UNAUTHENTICATED',
      'SECOND_FACTOR_REQUIRED',
      'RATE_LIMITED',
      'UNAVAILABLE',
    ),
  },
});

/** The paths. */
export const guidePaths: Paths = {
  '/auth/login': {
    post: signIn(
      'login',
      'Sign in',
      'Login',
      'The same as the mutation `signIn`. The access token goes into `Authorization: Bearer …`. After SECOND_FACTOR_REQUIRED repeat it with `otp`.',
    ),
  },
  '/auth/refresh': {
    post: signIn(
      'refresh',
      'Stay signed in',
      'Refresh',
      'The same as the mutation `refreshSession`. A refresh token works once. Repeating the request within 30 s gives the session’s current refresh token; one that is used again later ends its session.',
    ),
  },
  '/whatsapp/stats': {
    get: {
      operationId: 'whatsappStats',
      tags: ['Messages'],
      summary: 'Figures about WhatsApp messages',
      description:
        'In the shape of the Green API guide, over all WhatsApp numbers of the company. Every role may read it. The query `messageStats` tells more.',
      security: bearer,
      responses: { 200: { description: 'The figures.', content: json(ref('WhatsAppStats')) }, ...readErrors },
    },
  },
  '/audit/export': {
    get: {
      operationId: 'auditExport',
      tags: ['Administration'],
      summary: 'The audit log as a file',
      description:
        'Newest first, sent as it is read. In CSV, cells that a spreadsheet would run as a formula begin with an apostrophe. Needs READ_AUDIT. The query `activities` has more filters.',
      security: bearer,
      parameters: toQueryParameters(auditExportQuery),
      responses: {
        200: {
          description: 'The rows.',
          content: {
            'text/csv': { schema: { type: 'string' } },
            'application/jsonl': { schema: { type: 'string' } },
          },
        },
        ...errorAnswers('BAD_USER_INPUT', 'UNAUTHENTICATED', 'FORBIDDEN', 'UNAVAILABLE'),
      },
    },
  },
  '/ajax/tata-conversations/': {
    get: {
      operationId: 'tataConversations',
      tags: ['Messages'],
      summary: 'The chats of the TATA numbers',
      description:
        'One for each phone number and number of ours, the latest activity first, with the latest messages of each. Every role may read it. To follow the chats live, subscribe to `messageAdded(after: syncCursor)` instead of asking again.',
      security: bearer,
      parameters: toQueryParameters(tataConversationsQuery),
      responses: {
        200: { description: 'A page of chats.', content: json(ref('TataConversations')) },
        ...errorAnswers('BAD_USER_INPUT', 'CURSOR_INVALID', 'UNAUTHENTICATED', 'FORBIDDEN', 'UNAVAILABLE'),
      },
    },
  },
  '/ajax/tata-send-reply/': {
    post: {
      operationId: 'tataSendReply',
      tags: ['Messages'],
      summary: 'Answer in a chat of a TATA number',
      description:
        'The same as the mutation `sendReply`: the message is stored and sent afterwards, from the number that the person wrote to. Needs SEND (every role but READ_ONLY). Name the chat by `conversationId`, or by `phone`.',
      security: bearer,
      requestBody: {
        required: true,
        content: {
          ...json(ref('TataReply'), {
            phone: '919999999999',
            message: 'Hello!',
            idempotencyKey: 'order-17-hello',
          }),
          'application/x-www-form-urlencoded': { schema: ref('TataReply') },
        },
      },
      responses: {
        200: { description: 'It is stored and will be sent.', content: json(ref('TataReplyQueued')) },
        ...errorAnswers(
          'BAD_USER_INPUT',
          'BODY_UNDECODABLE',
          'TEXT_TOO_LONG',
          'UNAUTHENTICATED',
          'FORBIDDEN',
          'NOT_FOUND',
          'CONFLICT',
          'CHANNEL_NOT_ACTIVE',
          'REPLY_WINDOW_CLOSED',
          'IDEMPOTENCY_KEY_REUSED',
          'UNSUPPORTED_MEDIA_TYPE',
          'BODY_TOO_LARGE',
          'UNAVAILABLE',
        ),
      },
    },
  },
};
