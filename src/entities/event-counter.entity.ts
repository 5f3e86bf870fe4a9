import { Entity, ManyToOne, Property } from '@mikro-orm/decorators/legacy';
import { Tenant } from './tenant.entity.js';

/**
 * Last position of a tenant's event log. Its row lock orders commits: it is taken last in a transaction and held until
 * commit, so a reader that has seen position N has seen everything up to N.
 */
@Entity({ tableName: 'event_counters' })
export class EventCounter {
  @ManyToOne(() => Tenant, { mapToPk: true, fieldName: 'tenant_id', primary: true })
  tenantId!: string;

  /** The last assigned position; 0 before the first event. */
  @Property({ type: 'bigint', default: 0 })
  position!: number;

  /** Retention has deleted all events up to here; a cursor below is expired. */
  @Property({ type: 'bigint', default: 0 })
  droppedThrough!: number;
}
