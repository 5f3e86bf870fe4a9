/** One operation of a socket, from `subscribe` until its end. */
import type { FormattedExecutionResult, GraphQLError } from 'graphql';
import { MessageType } from 'graphql-ws';
import WebSocket from 'ws';
import { SocketSink } from '../../delivery/subscriptions/socket-sink.js';
import type { TrunklineError } from '../../domain/errors.js';
import { toGraphQLError } from '../../graphql/error-policy.js';
import type { Connection, OpenOperation } from './connection.js';

/**
 * A query or mutation while it runs, or a subscription and its sink. It counts as one operation of the connection until
 * `end`; the client may have given it up before.
 */
export class SocketOperation extends SocketSink implements OpenOperation {
  readonly #connection: Connection;
  #unsubscribe: (() => void) | null = null;
  #hasEnded = false;

  /** Registers it. */
  constructor(connection: Connection, id: string) {
    super(connection.socket, id);
    this.#connection = connection;
    connection.operations ??= new Map();
    connection.operations.set(id, this);
    connection.operationCount += 1;
  }

  /** False when the client has completed it, or has disconnected: nothing more is sent. */
  get isWanted(): boolean {
    return this.#connection.operations?.get(this.operationId) === this;
  }

  /** True while it is subscribed. */
  get isFollowing(): boolean {
    return this.#unsubscribe !== null;
  }

  /** It is a subscription; `unsubscribe` is called when it ends, at once if it is no longer wanted. */
  follow(unsubscribe: () => void): void {
    if (this.#hasEnded || !this.isWanted) unsubscribe();
    else this.#unsubscribe = unsubscribe;
  }

  /** The client no longer wants results; a query or mutation goes on. */
  giveUp(): void {
    if (this.isWanted) this.#connection.operations?.delete(this.operationId);
    if (this.#unsubscribe) this.end();
  }

  /** Sends the one result of a query or mutation. */
  answer(payload: FormattedExecutionResult): void {
    this.#send({ id: this.operationId, type: MessageType.Next, payload });
    this.#send({ id: this.operationId, type: MessageType.Complete });
    this.end();
  }

  /** Ends it with errors, in the form that the client may see. */
  refuse(errors: readonly GraphQLError[]): void {
    this.#send({
      id: this.operationId,
      type: MessageType.Error,
      payload: errors.map(error => error.toJSON()),
    });
    this.end();
  }

  /** Ends it without a message. Idempotent. */
  end(): void {
    if (this.#hasEnded) return;
    this.#hasEnded = true;
    if (this.isWanted) this.#connection.operations?.delete(this.operationId);
    this.#connection.operationCount -= 1;
    this.#unsubscribe?.();
    this.#unsubscribe = null;
  }

  /** Checked for each event; the socket itself is closed by the next session check. */
  override mayDeliver(): boolean {
    const { viewer } = this.#connection;
    return viewer !== null && viewer.expiresAt.getTime() > Date.now() && this.isWanted;
  }

  override fail(error: TrunklineError): void {
    this.refuse([toGraphQLError(error)]);
  }

  #send(message: object): void {
    if (this.isWanted && this.socket.readyState === WebSocket.OPEN) this.socket.send(JSON.stringify(message));
  }
}
