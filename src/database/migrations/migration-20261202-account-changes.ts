import { Migration } from '@mikro-orm/migrations';

/** What webhooks need of an account: its company's id is told to the processes when any of it changes. */
const watched: readonly (readonly [table: string, tenant: string, columns: readonly string[]])[] = [
  [
    'provider_accounts',
    'tenant_id',
    ['external_id', 'credentials_cipher', 'webhook_key_hash', 'accepts_bare_loopback', 'disconnected_at'],
  ],
  [
    'channels',
    'tenant_id',
    [
      'account_id',
      'kind',
      'external_id',
      'phone_number',
      'own_address',
      'is_default',
      'status',
      'business_hours',
      'away_text',
    ],
  ],
  ['topics', 'tenant_id', ['name', 'keywords', 'archived_at']],
  ['lead_stages', 'tenant_id', ['position', 'is_terminal', 'archived_at']],
  ['tenants', 'id', ['default_country', 'timezone', 'opt_out_words', 'business_hours', 'away_text']],
];

/** Announces changes of accounts, as changes of access are announced; `src/delivery/doorbell.ts` listens. */
export class Migration20261202AccountChanges extends Migration {
  override up(): void {
    this.addSql(`create function "announce_account"() returns trigger language plpgsql as $$
      begin
        perform pg_notify('trunkline_accounts', to_jsonb(coalesce(new, old)) ->> tg_argv[0]);
        return null;
      end $$`);
    for (const [table, tenant, columns] of watched) {
      const run = `execute function "announce_account"('${tenant}')`;
      const of = (row: string) => `(${columns.map(column => `${row}."${column}"`).join(', ')})`;
      // Nothing has an account of a company that is new, or gone.
      if (table !== 'tenants')
        this.addSql(
          `create trigger "${table}_announce_account" after insert or delete on "${table}" for each row ${run}`,
        );
      this.addSql(
        `create trigger "${table}_announce_account_change"
          after update of ${columns.map(column => `"${column}"`).join(', ')} on "${table}" for each row
          when (${of('old')} is distinct from ${of('new')}) ${run}`,
      );
    }
  }
}
