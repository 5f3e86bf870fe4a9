import { Entity, Index, ManyToOne, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Field, ID, ObjectType } from 'type-graphql';
import { Node } from './node.js';
import { ProviderAccount } from './provider-account.entity.js';
import { Tenant } from './tenant.entity.js';

/**
 * A template that the vendor has approved, as last listed.
 *
 * A template belongs to an account and can be sent from each of its channels. A row is never deleted, as messages
 * reference it: a template that the vendor no longer lists, or that a user removed, has `removedAt`.
 */
@ObjectType({
  implements: Node,
  description:
    'A template that the provider has approved, for example for messages outside the reply window.',
})
@Entity({ tableName: 'message_templates' })
@Index({
  name: 'message_templates_account_external_id_key',
  expression:
    'create unique index "message_templates_account_external_id_key" on "message_templates" ("account_id", "external_id") where "external_id" is not null',
})
@Index({
  name: 'message_templates_account_name_key',
  expression:
    'create unique index "message_templates_account_name_key" on "message_templates" ("account_id", "name", "language") where "external_id" is null',
})
export class MessageTemplate {
  @Field(() => ID, { description: 'UUID, version 7.' })
  @PrimaryKey({ type: 'uuid' })
  id!: string;

  @ManyToOne(() => Tenant, { mapToPk: true, fieldName: 'tenant_id' })
  tenantId!: string;

  @ManyToOne(() => ProviderAccount, { mapToPk: true, fieldName: 'account_id' })
  accountId!: string;

  /** The vendor's id, for templates that are sent by id; null for one that a user registered. */
  @Property({ type: 'text', nullable: true })
  externalId!: string | null;

  @Field({ description: "The provider's name for it; several can share a name in different languages." })
  @Property({ type: 'text' })
  name!: string;

  @Field({ description: "The provider's code of its language, such as `en_US`." })
  @Property({ type: 'text' })
  language!: string;

  @Field(() => String, {
    nullable: true,
    description: "The provider's term for its category, such as UTILITY or MARKETING.",
  })
  @Property({ type: 'text', nullable: true })
  category!: string | null;

  @Field({
    description:
      "The provider's term for its state, in capitals. Only APPROVED ones can be sent; others include PENDING, REJECTED, PAUSED and DISABLED.",
  })
  @Property({ type: 'text' })
  status!: string;

  @Field({
    description: 'The text of the message with header and footer, with `{{name}}` for each variable.',
  })
  @Property({ type: 'text' })
  body!: string;

  @Field(() => [String], {
    description:
      'Names of its variables, for `templateVariables`. Outside the body: `media.image`, `media.video` and `media.document` are the https URL of the file above it, `button.0` is the end of the URL of the first button.',
  })
  @Property({ type: 'text[]' })
  variables!: string[];

  /** Since when it is missing in the vendor's list, or was removed by a user. */
  @Property({ type: 'timestamptz', nullable: true })
  removedAt!: Date | null;

  @Property({ type: 'timestamptz' })
  createdAt!: Date;

  @Field({ description: 'When it was last read from the provider, or changed on this server.' })
  @Property({ type: 'timestamptz' })
  updatedAt!: Date;
}
