import { Entity, Index, ManyToOne, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { Json } from '../domain/scalars.js';
import { JobKind, JobStatus } from '../domain/vocabulary.js';
import { Node } from './node.js';
import { Tenant } from './tenant.entity.js';
import { User } from './user.entity.js';

/** A refused row of an import. It names no value of the row. */
export interface RefusedRow {
  readonly line: number;
  readonly column: string | null;
  readonly reason: string;
}

/** Work that a user started and that takes a while; the worker's own jobs are in the schema of graphile-worker. */
@ObjectType('Job', {
  implements: Node,
  description:
    'Work that takes a while: an import, an export, an erasure. JOB_UPDATED reports its progress, at most once a second.',
})
@Entity({ tableName: 'jobs' })
@Index({ name: 'jobs_tenant_id_idx', properties: ['tenantId', 'id'] })
@Index({
  name: 'jobs_open_idx',
  expression:
    'create index "jobs_open_idx" on "jobs" ("tenant_id", "id") where "status" in (\'QUEUED\', \'RUNNING\')',
})
export class DataJob {
  @Field(() => ID, { description: 'UUID, version 7.' })
  @PrimaryKey({ type: 'uuid' })
  id!: string;

  @ManyToOne(() => Tenant, { mapToPk: true, fieldName: 'tenant_id' })
  tenantId!: string;

  @Field(() => JobKind, { description: 'What it does.' })
  @Property({ type: 'text' })
  kind!: JobKind;

  @Field(() => JobStatus, { description: 'How far it is.' })
  @Property({ type: 'text' })
  status!: JobStatus;

  @Field({ description: 'True if it only counts what it would do.' })
  @Property({ type: 'boolean' })
  dryRun!: boolean;

  /** What to do: ids, the mapping of an import, the filter of an export. Emptied at the end, except for an erasure. */
  @Property({ type: 'jsonb' })
  input!: Readonly<Record<string, unknown>>;

  /** What the work needs after a restart; null before and after it. */
  @Property({ type: 'jsonb', nullable: true })
  state!: Readonly<Record<string, unknown>> | null;

  @Field(() => Int, { description: 'Rows or objects that it has looked at.' })
  @Property({ type: 'integer', default: 0 })
  done!: number;

  @Field(() => Int, { nullable: true, description: 'Rows or objects in all; null until they are counted.' })
  @Property({ type: 'integer', nullable: true })
  total!: number | null;

  @Field(() => Int, { description: 'Objects that were created; in a dry run, that would be.' })
  @Property({ type: 'integer', default: 0 })
  created!: number;

  @Field(() => Int, { description: 'Objects that were changed; in a dry run, that would be.' })
  @Property({ type: 'integer', default: 0 })
  updated!: number;

  @Field(() => Int, { description: 'Objects that were deleted or emptied; in a dry run, that would be.' })
  @Property({ type: 'integer', default: 0 })
  deleted!: number;

  @Field(() => Int, { description: 'Rows of an import that were refused.' })
  @Property({ type: 'integer', default: 0 })
  refused!: number;

  @Property({ type: 'jsonb', default: '[]' })
  refusals!: readonly RefusedRow[];

  @Field(() => Json, {
    nullable: true,
    description: 'Counts by kind of object, as an object of numbers; null where there is only one kind.',
  })
  @Property({ type: 'jsonb', nullable: true })
  details!: Readonly<Record<string, number>> | null;

  /** The file of refused rows; its bytes are deleted after 7 days. */
  @Property({ type: 'uuid', nullable: true })
  refusalsFileId!: string | null;

  /** The file of an export; its bytes are deleted after 7 days. */
  @Property({ type: 'uuid', nullable: true })
  resultFileId!: string | null;

  @Field(() => String, { nullable: true, description: 'Why it failed, or was cancelled by the server.' })
  @Property({ type: 'text', nullable: true })
  error!: string | null;

  @ManyToOne(() => User, { mapToPk: true, fieldName: 'created_by_id' })
  createdById!: string;

  @Field({ description: 'When it was created.' })
  @Property({ type: 'timestamptz' })
  createdAt!: Date;

  @Property({ type: 'timestamptz', nullable: true })
  startedAt!: Date | null;

  @Field(() => Date, { nullable: true, description: 'When it ended; null until then.' })
  @Property({ type: 'timestamptz', nullable: true })
  finishedAt!: Date | null;
}
