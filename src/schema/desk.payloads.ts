/** Payloads of the agents' mutations. */
import { Field, ObjectType } from 'type-graphql';
import { Contact } from '../entities/contact.entity.js';
import { Conversation } from '../entities/conversation.entity.js';
import { Lead } from '../entities/lead.entity.js';
import { Note } from '../entities/note.entity.js';

/** Payload of createLead and updateLead. */
@ObjectType({ description: 'The lead after the mutation.' })
export class LeadPayload {
  @Field(() => Lead, { nullable: true, description: 'The lead after the mutation.' })
  lead!: object | null;

  @Field({
    description:
      'True if this call created the lead; false when the contact already had an open one, and for updateLead.',
  })
  created!: boolean;
}

/** Payload of the mutations on a conversation. */
@ObjectType({ description: 'The conversation after the mutation.' })
export class ConversationPayload {
  @Field(() => Conversation, { nullable: true, description: 'The conversation after the mutation.' })
  conversation!: object | null;
}

/** Payload of the mutations on a contact. */
@ObjectType({ description: 'The contact after the mutation.' })
export class ContactPayload {
  @Field(() => Contact, { nullable: true, description: 'The contact after the mutation.' })
  contact!: object | null;
}

/** Payload of addNote. */
@ObjectType({ description: 'The note that was added.' })
export class NotePayload {
  @Field(() => Note, { nullable: true, description: 'The note that was added.' })
  note!: object | null;
}
