import type { NewEvent } from '../database/publish.js';
import { EventType } from '../domain/vocabulary.js';

/** TENANT_UPDATED. @param changed names of the queries or settings that changed */
export function toTenantUpdated(tenantId: string, ...changed: readonly string[]): NewEvent {
  return { kind: EventType.TENANT_UPDATED, subjectId: tenantId, changed };
}
