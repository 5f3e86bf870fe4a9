import { tableOf } from '../database/columns.js';
import type { UnitOfWork } from '../database/database.js';
import { as, int, sql } from '../database/sql.js';
import { statement } from '../database/statement.js';
import { ConflictError, LimitReachedError } from '../domain/errors.js';
import { Lead } from '../entities/lead.entity.js';
import { toLeadUpdated } from '../people/contact-events.js';

/** One transaction moves them, with an event for each. */
const maxMovedLeads = 10_000;

const leads = tableOf(Lead);
const lead = leads.of('l');
const locked = leads.of('k');

const countLeads = statement(
  'count-leads-of-stage',
  sql`select ${as('all', int('count(*)'))}, ${as('shown', int(`count(*) filter (where ${lead.mergedIntoId} is null)`))}
     from ${leads.table} l where ${lead.tenantId} = $1 and ${lead.stageId} = $2`,
);

const moveLeads = statement(
  'move-leads-of-stage',
  sql`update ${leads.table} l set ${leads.column.stageId} = $3, ${leads.column.updatedAt} = now()
     from (select ${locked.id} as id from ${leads.table} k
            where ${locked.tenantId} = $1 and ${locked.stageId} = $2 order by ${locked.id} for update) k
    where ${lead.id} = k.id
   returning ${leads.select('l', ['id', 'channelId', 'mergedIntoId'])}`,
);

/**
 * Moves all leads of a stage that is being archived, merged ones too, and emits an event for each that lists show. The
 * row of the stage is locked, so that no user moves a lead to it meanwhile.
 * @param targetId the stage that they move to; null when they may not move
 * @throws ConflictError when there are leads and no target, LimitReachedError for more than 10,000
 */
export async function moveLeadsOfStage(
  { query, emit }: UnitOfWork,
  tenantId: string,
  stageId: string,
  targetId: string | null,
): Promise<void> {
  const [count = { all: 0, shown: 0 }] = await query(countLeads, [tenantId, stageId]);
  if (targetId === null) {
    if (count.shown === 0) return;
    throw new ConflictError(
      `Leads are at this stage (${count.shown}); name the stage that they move to as moveLeadsToId.`,
      { reason: 'IN_USE', leads: count.shown },
    );
  }
  if (count.all > maxMovedLeads)
    throw new LimitReachedError('leads at this stage', maxMovedLeads, 'move some with updateLead first');
  for (const row of await query(moveLeads, [tenantId, stageId, targetId])) {
    if (row.mergedIntoId === null) emit(toLeadUpdated(row, ['stage']));
  }
}
