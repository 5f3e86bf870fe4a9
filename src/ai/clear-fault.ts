import type { Database } from '../database/database.js';
import { EventType } from '../domain/vocabulary.js';
import type { AiAssistant } from '../entities/ai-assistant.entity.js';
import { setFault } from './turns/turn-rows.js';

/** A model has answered: what was wrong with its address, key or quota is over. */
export async function clearFault(
  database: Pick<Database, 'publish'>,
  { id, tenantId, fault }: Pick<AiAssistant, 'id' | 'tenantId' | 'fault'>,
): Promise<void> {
  if (fault === null) return;
  await database.publish(tenantId, async ({ query, emit }) => {
    const changed = await query(setFault, [id, null]);
    if (changed.length > 0)
      emit({ kind: EventType.TENANT_UPDATED, subjectId: tenantId, changed: ['aiAssistants'] });
  });
}
