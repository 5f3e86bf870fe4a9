import { Migration } from '@mikro-orm/migrations';

/** Tables of the search. A job fills them, in portions: an upgrade of a large company locks nothing. */
export class Migration20261201Search extends Migration {
  override up(): void {
    this.addSql(`create table "search_documents" (
      "subject_id" uuid not null primary key, "tenant_id" uuid not null, "kind" text not null,
      "created_at" timestamptz not null, "words" tsvector not null)`);
    this.addSql(
      `create index "search_documents_words_idx" on "search_documents" using gin ("words") with (gin_pending_list_limit = 256)`,
    );
    this.addSql(
      `create index "search_documents_tenant_id_idx" on "search_documents" ("tenant_id", "subject_id")`,
    );
    this.addSql(`create table "search_blocks" (
      "id" uuid not null primary key, "tenant_id" uuid not null, "first_id" uuid not null,
      "last_id" uuid not null, "documents" int not null)`);
    this.addSql(`create index "search_blocks_tenant_id_idx" on "search_blocks" ("tenant_id", "first_id")`);
    this.addSql(`create table "search_positions" (
      "tenant_id" uuid not null primary key, "position" bigint not null, "fill_stage" text null, "fill_before" uuid not null)`);
  }
}
