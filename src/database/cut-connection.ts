/**
 * The one module that reaches through a client of pg (8.23.0) to its stream, `client.connection.stream`.
 * `test/integration/library-internals.test.ts` fails when an upgrade changes it.
 */
import type pg from 'pg';

/** Closes the connection without the closing message, which a session that does not answer would not read. */
export function cutConnection(client: pg.Client): void {
  (client as unknown as { readonly connection: pg.Connection }).connection.stream.destroy();
}
