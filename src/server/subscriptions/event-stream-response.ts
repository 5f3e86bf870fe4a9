/** Writes the chunks of graphql-sse to the HTTP response: pings, the last result, `complete`. */
import type { ServerResponse } from 'node:http';
import { drainOrClose } from '../../delivery/subscriptions/stream-sink.js';

/**
 * Writes every chunk and ends the response. Ends the source as soon as the peer disconnects, and destroys the
 * connection of a peer that stopped reading. `onOpen` is called when the first chunk is written: from then on the
 * results of a subscription may follow.
 */
export async function writeEventStream(
  response: ServerResponse,
  chunks: AsyncGenerator<string, void, void>,
  onOpen: () => void,
): Promise<void> {
  const isOpen = () => !response.destroyed && !response.writableEnded;
  const endSource = () => void chunks.return();
  let hasBegun = false;
  response.once('close', endSource);
  try {
    for await (const chunk of chunks) {
      if (!isOpen()) break;
      if (!response.write(chunk)) await drainOrClose(response);
      if (!hasBegun) onOpen();
      hasBegun = true;
    }
  } finally {
    response.off('close', endSource);
    if (isOpen()) response.end();
  }
}
