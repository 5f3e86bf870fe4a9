/** A company's own notice templates, with the counts of each variant. */
import { tableOf } from '../database/columns.js';
import { as, int, quoted, sql } from '../database/sql.js';
import { tenantStatement } from '../database/statement.js';
import type { TenantReader } from '../database/tenant-reader.js';
import type { BookingNotificationKind } from '../domain/booking-vocabulary.js';
import { MessageStatus } from '../domain/delivery-status.js';
import { MessageDirection } from '../domain/vocabulary.js';
import { BookingNotification } from '../entities/booking-notification.entity.js';
import { Message } from '../entities/message.entity.js';
import { NotificationTemplate } from '../entities/notification-template.entity.js';
import { TemplateVariant } from '../entities/template-variant.entity.js';

/** A variant with its counts. */
export interface VariantRow {
  readonly templateId: string;
  readonly key: string;
  readonly weight: number;
  readonly body: string;
  readonly sent: number;
  readonly delivered: number;
  readonly replied: number;
}

/** A template with its variants. */
export interface TemplateRow {
  readonly id: string;
  readonly kind: BookingNotificationKind;
  readonly locale: string;
  readonly businessType: string | null;
  readonly body: string;
  readonly attachCalendarFile: boolean;
  readonly messageTemplateId: string | null;
  readonly templateVariables: Readonly<Record<string, string>> | null;
  readonly isBuiltIn: boolean;
  readonly variants: readonly VariantRow[];
}

const templates = tableOf(NotificationTemplate);
const template = templates.of('t');
const variants = tableOf(TemplateVariant);
const variant = variants.of('v');
const notification = tableOf(BookingNotification).of('n');
const messages = tableOf(Message);
const message = messages.of('m');
const reply = messages.of('r');

const ownTemplates = tenantStatement(
  'notification-templates-of-tenant',
  sql`select ${templates.select('t')} from ${templates.table} t where ${template.tenantId} = $1
    order by ${template.kind}, ${template.locale}, ${template.businessType}`,
);

/** A message counts once, also when it was about several bookings. */
const variantCounts = tenantStatement(
  'template-variants-with-counts',
  sql`select ${as('templateId', variant.templateId)}, ${as('key', variant.key)}, ${as('weight', variant.weight)}, ${as('body', variant.body)},
          ${as('sent', int('c.sent'))}, ${as('delivered', int('c.delivered'))}, ${as('replied', int('c.replied'))}
     from ${variants.table} v
    cross join lateral (
      select count(*) as sent,
             count(*) filter (where ${message.status} in (${quoted(MessageStatus.DELIVERED, MessageStatus.READ)})) as delivered,
             count(*) filter (where exists (
               select 1 from ${messages.table} r
                where ${reply.conversationId} = ${message.conversationId} and ${reply.id} > ${message.id}
                  and ${reply.direction} = ${quoted(MessageDirection.INBOUND)} and ${reply.createdAt} < ${message.createdAt} + interval '1 day')) as replied
        from ${messages.table} m
       where ${message.id} in (
         select ${notification.messageId} from ${tableOf(BookingNotification).table} n
          where ${notification.templateId} = ${variant.templateId} and ${notification.variant} = ${variant.key}
            and ${notification.messageId} is not null)
    ) c
    where ${variant.tenantId} = $1 order by ${variant.key}`,
);

/** All own templates of the tenant. */
export async function listOwnTemplates(reader: TenantReader): Promise<TemplateRow[]> {
  const [rows, counted] = await Promise.all([reader.rows(ownTemplates), reader.rows(variantCounts)]);
  return rows.map(row => ({
    id: row.id,
    kind: row.kind,
    locale: row.locale,
    businessType: row.businessType === '' ? null : row.businessType,
    body: row.body,
    attachCalendarFile: row.attachCalendarFile,
    messageTemplateId: row.messageTemplateId,
    templateVariables: row.messageTemplateVariables,
    isBuiltIn: false,
    variants: counted.filter(({ templateId }) => templateId === row.id),
  }));
}
