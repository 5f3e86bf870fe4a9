import { Entity, Index, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import type { SearchKind } from '../domain/vocabulary.js';

/** What the search has stored of one row; `search/lexemes.ts` describes the lexemes. */
@Entity({ tableName: 'search_documents' })
@Index({
  name: 'search_documents_words_idx',
  expression:
    'create index "search_documents_words_idx" on "search_documents" using gin ("words") with (gin_pending_list_limit = 256)',
})
@Index({ name: 'search_documents_tenant_id_idx', properties: ['tenantId', 'subjectId'] })
export class SearchDocument {
  /** Id of the row. */
  @PrimaryKey({ type: 'uuid' })
  subjectId!: string;

  @Property({ type: 'uuid' })
  tenantId!: string;

  @Property({ type: 'text' })
  kind!: SearchKind;

  @Property({ type: 'timestamptz' })
  createdAt!: Date;

  @Property({ type: 'string', columnType: 'tsvector' })
  words!: string;
}
