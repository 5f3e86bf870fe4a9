/** Payloads of the agents' mutations. */
import { Field, ObjectType } from 'type-graphql';
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
