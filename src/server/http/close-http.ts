import type { FastifyInstance } from 'fastify';

/**
 * Waits for running requests; one that its client never finishes sending is closed, so that it cannot delay the stop.
 */
export async function closeHttp(http: FastifyInstance, timeoutMs: number): Promise<void> {
  const timer = setTimeout(() => http.server.closeAllConnections(), timeoutMs);
  try {
    await http.close();
  } finally {
    clearTimeout(timer);
  }
}
