import { Entity, PrimaryKey, Property, Unique } from '@mikro-orm/decorators/legacy';

/** Id of a booking that our own bot created: its customer needs no notice. */
@Entity({ tableName: 'bot_bookings' })
@Unique({ name: 'bot_bookings_key', properties: ['tenantId', 'companyId', 'externalId'] })
export class BotBooking {
  @PrimaryKey({ type: 'uuid' })
  id!: string;

  @Property({ type: 'uuid' })
  tenantId!: string;

  @Property({ type: 'text' })
  companyId!: string;

  @Property({ type: 'text' })
  externalId!: string;

  @Property({ type: 'timestamptz' })
  createdAt!: Date;
}
