import { Entity, ManyToOne, PrimaryKey, Property, Unique } from '@mikro-orm/decorators/legacy';
import { BookingNotificationKind } from '../domain/booking-vocabulary.js';
import { Tenant } from './tenant.entity.js';

/**
 * A tenant's own template of a notice. An empty business type applies to all; the GraphQL type is in the schema's
 * folder, as it also shows built-in templates.
 */
@Entity({ tableName: 'notification_templates' })
@Unique({ name: 'notification_templates_key', properties: ['tenantId', 'kind', 'locale', 'businessType'] })
export class NotificationTemplate {
  @PrimaryKey({ type: 'uuid' })
  id!: string;

  @ManyToOne(() => Tenant, { mapToPk: true, fieldName: 'tenant_id' })
  tenantId!: string;

  @Property({ type: 'text' })
  kind!: BookingNotificationKind;

  @Property({ type: 'text' })
  locale!: string;

  /** Lower case; empty for all business types. */
  @Property({ type: 'text' })
  businessType!: string;

  @Property({ type: 'text' })
  body!: string;

  @Property({ type: 'boolean', default: false })
  attachCalendarFile!: boolean;

  /** The approved template that is sent instead outside the reply window. */
  @Property({ type: 'uuid', nullable: true })
  messageTemplateId!: string | null;

  /** Text with notice placeholders for each variable of that template. */
  @Property({ type: 'jsonb', nullable: true })
  messageTemplateVariables!: Readonly<Record<string, string>> | null;

  @Property({ type: 'timestamptz' })
  updatedAt!: Date;
}
