/** What a turn is decided by: rows of one conversation, as they are now. */
import type { OpeningRules } from '../../domain/opening-hours.js';
import type {
  AuthorKind,
  ChannelStatus,
  HandoffState,
  MessageDirection,
  MessageKind,
  ProviderKind,
} from '../../domain/vocabulary.js';
import type { AiAssistant } from '../../entities/ai-assistant.entity.js';

/** A message of the conversation. */
export interface TurnMessage {
  readonly id: string;
  readonly direction: MessageDirection;
  readonly kind: MessageKind;
  readonly text: string | null;
  readonly authorKind: AuthorKind;
  readonly sentAt: Date;
  readonly createdAt: Date;
  readonly deletedAt: Date | null;
  /** Of an answer of an assistant: `ai:` and the newest message of its turn. */
  readonly idempotencyKey: string | null;
}

/** The conversation, with its number and its person. */
export interface TurnConversation {
  readonly conversationId: string;
  readonly channelId: string;
  readonly contactId: string;
  readonly address: string;
  readonly handoff: HandoffState;
  readonly handoffAt: Date | null;
  readonly handoffReason: string | null;
  readonly lastInboundAt: Date | null;
  readonly channelStatus: ChannelStatus;
  readonly kind: ProviderKind;
  readonly accountId: string;
  readonly optedOutAt: Date | null;
  readonly optedOutReason: string | null;
  readonly contactName: string | null;
  readonly timezone: string;
  readonly channelHours: OpeningRules | null;
  readonly companyHours: OpeningRules | null;
}

/** Everything. */
export interface TurnState {
  readonly conversation: TurnConversation;
  /** The newest messages, oldest first. */
  readonly messages: readonly TurnMessage[];
  readonly assistant: AiAssistant | null;
  readonly now: Date;
}
