/** Replies that are sent later: the list of a conversation, and what is done to them. */
import { useEffect } from 'react';
import { useQuery } from 'urql';
import {
  CancelScheduledReplyDocument,
  type ComposerPartsFragment,
  ComposerStateDocument,
  type ScheduledPartsFragment,
  ScheduleReplyDocument,
  type SendReplyInput,
} from '../gql/operations.js';
import { t } from '../i18n/index.js';
import { type Desk, useDesk } from '../live/index.js';
import { showToast } from '../ui/index.js';
import { codeOf, sentenceOf } from './codes.js';

/** A reply that waits for its time, or was refused at it. */
export type Scheduled = ScheduledPartsFragment;

const none: readonly Scheduled[] = [];
/** Fields of a conversation that the composer shows. */
const followed: readonly string[] = ['scheduledReplies', 'suggestion'];

/** What the composer knows of a conversation besides its row; kept current. */
export function useComposerState(conversationId: string): ComposerPartsFragment | null {
  const desk = useDesk();
  const [{ data }] = useQuery({ query: ComposerStateDocument, variables: { id: conversationId } });
  useEffect(
    () =>
      desk.onEvent(event => {
        const isOwn =
          event.nodeId === conversationId && event.changed.some(field => followed.includes(field));
        const isChannel = event.type === 'CHANNEL_UPDATED';
        if (isOwn || isChannel) void readComposerState(desk, conversationId);
      }),
    [desk, conversationId],
  );
  return data?.conversation ?? null;
}

/** The scheduled replies of a conversation, by time; kept current. */
export const useScheduledReplies = (conversationId: string): readonly Scheduled[] =>
  useComposerState(conversationId)?.scheduledReplies ?? none;

/** Schedules a reply. @returns the sentence of a refusal; null when it is scheduled */
export async function scheduleReply(
  desk: Desk,
  input: { readonly reply: SendReplyInput; readonly sendAt: string; readonly cancelOnInbound: boolean },
): Promise<string | null> {
  const { error } = await desk.client.mutation(ScheduleReplyDocument, { input });
  if (!error) {
    await readComposerState(desk, String(input.reply.conversationId));
    return null;
  }
  const code = codeOf(error);
  if (code === null) return t('noAnswer');
  return [t(sentenceOf(code)), error.graphQLErrors[0]?.message].filter(Boolean).join(' ');
}

/** Cancels it, or takes a refused one off the list. @returns whether it was in time */
export async function cancelScheduled(
  desk: Desk,
  conversationId: string,
  scheduledReplyId: string,
): Promise<boolean> {
  const input = { scheduledReplyId };
  const { error } = await desk.client.mutation(CancelScheduledReplyDocument, { input });
  if (error) showToast({ text: t(codeOf(error) === null ? 'noAnswer' : 'laterTooLate') });
  await readComposerState(desk, conversationId);
  return !error;
}

/** Asks the server again. */
export const readComposerState = (desk: Desk, id: string) =>
  desk.client.query(ComposerStateDocument, { id }, { requestPolicy: 'network-only' }).toPromise();
