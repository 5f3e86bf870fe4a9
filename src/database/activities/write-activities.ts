/** Writes activities: one statement for any number of them. */
import { uuidV7 } from '../../domain/uuid-v7.js';
import { ActivityActorKind, CredentialKind } from '../../domain/vocabulary.js';
import { Activity } from '../../entities/activity.entity.js';
import { Conversation } from '../../entities/conversation.entity.js';
import { Lead } from '../../entities/lead.entity.js';
import { tableOf } from '../columns.js';
import { statement } from '../statement.js';
import type { ActivityRule } from './activity-cause.js';
import type { ActivityRecord } from './derive-activity.js';

const activities = tableOf(Activity);
const conversation = tableOf(Conversation).of('c');
const lead = tableOf(Lead).of('l');

const columns = activities.list([
  ...([
    'id',
    'tenantId',
    'actorKind',
    'actorId',
    'credentialKind',
    'credentialId',
    'action',
    'targetType',
  ] as const),
  ...(['targetId', 'contactId', 'conversationId', 'changes', 'ipAddress', 'userAgent', 'createdAt'] as const),
]);

/**
 * The contact is that of the conversation or lead, unless the row names it. Parameters: the rows, then kind and id of the
 * actor, kind and id of the credential, address, user agent.
 */
export const writeStatement = statement(
  'write-activities',
  `insert into ${activities.table} (${columns})
   select a.id, a.tenant_id,
          case when a.actor_id is null then $2::text else '${ActivityActorKind.USER}' end, coalesce(a.actor_id, $3::uuid),
          case when a.session_id is null then $4::text else '${CredentialKind.SESSION}' end, coalesce(a.session_id, $5::text),
          a.action, a.target_type, a.target_id,
          coalesce(a.contact_id,
            (select ${conversation.contactId} from ${tableOf(Conversation).table} c
              where ${conversation.tenantId} = a.tenant_id and ${conversation.id} = a.conversation_id),
            (select ${lead.contactId} from ${tableOf(Lead).table} l
              where ${lead.tenantId} = a.tenant_id and ${lead.id} = a.lead_id)),
          a.conversation_id, a.changes, $6::text, $7::text, now()
     from jsonb_to_recordset($1::jsonb) as a(id uuid, tenant_id uuid, actor_id uuid, session_id text, action text,
            target_type text, target_id uuid, contact_id uuid, conversation_id uuid, lead_id uuid, changes jsonb)`,
);

/** A row of `writeStatement`. @throws Error when no company is known, which is a fault of the caller */
export function toRecordRow(
  rule: ActivityRule,
  record: ActivityRecord,
  tenantId: string | null,
): Readonly<Record<string, unknown>> {
  const of = record.tenantId ?? tenantId;
  if (of === null) throw new Error(`The activity ${rule.action} names no company.`);
  return {
    id: uuidV7(),
    tenant_id: of,
    actor_id: record.actorId ?? null,
    session_id: record.sessionId ?? null,
    action: record.action ?? rule.action,
    target_type: record.targetType ?? rule.target,
    target_id: record.targetId,
    contact_id: record.contactId ?? null,
    conversation_id: record.conversationId ?? null,
    lead_id: record.leadId ?? null,
    changes: (record.changes ?? []).map(({ field, before = null, after = null, isHidden = false }) => ({
      ...{ field, before: isHidden ? null : before, after: isHidden ? null : after, isHidden },
    })),
  };
}
