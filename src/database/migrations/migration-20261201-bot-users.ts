import { Migration } from '@mikro-orm/migrations';

/** Users of the booking system that only bots are. */
export class Migration20261201BotUsers extends Migration {
  override up(): void {
    this.addSql(`alter table "salons" add column "bot_user_ids" text[] not null default '{}'`);
  }
}
