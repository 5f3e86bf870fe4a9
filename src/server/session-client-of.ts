import type { FastifyRequest } from 'fastify';
import { type SessionClient, toUserAgent } from '../accounts/session-client.js';

/** The device of a request. */
export function sessionClientOf(request: FastifyRequest): SessionClient {
  return { address: request.clientAddress, userAgent: toUserAgent(request.headers['user-agent']) };
}
