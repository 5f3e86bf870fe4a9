import { Migration } from '@mikro-orm/migrations';

/** Indexes of the orders of lists: leads by their last change, contacts by name. */
export class Migration20261130ListOrders extends Migration {
  override up(): void {
    this.addSql(
      `create index "leads_change_idx" on "leads" ("tenant_id", "updated_at" desc, "id" desc) where "merged_into_id" is null`,
    );
    this.addSql(
      `create index "contacts_order_idx" on "contacts" ("tenant_id", ("display_name" is null), translate(lower(left(coalesce("display_name", ''), 50)), chr(31), ' '), "id") where "merged_into_id" is null`,
    );
  }
}
