/**
 * Rows as returned by reads: plain objects with the entity's property names, without a mapper. GraphQL resolves their
 * fields directly; columns that only writes need are not loaded.
 */
import type { RowOf } from '../database/statement.js';
import type { Attachment } from '../entities/attachment.entity.js';
import type { AttributeDefinition } from '../entities/attribute-definition.entity.js';
import type { Channel } from '../entities/channel.entity.js';
import type { Contact } from '../entities/contact.entity.js';
import type { ContactIdentity } from '../entities/contact-identity.entity.js';
import type { Conversation } from '../entities/conversation.entity.js';
import type { DataJob } from '../entities/data-job.entity.js';
import type { Label } from '../entities/label.entity.js';
import type { Lead } from '../entities/lead.entity.js';
import type { LeadStage } from '../entities/lead-stage.entity.js';
import type { Message } from '../entities/message.entity.js';
import type { MessageReaction } from '../entities/message-reaction.entity.js';
import type { MessageRevision } from '../entities/message-revision.entity.js';
import type { MessageStatusChange } from '../entities/message-status-change.entity.js';
import type { MessageTemplate } from '../entities/message-template.entity.js';
import type { Note } from '../entities/note.entity.js';
import type { ProviderAccount } from '../entities/provider-account.entity.js';
import type { SendAttempt } from '../entities/send-attempt.entity.js';
import type { Team } from '../entities/team.entity.js';
import type { Topic } from '../entities/topic.entity.js';
import type { hiddenOfUser, User } from '../entities/user.entity.js';
import type { WebhookEvent } from '../entities/webhook-event.entity.js';
import type { assistantsById } from './ai-assistants.js';

/** A file of a message. */
export type AttachmentRow = Readonly<Attachment>;
/** An assistant, without its key. */
export type AiAssistantRow = RowOf<typeof assistantsById>;
/** A field of the company's own. */
export type AttributeDefinitionRow = Readonly<AttributeDefinition>;
/** A job that a user started. */
export type DataJobRow = Readonly<Omit<DataJob, 'input' | 'state'>>;
/** One of the tenant's numbers. */
export type ChannelRow = Readonly<Channel>;
/** A contact of the company. */
export type ContactRow = Readonly<Contact>;
/** One address of a contact. */
export type ContactIdentityRow = Readonly<ContactIdentity>;
/** The conversation of one contact on one number. */
export type ConversationRow = Readonly<Omit<Conversation, 'createdAt' | 'topicSource'>>;
/** A label of conversations and contacts. */
export type LabelRow = Readonly<Label>;
/** The sales case of a contact. */
export type LeadRow = Readonly<Omit<Lead, 'topicSource'>>;
/** One stage of the pipeline. */
export type LeadStageRow = Readonly<LeadStage>;
/** One message. */
export type MessageRow = Readonly<Message>;
/** An emoji reaction to a message. */
export type MessageReactionRow = Readonly<MessageReaction>;
/** An earlier text of a message. */
export type MessageRevisionRow = Readonly<MessageRevision>;
/** One reported status of a message. */
export type MessageStatusChangeRow = Readonly<MessageStatusChange>;
/** An approved template. */
export type MessageTemplateRow = Readonly<MessageTemplate>;
/** A note. */
export type NoteRow = Readonly<Note>;
/** An account at a provider. */
export type ProviderAccountRow = Readonly<ProviderAccount>;
/** One attempt to send a message. */
export type SendAttemptRow = Readonly<SendAttempt>;
/** A team of users. */
export type TeamRow = Readonly<Team>;
/** A topic of conversations. */
export type TopicRow = Readonly<Topic>;
/** A user, without credentials. */
export type UserRow = Readonly<Omit<User, (typeof hiddenOfUser)[number]>>;
/** One entry of the ledger, without its body: that can be large, and is loaded on demand. */
export type WebhookEventRow = Readonly<Omit<WebhookEvent, 'keptBody'>>;
