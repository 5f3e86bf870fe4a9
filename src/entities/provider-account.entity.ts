import { Entity, Index, ManyToOne, PrimaryKey, Property, Unique } from '@mikro-orm/decorators/legacy';
import { Field, ID, ObjectType } from 'type-graphql';
import { ProviderKind } from '../domain/vocabulary.js';
import { Node } from './node.js';
import { Tenant } from './tenant.entity.js';

/** A tenant's account at a provider: its credentials and webhook key; owns channels. */
@ObjectType({
  implements: Node,
  description: "The company's account at a provider. Credentials can be set, but are never returned.",
})
@Entity({ tableName: 'provider_accounts' })
@Unique({ name: 'provider_accounts_webhook_key_hash_key', properties: ['kind', 'webhookKeyHash'] })
export class ProviderAccount {
  @Field(() => ID, { description: 'UUID, version 7.' })
  @PrimaryKey({ type: 'uuid' })
  id!: string;

  @Index({ name: 'provider_accounts_tenant_id_idx' })
  @ManyToOne(() => Tenant, { mapToPk: true, fieldName: 'tenant_id' })
  tenantId!: string;

  @Field(() => ProviderKind, { description: 'The vendor.' })
  @Property({ type: 'text' })
  kind!: ProviderKind;

  @Field({ description: 'Display name of the account.' })
  @Property({ type: 'text' })
  name!: string;

  @Field(() => String, {
    nullable: true,
    description: "The provider's id of the account, such as Twilio's accountSid; null where there is none.",
  })
  @Property({ type: 'text', nullable: true })
  externalId!: string | null;

  /** AES-256-GCM under the configured key, bound to the account's id; null without credentials. */
  @Property({ type: 'text', nullable: true, hidden: true })
  credentialsCipher!: string | null;

  /** SHA-256 of the webhook key, hex; the key itself is shown once. The account is found by it and the vendor. */
  @Property({ type: 'text', hidden: true })
  webhookKeyHash!: string;

  @Field({ description: 'The first characters of the webhook key, for identification.' })
  @Property({ type: 'text' })
  webhookKeyPrefix!: string;

  /** True only for demo accounts: bare webhook URLs are accepted from loopback without a key. */
  @Property({ type: 'boolean', default: false })
  acceptsBareLoopback!: boolean;

  /** Time of the next listing of its templates; null for now. */
  @Property({ type: 'timestamptz', nullable: true })
  templatesDueAt!: Date | null;

  @Field(() => Date, {
    nullable: true,
    description:
      'When it was disconnected: its webhooks are refused and its numbers send nothing. Null while it is connected.',
  })
  @Property({ type: 'timestamptz', nullable: true })
  disconnectedAt!: Date | null;

  /** The vendor's names of a disconnected account, by which it is found again; see `accounts/known-account.ts`. */
  @Property({ type: 'text[]', nullable: true, hidden: true })
  knownAs!: string[] | null;

  @Field(() => Date, {
    nullable: true,
    description: 'When its last webhook was accepted, within a minute; null before the first.',
  })
  @Property({ type: 'timestamptz', nullable: true })
  lastWebhookAt!: Date | null;

  /** True if the vendor last accepted the credentials, false if it refused them; null before the first call. */
  @Property({ type: 'boolean', nullable: true })
  credentialsAccepted!: boolean | null;

  @Property({ type: 'timestamptz' })
  createdAt!: Date;
}
