/**
 * The only module that accesses the stream of a pg client (8.23.0), `client.connection.stream`.
 * `test/integration/library-internals.test.ts` fails when an upgrade changes it.
 */
import type pg from 'pg';

/** Closes the connection without the closing message, which an unresponsive session would not read. */
export function cutConnection(client: pg.Client): void {
  (client as unknown as { readonly connection: pg.Connection }).connection.stream.destroy();
}
