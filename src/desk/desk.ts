/** Agent use cases: conversations, leads, notes; the company's lists of topics, stages, labels and teams. */
import { type AddNoteInput, addNote } from './add-note.js';
import { type AssignConversationInput, assignConversation } from './assign-conversation.js';
import { clearOptOut } from './clear-opt-out.js';
import { type CreatedLead, type CreateLeadInput, createLead } from './create-lead.js';
import type { DeskActor, DeskDatabase } from './desk-database.js';
import { dismissSuggestion } from './dismiss-suggestion.js';
import { type MarkConversationReadInput, markConversationRead } from './mark-conversation-read.js';
import { type MarkConversationUnreadInput, markConversationUnread } from './mark-conversation-unread.js';
import { markNotificationsRead } from './mark-notifications-read.js';
import { reorderLeadStages } from './reorder-lead-stages.js';
import { type RequestHandoffInput, requestHandoff } from './request-handoff.js';
import { type SetConversationStatusInput, setConversationStatus } from './set-conversation-status.js';
import { type SetHandoffInput, setHandoff } from './set-handoff.js';
import { type SetTopicInput, setTopic } from './set-topic.js';
import { type UpdateConversationInput, updateConversation } from './update-conversation.js';
import {
  type ConversationOutcome,
  type UpdateConversationsInput,
  updateConversations,
} from './update-conversations.js';
import { type UpdateLeadInput, updateLead } from './update-lead.js';
import { type UpsertAttributeInput, upsertAttribute } from './upsert-attribute.js';
import {
  type CannedReplyActor,
  type UpsertCannedReplyInput,
  upsertCannedReply,
} from './upsert-canned-reply.js';
import { type UpsertLabelInput, upsertLabel } from './upsert-label.js';
import { type UpsertLeadStageInput, upsertLeadStage } from './upsert-lead-stage.js';
import { type UpsertTeamInput, upsertTeam } from './upsert-team.js';
import { type UpsertTopicInput, upsertTopic } from './upsert-topic.js';

/** All agent use cases. Each is one transaction; one that changes nothing writes nothing and emits no event. */
export interface Desk {
  createLead(actor: DeskActor, input: CreateLeadInput): Promise<CreatedLead>;
  updateLead(actor: DeskActor, input: UpdateLeadInput): Promise<void>;
  /** @returns the note's id */
  addNote(actor: DeskActor, input: AddNoteInput): Promise<string>;
  setConversationStatus(actor: DeskActor, input: SetConversationStatusInput): Promise<void>;
  assignConversation(actor: DeskActor, input: AssignConversationInput): Promise<void>;
  markConversationRead(actor: DeskActor, input: MarkConversationReadInput): Promise<void>;
  markConversationUnread(actor: DeskActor, input: MarkConversationUnreadInput): Promise<void>;
  setHandoff(actor: DeskActor, input: SetHandoffInput): Promise<void>;
  dismissSuggestion(actor: DeskActor, id: string): Promise<void>;
  requestHandoff(actor: DeskActor, input: RequestHandoffInput): Promise<void>;
  markNotificationsRead(actor: DeskActor, upToId: string): Promise<void>;
  setTopic(actor: DeskActor, input: SetTopicInput): Promise<void>;
  updateConversation(actor: DeskActor, input: UpdateConversationInput): Promise<void>;
  /** @returns a result for each id */
  updateConversations(
    actor: DeskActor,
    input: UpdateConversationsInput,
  ): Promise<readonly ConversationOutcome[]>;
  clearOptOut(actor: DeskActor, identityId: string, reason: string): Promise<void>;
  /** @returns the topic's id */
  upsertTopic(actor: DeskActor, input: UpsertTopicInput): Promise<string>;
  /** @returns the label's id */
  upsertLabel(actor: DeskActor, input: UpsertLabelInput): Promise<string>;
  /** @returns the canned reply's id */
  upsertCannedReply(actor: CannedReplyActor, input: UpsertCannedReplyInput): Promise<string>;
  /** @returns the team's id */
  upsertTeam(actor: DeskActor, input: UpsertTeamInput): Promise<string>;
  /** @returns the stage's id */
  upsertLeadStage(actor: DeskActor, input: UpsertLeadStageInput): Promise<string>;
  /** @returns the attribute's id */
  upsertAttribute(actor: DeskActor, input: UpsertAttributeInput): Promise<string>;
  reorderLeadStages(actor: DeskActor, ids: readonly string[]): Promise<void>;
}

/** Creates the desk on a database; stateless, so one per process is enough. */
export function createDesk(database: DeskDatabase): Desk {
  return {
    createLead: async (actor, input) => createLead(database, actor, input),
    updateLead: (actor, input) => updateLead(database, actor, input),
    addNote: async (actor, input) => addNote(database, actor, input),
    setConversationStatus: (actor, input) => setConversationStatus(database, actor, input),
    assignConversation: (actor, input) => assignConversation(database, actor, input),
    markConversationRead: (actor, input) => markConversationRead(database, actor, input),
    markConversationUnread: (actor, input) => markConversationUnread(database, actor, input),
    setHandoff: async (actor, input) => setHandoff(database, actor, input),
    dismissSuggestion: async (actor, id) => dismissSuggestion(database, actor, id),
    requestHandoff: async (actor, input) => requestHandoff(database, actor, input),
    markNotificationsRead: (actor, upToId) => markNotificationsRead(database, actor, upToId),
    setTopic: (actor, input) => setTopic(database, actor, input),
    updateConversation: (actor, input) => updateConversation(database, actor, input),
    updateConversations: (actor, input) => updateConversations(database, actor, input),
    clearOptOut: async (actor, identityId, reason) => clearOptOut(database, actor, identityId, reason),
    upsertTopic: (actor, input) => upsertTopic(database, actor, input),
    upsertLabel: (actor, input) => upsertLabel(database, actor, input),
    upsertCannedReply: (actor, input) => upsertCannedReply(database, actor, input),
    upsertTeam: (actor, input) => upsertTeam(database, actor, input),
    upsertLeadStage: (actor, input) => upsertLeadStage(database, actor, input),
    upsertAttribute: (actor, input) => upsertAttribute(database, actor, input),
    reorderLeadStages: (actor, ids) => reorderLeadStages(database, actor, ids),
  };
}
