import { Migration } from '@mikro-orm/migrations';

/** The approved template that replaces a notice text outside the reply window. */
export class Migration20261124NoticeTemplates extends Migration {
  override up(): void {
    this.addSql(
      `alter table "notification_templates" add column "message_template_id" uuid null, add column "message_template_variables" jsonb null`,
    );
  }
}
