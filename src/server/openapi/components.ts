/** Schemas of the OpenAPI document: the same ones that validate requests and type responses. */
import * as z from 'zod';
import { type ErrorCode, errorCodes } from '../../domain/errors.js';
import { WebhookEventStatus } from '../../domain/vocabulary.js';
import { loginBody, refreshBody, sessionAnswer } from '../http/auth-routes.js';
import { diagnosis } from '../http/diagnosis-route.js';
import { browserSessionAnswer, changePasswordBody, endedSessions } from '../http/session-routes.js';
import { restMessage } from '../rest/rest-message.js';
import { tataConversation, tataConversations } from '../rest/tata-conversations.js';
import { tataReply, tataReplyQueued } from '../rest/tata-send-reply.js';
import { whatsAppStats } from '../rest/whatsapp-stats.js';
import type { Schema } from './operation.js';

const codes = Object.keys(errorCodes) as [ErrorCode, ...ErrorCode[]];

const error = z
  .object({
    error: z
      .looseObject({
        code: z.enum(codes).describe('Stable; docs/errors.md says when each comes and what to do.'),
        message: z.string().describe('Says what to do next.'),
        requestId: z.string().describe('Finds the request in the log; also in the header x-request-id.'),
      })
      .describe('Facts of the error are added to these, such as `field` or `retryAfterSeconds`.'),
  })
  .meta({ id: 'Error' });

const webhookAnswer = z
  .object({
    ok: z.literal(true),
    events: z
      .array(
        z.object({
          id: z.uuid().describe('The ledger row.'),
          status: z.enum(WebhookEventStatus).describe('The result.'),
          messageId: z.uuid().optional().describe('The message that it made or found.'),
          reason: z.string().optional().describe('Why it has no effect, or none yet.'),
        }),
      )
      .describe('One for each thing that the request tells, in its order.'),
  })
  .meta({ id: 'WebhookAnswer' });

const status = z.object({ status: z.string() }).meta({ id: 'Status' });

/** Creates the schemas of `#/components/schemas`, by id. */
export function createComponents(): Record<string, Schema> {
  const registry = z.registry<{ id: string }>();
  for (const schema of [
    loginBody,
    refreshBody,
    sessionAnswer,
    browserSessionAnswer,
    changePasswordBody,
    endedSessions,
    restMessage,
    whatsAppStats,
    tataConversation,
    tataConversations,
    tataReply,
    tataReplyQueued,
    webhookAnswer,
    status,
    diagnosis,
    error,
  ]) {
    registry.add(schema, { id: z.globalRegistry.get(schema)?.id ?? '' });
  }
  const { schemas } = z.toJSONSchema(registry, {
    uri: id => `#/components/schemas/${id}`,
    io: 'input',
    override: ({ jsonSchema }) => {
      // The format says the same as its pattern.
      if (jsonSchema.format !== undefined) delete jsonSchema.pattern;
      // JavaScript's limits of whole numbers are noise for a reader.
      if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
      if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
    },
  });
  return Object.fromEntries(
    Object.entries(schemas).map(([id, { $schema: _schema, $id: _id, ...schema }]) => [id, schema]),
  );
}
