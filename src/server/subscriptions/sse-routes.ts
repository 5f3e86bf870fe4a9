/**
 * GraphQL over Server-Sent Events: graphql-sse implements the protocol ("distinct connections mode"); policy, delivery
 * and executor are the shared ones.
 *
 * A faulty request gets an HTTP status; a faulty operation gets a result with `errors` in the stream, followed by
 * `complete`. A stream that ends without `complete` was cut: the client resumes with `after`.
 */
import { randomUUID } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { createHandler, type RequestParams } from 'graphql-sse';
import { toUserAgent } from '../../accounts/session-client.js';
import type { Viewer } from '../../accounts/viewer.js';
import type { Presence } from '../../delivery/presence/presence.js';
import {
  openStreamSubscription,
  type SubscriptionParts,
} from '../../delivery/subscriptions/stream-subscription.js';
import { BadUserInputError, UnavailableError } from '../../domain/errors.js';
import type { GraphQLRequest } from '../../graphql/executor.js';
import type { EventStream } from './event-stream.js';
import { writeEventStream } from './event-stream-response.js';
import { createOpenStreams, type OpenStreamsOptions } from './open-streams.js';

/** Dependencies of the route; the same parts as for WebSockets. */
export interface SseRoutesOptions extends SubscriptionParts, OpenStreamsOptions {
  /** Viewer of a request's bearer token; null without one. @throws UnauthenticatedError for an invalid one. */
  readonly authenticate: (request: FastifyRequest) => Promise<Viewer | null>;
  /** Learns of the streams of people. */
  readonly presence?: Pick<Presence, 'connect' | 'disconnect'> | null;
  /** Adds the headers that every answer to an API token has. */
  readonly addLimitHeaders: (request: FastifyRequest, reply: FastifyReply) => void;
}

/** The SSE transport of the server. */
export interface SseSide {
  readonly streamCount: number;
  /** Bytes of all streams that their peers have not read yet. */
  queuedBytes(): number;
  /** Ends the streams of a user or a company whose sessions ended or whose rights changed; null checks all. */
  checkSessions(id: string | null): void;
  /** Cuts the currently open streams without `complete`, spread over `durationMs`; new ones are still accepted. */
  drain(durationMs: number): Promise<void>;
  /**
   * Cuts every stream without `complete`, so that clients resume elsewhere; new ones are answered 503. Idempotent;
   * closing the server calls it too.
   */
  stop(): void;
}

/** Path of the event streams. */
const ssePath = '/graphql/stream';

const eventStreamType = 'text/event-stream';

/** Context that graphql-sse keeps for one operation. */
interface OperationContext extends Record<PropertyKey, unknown> {
  readonly request: GraphQLRequest;
  readonly stream: EventStream;
}

/** Registers `/graphql/stream`. */
export function registerSseRoutes(app: FastifyInstance, options: SseRoutesOptions): SseSide {
  const { executor } = options;
  const streams = createOpenStreams(options);
  let isStopping = false;

  const handle = createHandler<FastifyRequest, EventStream, OperationContext>({
    // Null disables the protocol's other mode, whose streams outlive a request.
    authenticate: () => null,
    onSubscribe: ({ raw, context: stream }, params) => {
      const request = toGraphQLRequest(raw, params, stream.viewer);
      const decision = executor.decide(request);
      // graphql-sse recognises a result by its `data` key; JSON omits the undefined value.
      if (!decision.ok) return { data: undefined, errors: decision.errors };
      return {
        schema: executor.schema,
        document: decision.document,
        operationName: request.operationName,
        variableValues: request.variables,
        contextValue: { request, stream },
      };
    },
    validate: () => [],
    execute: async ({ contextValue }) => {
      const result = await executor.execute(contextValue.request);
      return { data: undefined, ...result } as never;
    },
    subscribe: ({ contextValue: { request, stream } }) => {
      const { sink, subscribe } = openStreamSubscription(options, request, stream.response);
      stream.sink = sink;
      stream.subscribe = () => void subscribe();
      return sink.results as never;
    },
  });

  const open = async (request: FastifyRequest, reply: FastifyReply): Promise<unknown> => {
    if (isStopping) throw new UnavailableError('The server is stopping');
    if (!(request.headers.accept ?? '').includes(eventStreamType)) {
      throw new BadUserInputError('Accept', `holds ${eventStreamType}; plain answers are at /graphql`);
    }
    const viewer = await options.authenticate(request);
    if (viewer) streams.admit(viewer);
    const stream: EventStream = { viewer, response: reply.raw, sink: null, subscribe: null };
    const [body, { status, headers }] = await handle({
      method: request.method,
      url: request.url,
      headers: { get: name => (name === 'accept' ? eventStreamType : String(request.headers[name] ?? '')) },
      body: (request.body ?? null) as Record<string, unknown> | null,
      raw: request,
      context: stream,
    });
    if (body === null || typeof body === 'string') {
      return reply
        .code(status)
        .headers(headers ?? {})
        .send(body ?? '');
    }
    options.addLimitHeaders(request, reply);
    reply.hijack();
    streams.add(stream);
    const streamId = randomUUID();
    if (viewer && viewer.apiToken === null) options.presence?.connect(streamId, viewer);
    try {
      reply.raw.writeHead(status, {
        ...(reply.getHeaders() as object),
        ...streamHeaders,
        'x-request-id': request.id,
      });
      await writeEventStream(reply.raw, body, () => stream.subscribe?.());
    } catch (error) {
      options.log(`event stream: ${error instanceof Error ? error.message : String(error)}`);
      reply.raw.destroy();
    } finally {
      streams.remove(stream);
      options.presence?.disconnect(streamId);
    }
    return reply;
  };
  app.route({
    method: ['GET', 'POST'],
    url: ssePath,
    config: { speaksGraphQL: true },
    handler: open,
  });

  const stop = (): void => {
    isStopping = true;
    streams.stop();
  };
  // Runs before the server waits for its connections to end: these would not end.
  app.addHook('preClose', async () => stop());

  return {
    get streamCount() {
      return streams.count;
    },
    queuedBytes: streams.queuedBytes,
    checkSessions: streams.checkSessions,
    drain: streams.drain,
    stop,
  };
}

const streamHeaders = {
  'content-type': `${eventStreamType}; charset=utf-8`,
  'cache-control': 'no-cache, no-transform',
  // nginx would buffer events until its buffer is full.
  'x-accel-buffering': 'no',
};

function toGraphQLRequest(
  request: FastifyRequest,
  params: RequestParams,
  viewer: Viewer | null,
): GraphQLRequest {
  return {
    query: params.query,
    operationName: params.operationName ?? null,
    variables: params.variables ?? {},
    viewer,
    clientAddress: request.clientAddress,
    userAgent: toUserAgent(request.headers['user-agent']),
    requestId: request.id,
  };
}
