/** Settings of the embedded database: for one team on a small machine, durable, and quiet. */

/** `full`: committed data survives a power failure. `none`: for tests, which discard the data. */
export type Durability = 'full' | 'none';

/** The superuser of the embedded database. */
export const SUPERUSER = 'trunkline';

/**
 * Arguments of initdb in addition to the folder and the password. Collation and case rules do not depend on the
 * machine's libraries.
 */
export function initdbArguments(durability: Durability): string[] {
  return [
    `--username=${SUPERUSER}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--no-instructions',
    ...(durability === 'none' ? ['--no-sync'] : []),
  ];
}

/**
 * Server settings, on its command line at every start: a new release of Trunkline also changes them for existing data,
 * and settings written into the data folder cannot override them.
 */
export function serverArguments(port: number, durability: Durability): string[] {
  const settings: Record<string, string | number> = {
    listen_addresses: '127.0.0.1',
    port,
    unix_socket_directories: '',
    max_connections: 200,
    shared_buffers: '128MB',
    max_wal_size: '512MB',
    timezone: 'UTC',
    // A statement of a process that was killed ends while it waits for a lock, and claims nothing for it afterwards.
    ...(process.platform === 'win32' ? {} : { client_connection_check_interval: '1s' }),
    // Short statements only: compiling them costs more than it saves.
    jit: 'off',
    // Parallel queries need /dev/shm, of which a container has 64 MB.
    max_parallel_workers_per_gather: 0,
    // The log has no rotation that bounds its size, and contains no statements: those include customers' texts.
    logging_collector: 'off',
    log_checkpoints: 'off',
    log_min_messages: 'warning',
    log_min_error_statement: 'panic',
    log_error_verbosity: 'terse',
    log_line_prefix: '%m [%p] ',
    ...(durability === 'none' ? { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' } : {}),
  };
  return Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}
