/** What the index scans of a timeline's page share. */
import { tableOf } from '../database/columns.js';
import { Conversation } from '../entities/conversation.entity.js';

/** What a timeline belongs to. */
export type TimelineOwner = 'conversation' | 'contact';

/** Parts that all scans of a page share; a scan can refer to the owner's id as `p.id`. */
export interface TimelineScan {
  /** Conditions on the id column that bound the page, and its order and limit. */
  readonly end: (id: string) => string;
  /** Conditions on the channel column of conversations, leads and messages. */
  readonly onChannels: (column: string) => string;
  /** True without a restriction to some numbers: only then a page has what is on no number. */
  readonly isOnAllNumbers: boolean;
}

const conversations = tableOf(Conversation);
const conversation = conversations.of('tc');

const ofConversations: Readonly<Record<TimelineOwner, string>> = {
  conversation: `${conversation.id} = p.id`,
  contact: `${conversation.contactId} = p.id`,
};

/** A scan of each conversation of the owner: `inner` refers to the conversation as `tc`. */
export const inConversations = (owner: TimelineOwner, scan: TimelineScan, inner: string): string =>
  `select x.id from ${conversations.table} tc join lateral (${inner}) x on true
    where ${conversation.tenantId} = $1 and ${ofConversations[owner]} ${scan.onChannels(conversation.channelId)}`;
