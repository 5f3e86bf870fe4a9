import * as z from 'zod';
import { MessageStatus } from '../../domain/delivery-status.js';
import { MessageDirection, type ProviderKind } from '../../domain/vocabulary.js';
import type { MessageRow } from '../../queries/rows.js';
import { toProviderMessageId } from './provider-message-id.js';

/** A message in REST responses. */
export const restMessage = z
  .object({
    id: z.uuid().describe('Our id.'),
    content: z
      .string()
      .describe(
        'The text or caption; a file without words is told by its kind, as `[image]`, a deleted message whose words are hidden as `[deleted]`.',
      ),
    direction: z.enum(['inbound', 'outbound']).describe('Which way it went.'),
    status: z.enum(MessageStatus).describe('How far it came.'),
    createdAt: z.iso.datetime().describe('When we stored it.'),
    externalId: z.string().nullable().describe("The provider's id; null as long as it gave none."),
  })
  .meta({ id: 'Message' });

/** Readable content of the message; `[deleted]` if it was deleted and must no longer be shown. */
export function toContent(
  { text, kind, deletedAt }: Pick<MessageRow, 'text' | 'kind' | 'deletedAt'>,
  showsDeleted: boolean,
): string {
  if (deletedAt !== null && !showsDeleted) return '[deleted]';
  return text ?? `[${kind.toLowerCase()}]`;
}

/** The guides' term for the direction. */
export function toRestDirection(direction: MessageDirection): 'inbound' | 'outbound' {
  return direction === MessageDirection.INBOUND ? 'inbound' : 'outbound';
}

/** Converts a message to its REST form. */
export function toRestMessage(
  message: MessageRow,
  kind: ProviderKind,
  showsDeleted: boolean,
): z.infer<typeof restMessage> {
  return {
    id: message.id,
    content: toContent(message, showsDeleted),
    direction: toRestDirection(message.direction),
    status: message.status,
    createdAt: message.createdAt.toISOString(),
    externalId: toProviderMessageId(kind, message.externalId),
  };
}
