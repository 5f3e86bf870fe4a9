import { Entity, Index, ManyToOne, PrimaryKey, Property, Unique } from '@mikro-orm/decorators/legacy';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { BookingAccount } from './booking-account.entity.js';
import { Channel } from './channel.entity.js';
import { Node } from './node.js';
import { Tenant } from './tenant.entity.js';

/** A company of the booking system: its tenant, its time zone, and the channel of its notices. */
@ObjectType({
  implements: Node,
  description:
    'A branch at the booking system: its time zone, its language, and the number that sends its notices.',
})
@Entity({ tableName: 'salons' })
@Unique({ name: 'salons_company_key', properties: ['accountId', 'companyId'] })
@Index({ name: 'salons_tenant_id_idx', properties: ['tenantId', 'id'] })
@Index({ name: 'salons_company_id_idx', properties: ['companyId'] })
export class Salon {
  @Field(() => ID, { description: 'UUID, version 7.' })
  @PrimaryKey({ type: 'uuid' })
  id!: string;

  @ManyToOne(() => Tenant, { mapToPk: true, fieldName: 'tenant_id' })
  tenantId!: string;

  @ManyToOne(() => BookingAccount, { mapToPk: true, fieldName: 'account_id' })
  accountId!: string;

  @Field({ description: "The booking system's company_id." })
  @Property({ type: 'text' })
  companyId!: string;

  @Field({ description: 'Name of the branch.' })
  @Property({ type: 'text' })
  name!: string;

  @Field({ description: 'IANA time zone of the branch: all times in notices are in this zone.' })
  @Property({ type: 'text' })
  timezone!: string;

  @Field(() => String, {
    nullable: true,
    description: "BCP 47 language tag of its notices; the company's when null.",
  })
  @Property({ type: 'text', nullable: true })
  locale!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'ISO 4217 code of its prices; a bare number when null.',
  })
  @Property({ type: 'text', nullable: true })
  currency!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Business type, such as barbershop: selects the templates.',
  })
  @Property({ type: 'text', nullable: true })
  businessType!: string | null;

  @Field(() => String, { nullable: true, description: 'Address, as shown to customers.' })
  @Property({ type: 'text', nullable: true })
  address!: string | null;

  /** A foreign key in the migration includes the tenant: never another tenant's channel. */
  @ManyToOne(() => Channel, {
    mapToPk: true,
    fieldName: 'notice_channel_id',
    nullable: true,
    createForeignKeyConstraint: false,
  })
  noticeChannelId!: string | null;

  @Field(() => Int, {
    description:
      'Changes of one customer within this many seconds become one notice; with 0 each change is notified at once.',
  })
  @Property({ type: 'integer', default: 60 })
  groupingSeconds!: number;

  @Field(() => Int, {
    nullable: true,
    description:
      "A customer who wrote within this many minutes gets no notice; the company's setting when null.",
  })
  @Property({ type: 'integer', nullable: true })
  recentActivityMinutes!: number | null;

  @Field(() => [String], {
    description: 'A comment that contains one of these, case-insensitive, marks a booking as the bot’s.',
  })
  @Property({ type: 'text[]' })
  botCommentMarkers!: string[];

  @Field(() => [String], {
    description:
      'Users of the booking system that only bots are: a booking that one of them made is the bot’s. With an entry, what another user made while an assistant was talking with the customer is not.',
  })
  @Property({ type: 'text[]', default: [] })
  botUserIds!: string[];

  @Field({ description: 'True if customers are notified of later changes of bookings made by the bot.' })
  @Property({ type: 'boolean', default: false })
  tellsChangesOfBotBookings!: boolean;

  @Field(() => [Int], {
    description: 'Reminder times in hours before the visit; can be empty.',
  })
  @Property({ type: 'array', columnType: 'int[]', runtimeType: 'any' })
  reminderHours!: number[];

  /** Changed records were pulled up to this time; null before the first pull. */
  @Field(() => Date, {
    nullable: true,
    description:
      'Changed records were pulled up to this time; null without credentials or before the first pull.',
  })
  @Property({ type: 'timestamptz', nullable: true })
  reconciledThrough!: Date | null;

  @Field(() => String, {
    nullable: true,
    description:
      "Reason why the booking system stopped sending this branch's bookings, as its own code: uninstall (the branch removed the application) or freeze (it is suspended). Null while it sends them; the next booking clears it.",
  })
  @Property({ type: 'text', nullable: true })
  connectionState!: string | null;

  @Field(() => Date, { nullable: true, description: 'Time of that report.' })
  @Property({ type: 'timestamptz', nullable: true })
  connectionStateAt!: Date | null;

  @Property({ type: 'timestamptz' })
  createdAt!: Date;
}
