import type { TestApp } from './app.js';
import { MessageTemplatesDocument, SyncMessageTemplatesDocument } from './gql/operations.js';
import { waitFor } from './wait-for.js';

/** A running server lists templates by itself; after a failure on a busy machine, only much later. */
const patienceMs = 3_000;

/** Waits until the templates of a number exist, and requests a listing when that takes long. */
export async function waitForTemplates(server: TestApp, token: string, channelId: string) {
  const startedMs = performance.now();
  return waitFor(
    async () => {
      const { messageTemplates } = await server.run(MessageTemplatesDocument, { channelId }, token);
      if (messageTemplates.length > 0) return messageTemplates;
      if (performance.now() - startedMs > patienceMs)
        await server.run(SyncMessageTemplatesDocument, { channelId }, token);
      return null;
    },
    { timeoutMs: 30_000 },
  );
}
