/** Use cases of assistants. */
import { type AssistantTest, type TestAssistantInput, testAssistant } from './test-assistant.js';
import { type AssistantOptions, type UpsertAssistantInput, upsertAssistant } from './upsert-assistant.js';

/** All use cases; the tenant is the viewer's. */
export interface Assistants {
  /** @returns the id */
  upsert(tenantId: string, input: UpsertAssistantInput): Promise<string>;
  test(tenantId: string, input: TestAssistantInput): Promise<AssistantTest>;
}

/** Creates the use cases; one per process. */
export function createAssistants(options: AssistantOptions): Assistants {
  return {
    upsert: (tenantId, input) => upsertAssistant(options, tenantId, input),
    test: (tenantId, input) => testAssistant(options, tenantId, input),
  };
}
