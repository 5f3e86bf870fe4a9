/** `GET /diagnosis`: how a request arrives here, for `trunkline doctor`. */
import type { FastifyInstance } from 'fastify';
import * as z from 'zod';
import { UnauthenticatedError } from '../../domain/errors.js';

/** The answer. */
export const diagnosis = z
  .object({
    version: z.string().describe('Version of the server.'),
    database: z.string().describe('Epoch of the event log: tells which database the server uses.'),
    peerAddress: z.string().describe('Address of the connection: of the proxy, or of the client.'),
    clientAddress: z.string().describe('Address that limits and logs use.'),
    isProxied: z.boolean().describe('True if TRUSTED_PROXIES lists the address of the connection.'),
    hasForwardedFor: z.boolean().describe('True if the request has X-Forwarded-For.'),
  })
  .meta({ id: 'Diagnosis' });

/** The answer as a type. */
export type Diagnosis = z.output<typeof diagnosis>;

/** Path of the route. */
export const diagnosisPath = '/diagnosis';

/** Dependencies of the route. */
export interface DiagnosisRouteOptions {
  readonly version: string;
  readonly databaseEpoch: () => string;
  readonly isAllowed: (token: string) => Promise<boolean>;
}

/** Registers the route. */
export function registerDiagnosisRoute(app: FastifyInstance, options: DiagnosisRouteOptions): void {
  app.get(diagnosisPath, async (request, reply): Promise<Diagnosis> => {
    const token = /^Bearer (\S+)$/i.exec(request.headers.authorization ?? '')?.[1] ?? '';
    if (!(await options.isAllowed(token)))
      throw new UnauthenticatedError(
        'Only "trunkline doctor" with the AUTH_SECRET of this server may ask this.',
      );
    reply.header('cache-control', 'no-store');
    return {
      version: options.version,
      database: options.databaseEpoch(),
      peerAddress: request.socket.remoteAddress ?? '',
      clientAddress: request.clientAddress,
      isProxied: request.isProxied,
      hasForwardedFor: request.headers['x-forwarded-for'] !== undefined,
    };
  });
}
