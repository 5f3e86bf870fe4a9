import { Entity, PrimaryKey, Property, Unique } from '@mikro-orm/decorators/legacy';
import { Field, ID, ObjectType } from 'type-graphql';
import type { OpeningRules } from '../domain/opening-hours.js';
import { Node } from './node.js';

/** A company. Every other row belongs to exactly one tenant; the request's credential decides which. */
@ObjectType({
  implements: Node,
  description: 'A company. The credential determines it; no operation has an argument for it.',
})
@Entity({ tableName: 'tenants' })
export class Tenant {
  @Field(() => ID, { description: 'UUID, version 7.' })
  @PrimaryKey({ type: 'uuid' })
  id!: string;

  @Field({ description: 'Short name in URLs and on the command line; unique on this server.' })
  @Unique({ name: 'tenants_slug_key' })
  @Property({ type: 'text' })
  slug!: string;

  @Field({ description: 'Name of the company.' })
  @Property({ type: 'text' })
  name!: string;

  @Field({ description: 'ISO 3166-1 alpha-2 code for phone numbers written without a country.' })
  @Property({ type: 'text' })
  defaultCountry!: string;

  @Field({ description: 'IANA time zone in which the company works.' })
  @Property({ type: 'text' })
  timezone!: string;

  @Field({ description: 'BCP 47 language tag for texts that the server writes itself.' })
  @Property({ type: 'text' })
  locale!: string;

  @Field(() => String, {
    nullable: true,
    description: 'ISO 4217 code of amounts that have no currency of their own; null if none is set.',
  })
  @Property({ type: 'text', nullable: true })
  currency!: string | null;

  @Property({ type: 'boolean', default: false })
  assignsOnReply!: boolean;

  @Property({ type: 'jsonb', nullable: true })
  businessHours!: OpeningRules | null;

  @Property({ type: 'text', nullable: true })
  awayText!: string | null;

  /** The company's own opt-out words, in addition to those of the providers. */
  @Property({ type: 'text[]', default: [] })
  optOutWords!: string[];

  @Property({ type: 'integer', default: 24 })
  replyWindowHours!: number;

  @Property({ type: 'integer', default: 90 })
  webhookRetentionDays!: number;

  /** Null: messages are kept. */
  @Property({ type: 'integer', nullable: true })
  messageRetentionDays!: number | null;

  @Property({ type: 'integer', default: 5 })
  recentActivityMinutes!: number;

  @Property({ type: 'boolean', default: true })
  showsDeletedText!: boolean;

  @Property({ type: 'boolean', default: false })
  requiresSecondFactor!: boolean;

  @Property({ type: 'timestamptz' })
  createdAt!: Date;
}
