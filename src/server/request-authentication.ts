/** Finds the viewer of requests and sockets, with the schema of its credential ready. */
import type { FastifyRequest } from 'fastify';
import type { SessionClient } from '../accounts/session-client.js';
import type { Viewer } from '../accounts/viewer.js';
import { UnauthenticatedError } from '../domain/errors.js';
import type { Credentials } from './authenticate.js';
import type { CountRequest } from './http/token-limit-headers.js';
import { sessionClientOf } from './session-client-of.js';

/** Dependencies of `createRequestAuthentication`. */
export interface RequestAuthenticationOptions {
  readonly credentials: Pick<Credentials, 'authenticate'>;
  /** Builds the schema of a credential that is limited to some numbers. */
  readonly prepareFor: (viewer: Viewer) => Promise<void>;
  /** Counts a request of a token. @throws RateLimitedError */
  readonly count: CountRequest;
}

/** Who sends a request, or opens a socket. */
export interface RequestAuthentication {
  /** Null without a credential. @throws UnauthenticatedError for an invalid one, RateLimitedError */
  ofRequest(request: FastifyRequest): Promise<Viewer | null>;
  /** By the parameters of `connection_init`; null without a credential, and for an invalid one. */
  ofSocket(parameters: Readonly<Record<string, unknown>>, client: SessionClient): Promise<Viewer | null>;
}

/** Creates it; one per process. */
export function createRequestAuthentication(options: RequestAuthenticationOptions): RequestAuthentication {
  const { credentials, prepareFor, count } = options;
  const admit = async (authorization: string | undefined, client: () => SessionClient) => {
    const viewer = await credentials.authenticate(authorization, client);
    if (viewer) await prepareFor(viewer);
    return viewer;
  };
  return {
    ofRequest: async request => {
      const viewer = await admit(request.headers.authorization, () => sessionClientOf(request));
      if (viewer) await count(request, viewer);
      return viewer;
    },
    ofSocket: async (parameters, client) => {
      const given = parameters.authorization ?? parameters.Authorization;
      if (typeof given !== 'string') return null;
      return admit(given, () => client).catch(error => {
        if (error instanceof UnauthenticatedError) return null;
        throw error;
      });
    },
  };
}
