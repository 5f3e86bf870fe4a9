import { Entity, ManyToOne, PrimaryKey, Property, Unique } from '@mikro-orm/decorators/legacy';
import { NotificationTemplate } from './notification-template.entity.js';

/** A variant of a template for an A/B test; a contact always gets the same one. */
@Entity({ tableName: 'template_variants' })
@Unique({ name: 'template_variants_key', properties: ['templateId', 'key'] })
export class TemplateVariant {
  @PrimaryKey({ type: 'uuid' })
  id!: string;

  @Property({ type: 'uuid' })
  tenantId!: string;

  @ManyToOne(() => NotificationTemplate, { mapToPk: true, fieldName: 'template_id' })
  templateId!: string;

  @Property({ type: 'text' })
  key!: string;

  /** Its share of the variants' total weight; 0 disables it. */
  @Property({ type: 'integer' })
  weight!: number;

  @Property({ type: 'text' })
  body!: string;
}
