/** Open event streams, and all rules by which the server ends one. */
import type { Viewer } from '../../accounts/viewer.js';
import { RateLimitedError, UnauthenticatedError } from '../../domain/errors.js';
import { spreadOver } from '../spread-over.js';
import { concerns } from './concerns.js';
import type { EventStream } from './event-stream.js';

/** Options of `createOpenStreams`. */
export interface OpenStreamsOptions {
  /** True if a viewer's session is still valid; checked periodically for every stream. */
  readonly isCurrent: (viewer: Viewer) => Promise<boolean>;
  readonly log: (message: string) => void;
}

/** The open streams of one server. */
export interface OpenStreams {
  readonly count: number;
  /** Bytes of all streams that their peers have not read yet. */
  queuedBytes(): number;
  /** @throws RateLimitedError when the user has too many open streams */
  admit(viewer: Viewer): void;
  add(stream: EventStream): void;
  remove(stream: EventStream): void;
  /**
   * Ends the streams of a user or a company whose sessions ended or whose rights changed, with UNAUTHENTICATED as the
   * last result; null checks all.
   */
  checkSessions(id: string | null): void;
  /**
   * Cuts the currently open streams, without `complete`, spread over `durationMs`: clients resume at another process.
   */
  drain(durationMs: number): Promise<void>;
  /** Cuts every stream, without `complete`: clients resume at another process. */
  stop(): void;
}

const sessionCheckMs = 5_000;
const maxStreamsOfUser = 100;
/** Time for a peer to read its last events after the server stops. */
const unreadAtStopMs = 1_000;

const revoked = () => new UnauthenticatedError('The session was revoked; sign in again.');

/** Starts the periodic session check; `stop` ends it. */
export function createOpenStreams({ isCurrent, log }: OpenStreamsOptions): OpenStreams {
  const streams = new Set<EventStream>();
  const streamsOf = (userId: string) => [...streams].filter(({ viewer }) => viewer?.userId === userId);

  const cut = ({ response, sink }: EventStream): void => {
    // The response first, so that no `complete` can follow.
    response.end();
    void sink?.results.return();
    setTimeout(() => response.destroy(), unreadAtStopMs).unref();
  };

  const check = async (id: string | null): Promise<void> => {
    for (const { viewer, sink } of [...streams]) {
      if (!viewer || !sink || !concerns(id, viewer)) continue;
      if (viewer.expiresAt.getTime() <= Date.now()) {
        sink.fail(new UnauthenticatedError('The access token has expired; subscribe again with a new one.'));
      } else if (!(await isCurrent(viewer))) sink.fail(revoked());
    }
  };
  const checkSessions = (id: string | null): void => {
    check(id).catch(error => log(`session check: ${error instanceof Error ? error.message : String(error)}`));
  };
  const timer = setInterval(() => checkSessions(null), sessionCheckMs);

  return {
    get count() {
      return streams.size;
    },
    queuedBytes: () => {
      let bytes = 0;
      for (const { response } of streams) bytes += response.writableLength;
      return bytes;
    },
    admit: ({ userId }) => {
      if (streamsOf(userId).length >= maxStreamsOfUser) {
        throw new RateLimitedError('open streams of one user', 10);
      }
    },
    add: stream => streams.add(stream),
    remove: stream => streams.delete(stream),
    checkSessions,
    drain: durationMs => spreadOver([...streams], durationMs, cut),
    stop: () => {
      clearInterval(timer);
      for (const stream of streams) cut(stream);
    },
  };
}
