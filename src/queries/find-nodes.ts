/** Finds the types of ids: one statement over the primary keys of all types that have a page of their own. */
import type { EntityClass } from '@mikro-orm/core';
import { tableOf } from '../database/columns.js';
import { quoted } from '../database/sql.js';
import { tenantStatement } from '../database/statement.js';
import type { TenantReader } from '../database/tenant-reader.js';
import { isUuid } from '../domain/uuid-v7.js';
import { Activity } from '../entities/activity.entity.js';
import { AiAssistant } from '../entities/ai-assistant.entity.js';
import { ApiToken } from '../entities/api-token.entity.js';
import { Attachment } from '../entities/attachment.entity.js';
import { AttributeDefinition } from '../entities/attribute-definition.entity.js';
import { Booking } from '../entities/booking.entity.js';
import { BookingAccount } from '../entities/booking-account.entity.js';
import { BookingNotification } from '../entities/booking-notification.entity.js';
import { CannedReply } from '../entities/canned-reply.entity.js';
import { Channel } from '../entities/channel.entity.js';
import { Contact } from '../entities/contact.entity.js';
import { ContactIdentity } from '../entities/contact-identity.entity.js';
import { Conversation } from '../entities/conversation.entity.js';
import { DataJob } from '../entities/data-job.entity.js';
import { Label } from '../entities/label.entity.js';
import { Lead } from '../entities/lead.entity.js';
import { LeadStage } from '../entities/lead-stage.entity.js';
import { Message } from '../entities/message.entity.js';
import { MessageTemplate } from '../entities/message-template.entity.js';
import { Note } from '../entities/note.entity.js';
import { Notification } from '../entities/notification.entity.js';
import { ProviderAccount } from '../entities/provider-account.entity.js';
import { RefusedWebhook } from '../entities/refused-webhook.entity.js';
import { ReplySuggestion } from '../entities/reply-suggestion.entity.js';
import { Salon } from '../entities/salon.entity.js';
import { ScheduledReply } from '../entities/scheduled-reply.entity.js';
import { Session } from '../entities/session.entity.js';
import { Team } from '../entities/team.entity.js';
import { Tenant } from '../entities/tenant.entity.js';
import { Topic } from '../entities/topic.entity.js';
import { User } from '../entities/user.entity.js';
import { WebhookDelivery } from '../entities/webhook-delivery.entity.js';
import { WebhookEndpoint } from '../entities/webhook-endpoint.entity.js';
import { WebhookEvent } from '../entities/webhook-event.entity.js';

const entities = {
  Activity,
  AiAssistant,
  ApiToken,
  Attachment,
  AttributeDefinition,
  Booking,
  BookingAccount,
  BookingNotification,
  CannedReply,
  Channel,
  Contact,
  ContactIdentity,
  Conversation,
  Job: DataJob,
  Label,
  Lead,
  LeadStage,
  Message,
  MessageTemplate,
  Note,
  Notification,
  ProviderAccount,
  RefusedWebhook,
  ReplySuggestion,
  Salon,
  ScheduledReply,
  Team,
  Topic,
  User,
  WebhookDelivery,
  WebhookEndpoint,
  WebhookEvent,
} satisfies Record<string, EntityClass<{ id: string; tenantId: string }>>;

/** Types of the schema that `node` finds. */
export type NodeTypeName = keyof typeof entities | 'Session' | 'Tenant';

const ofTables = Object.entries(entities).map(([name, entity]) => {
  const { table, of } = tableOf(entity as EntityClass<{ id: string; tenantId: string }>);
  const { id, tenantId } = of('r');
  return `select ${quoted(name)} as type, ${id} as id from ${table} r where ${tenantId} = $1 and ${id} = any($2::uuid[])`;
});
const tenants = tableOf(Tenant);
const { id: ownId } = tenants.of('r');
const ofTenant = `select 'Tenant', ${ownId} from ${tenants.table} r where ${ownId} = $1 and ${ownId} = any($2::uuid[])`;

// The id of a session is that of its family of refresh tokens, of which one is current.
const sessions = tableOf(Session);
const s = sessions.of('r');
const ofSessions = `select 'Session', ${s.familyId} from ${sessions.table} r
  where ${s.tenantId} = $1 and ${s.familyId} = any($2::uuid[]) and ${s.usedAt} is null and ${s.revokedAt} is null and ${s.expiresAt} > now()`;

const typesOfIds = tenantStatement<{ readonly type: NodeTypeName; readonly id: string }>(
  'node-types',
  [...ofTables, ofTenant, ofSessions].join(' union all '),
);

/** The type of each id that the tenant has, in one statement; other ids are missing in the result. */
export async function findNodeTypes(
  reader: TenantReader,
  ids: readonly string[],
): Promise<ReadonlyMap<string, NodeTypeName>> {
  const wanted = ids.filter(isUuid);
  if (wanted.length === 0) return new Map();
  return new Map((await reader.rows(typesOfIds, wanted)).map(row => [row.id, row.type]));
}
