/**
 * Activities in timelines: the rows of the audit log about a conversation, its lead and its person. A note and a file are
 * no activities here, as they stand in the timeline themselves.
 */
import { tableOf } from '../database/columns.js';
import { quoted } from '../database/sql.js';
import { Activity } from '../entities/activity.entity.js';
import { Contact } from '../entities/contact.entity.js';
import { ContactIdentity } from '../entities/contact-identity.entity.js';
import { Conversation } from '../entities/conversation.entity.js';
import { Lead } from '../entities/lead.entity.js';
import { Message } from '../entities/message.entity.js';
import type { ActivityRow } from './activity-page.js';
import { inConversations, type TimelineOwner, type TimelineScan } from './timeline-scan.js';

const typesOfConversation = [Conversation.name, Message.name, Lead.name, Contact.name, ContactIdentity.name];
const typesOfPerson = [Contact.name, ContactIdentity.name];

const conversations = tableOf(Conversation);
const conversation = conversations.of('tc');
const leads = tableOf(Lead);
const lead = leads.of('tl');
const contacts = tableOf(Contact);
const merged = contacts.of('mc');
const activities = tableOf(Activity);
const activity = activities.of('a');

const isOf = (types: readonly string[]) => `${activity.targetType} in (${quoted(...types)})`;
const inTenant = `select ${activity.id} as id from ${activities.table} a where ${activity.tenantId} = $1`;

/** True for an activity that timelines show: everyone who may see its conversation or person may read it. */
export function standsInTimelines({ targetType, conversationId, contactId }: ActivityRow): boolean {
  return (conversationId ?? contactId) !== null && typesOfConversation.includes(targetType);
}

/**
 * The scans of a page: of conversations; of leads, whose rows name no conversation; and of the person as a whole, merged
 * contacts included, which is on no number. Every one is limited to a page along its index.
 */
export function activityScans(owner: TimelineOwner, scan: TimelineScan): readonly string[] {
  const ofLead = `join lateral (
       ${inTenant} and ${activity.targetId} = ${lead.id} and ${isOf([Lead.name])}
         and ${activity.conversationId} is null ${scan.end(activity.id)}) x on true`;
  const ofPerson = (contactId: string) => `join lateral (
       select ${contactId} as id union all
       select ${merged.id} from ${contacts.table} mc where ${merged.tenantId} = $1 and ${merged.mergedIntoId} = ${contactId}) person on true
     join lateral (
       ${inTenant} and ${activity.contactId} = person.id and ${isOf(typesOfPerson)}
         and ${activity.conversationId} is null ${scan.end(activity.id)}) x on true`;
  const own = `where ${conversation.tenantId} = $1 and ${conversation.id} = p.id ${scan.onChannels(conversation.channelId)}`;
  return [
    inConversations(
      owner,
      scan,
      `${inTenant} and ${activity.conversationId} = ${conversation.id} and ${isOf(typesOfConversation)} ${scan.end(activity.id)}`,
    ),
    owner === 'conversation'
      ? `select x.id from ${conversations.table} tc join ${leads.table} tl on ${lead.id} = ${conversation.leadId} ${ofLead} ${own}`
      : `select x.id from ${leads.table} tl ${ofLead}
          where ${lead.tenantId} = $1 and ${lead.contactId} = p.id ${scan.onChannels(lead.channelId)}`,
    ...(scan.isOnAllNumbers
      ? [
          owner === 'conversation'
            ? `select x.id from ${conversations.table} tc ${ofPerson(conversation.contactId)} ${own}`
            : `select x.id from (select p.id) one ${ofPerson('one.id')}`,
        ]
      : []),
  ];
}
