import { useRef } from 'react';
import type { RowPartsFragment } from '../gql/operations.js';
import { useDesk } from '../live/index.js';
import type { Draft, Mode } from './drafts.js';
import type { Limits } from './media-limits.js';
import type { Outbox } from './outbox.js';
import { scheduleReply } from './scheduled.js';
import { splitReply } from './split-reply.js';
import type { useCollision } from './use-collision.js';

/** What a reply is made from. */
export interface ReplyParts {
  readonly conversation: Pick<RowPartsFragment, 'id' | 'channel'>;
  readonly outbox: Outbox;
  readonly draft: Draft;
  readonly change: (mode: Mode, changed: Partial<Draft>) => void;
  readonly collision: ReturnType<typeof useCollision>;
  readonly limits: Limits | null;
}

/** Sends the draft of the reply, now or later. */
export function useReply({ conversation, outbox, draft, change, collision, limits }: ReplyParts) {
  const { id, channel } = conversation;
  const desk = useDesk();
  /** One for each dialog: a repeated attempt schedules nothing twice. */
  const scheduleKey = useRef('');
  const { quote, canned, files, suggestionId = null, appliesProposal = true } = draft;
  const empty = () => {
    change('REPLY', {
      text: '',
      quote: null,
      files: [],
      canned: null,
      suggestionId: null,
      appliesProposal: true,
    });
    collision.onText('');
  };
  return {
    /** @returns the keys of the messages that leave; null when nothing does */
    send: (): readonly string[] | null => {
      const parts = splitReply(draft, limits);
      if (parts.length === 0 || !collision.mayLeave()) return null;
      // The field empties in the same task: a second Enter finds nothing to send.
      empty();
      return parts.map((part, at) =>
        outbox.add({
          ...{ conversationId: id, channelId: channel.id, text: part.text },
          attachmentIds: part.files.map(file => file.attachmentId),
          fileNames: part.files.map(file => file.fileName),
          mimeTypes: part.files.map(file => file.mimeType),
          quote: part.hasQuote ? quote : null,
          cannedReplyId: part.hasCanned ? (canned?.id ?? null) : null,
          cannedFileNames: part.hasCanned ? (canned?.fileNames ?? []) : [],
          suggestionId: at === 0 ? suggestionId : null,
          appliesProposal,
          ...{ templateId: null, templateVariables: null },
        }),
      );
    },
    beginSchedule: () => {
      scheduleKey.current = crypto.randomUUID();
    },
    /** @returns the sentence of a refusal; null when it is scheduled */
    schedule: async (sendAt: string, cancelOnInbound: boolean): Promise<string | null> => {
      const body = draft.text.trim();
      const idempotencyKey = `${scheduleKey.current}:${sendAt}`;
      const reply = {
        ...{ conversationId: id, expectedChannelId: channel.id, idempotencyKey },
        ...(body === '' ? {} : { text: body }),
        ...(files.length === 0 ? {} : { attachmentIds: files.map(file => file.attachmentId) }),
        ...(quote ? { replyToMessageId: quote.messageId } : {}),
        ...(canned ? { cannedReplyId: canned.id } : {}),
      };
      const refusal = await scheduleReply(desk, { reply, sendAt, cancelOnInbound });
      if (refusal === null) empty();
      return refusal;
    },
  };
}
