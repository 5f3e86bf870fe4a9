/** Liveness and readiness probes. */
import type { FastifyInstance } from 'fastify';

/** Dependencies of the probes. */
export interface HealthRoutesOptions {
  /** Resolves when the database answers. */
  readonly checkDatabase: () => Promise<void>;
  /** False as soon as the server begins to stop. */
  readonly isServing: () => boolean;
}

const checkTimeoutMs = 2_000;

/** Registers `/healthz` and `/readyz`. */
export function registerHealthRoutes(
  app: FastifyInstance,
  { checkDatabase, isServing }: HealthRoutesOptions,
): void {
  app.get('/healthz', async () => ({ status: 'alive' }));
  app.get('/readyz', async (_request, reply) => {
    if (!isServing()) return reply.code(503).send({ status: 'stopping' });
    let timer: NodeJS.Timeout | undefined;
    const timeout = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(() => reject(new Error('time-out')), checkTimeoutMs);
    });
    try {
      await Promise.race([checkDatabase(), timeout]);
      return { status: 'ready' };
    } catch {
      return reply.code(503).header('retry-after', '5').send({ status: 'database away' });
    } finally {
      clearTimeout(timer);
    }
  });
}
