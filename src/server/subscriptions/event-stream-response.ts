/** Writing an event stream to an HTTP response, no faster than the peer reads. */
import type { ServerResponse } from 'node:http';

/** A peer that takes nothing for this long is cut off. */
const unreadTimeoutMs = 60_000;

/**
 * Writes every chunk and ends the response. Ends the source as soon as the peer is gone, and destroys the
 * connection of a peer that has stopped to read. `onWritten` hears of each chunk that has left.
 */
export async function writeEventStream(
  response: ServerResponse,
  chunks: AsyncGenerator<string, void, void>,
  onWritten: (chunk: string) => void,
): Promise<void> {
  const isOpen = () => !response.destroyed && !response.writableEnded;
  const endSource = () => void chunks.return();
  response.once('close', endSource);
  try {
    for await (const chunk of chunks) {
      if (!isOpen()) break;
      if (!response.write(chunk)) await drainOrClose(response);
      onWritten(chunk);
    }
  } finally {
    response.off('close', endSource);
    if (isOpen()) response.end();
  }
}

function drainOrClose(response: ServerResponse): Promise<void> {
  return new Promise(resolve => {
    const timer = setTimeout(() => response.destroy(), unreadTimeoutMs);
    const settle = (): void => {
      clearTimeout(timer);
      response.off('drain', settle).off('close', settle);
      resolve();
    };
    response.once('drain', settle).once('close', settle);
  });
}
