/** Payloads of the agents' mutations. */
import { Field, ID, ObjectType } from 'type-graphql';
import { Contact } from '../entities/contact.entity.js';
import { Conversation } from '../entities/conversation.entity.js';
import { Lead } from '../entities/lead.entity.js';
import { Note } from '../entities/note.entity.js';

/** Payload of createLead and updateLead. */
@ObjectType({ description: 'The lead after the mutation.' })
export class LeadPayload {
  @Field(() => Lead, { description: 'The lead after the mutation.' })
  lead!: object;

  @Field({
    description:
      'True if this call created the lead; false when the contact already had an open one, and for updateLead.',
  })
  created!: boolean;
}

/** Payload of the mutations on a conversation. */
@ObjectType({ description: 'The conversation after the mutation.' })
export class ConversationPayload {
  @Field(() => Conversation, { description: 'The conversation after the mutation.' })
  conversation!: object;
}

/** Result of a change of many conversations for one of them. */
@ObjectType({ description: 'The result for one conversation.' })
export class ConversationResult {
  @Field(() => ID, { description: 'The id, as given.' })
  id!: string;

  @Field(() => Conversation, {
    nullable: true,
    description: 'The conversation after the mutation; null when it was not changed because of `code`.',
  })
  conversation!: object | null;

  @Field(() => String, {
    nullable: true,
    description:
      'An ErrorCode: NOT_FOUND, CONFLICT for an archived team, topic or label, LIMIT_REACHED for too many labels. Null when the conversation has the wanted state.',
  })
  code!: string | null;

  @Field(() => String, { nullable: true, description: 'Why it was not changed; null when `code` is null.' })
  message!: string | null;
}

/** Payload of `updateConversations`. */
@ObjectType({ description: 'The results of a change of many conversations.' })
export class ConversationsPayload {
  @Field(() => [ConversationResult], {
    description: 'A result for each id, in the order of the ids; one for an id that is given twice.',
  })
  results!: readonly ConversationResult[];
}

/** Payload of the mutations on a contact. */
@ObjectType({ description: 'The contact after the mutation.' })
export class ContactPayload {
  @Field(() => Contact, { description: 'The contact after the mutation.' })
  contact!: object;
}

/** Payload of addNote. */
@ObjectType({ description: 'The note that was added.' })
export class NotePayload {
  @Field(() => Note, { description: 'The note that was added.' })
  note!: object;
}
