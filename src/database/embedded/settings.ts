/**
 * How the embedded database is set: for one team on a small machine, durable, and quiet.
 */

/** `full`: what was committed survives a power cut. `none`: for tests, which throw the data away. */
export type Durability = 'full' | 'none';

/** The superuser of the embedded database. */
export const SUPERUSER = 'trunkline';

/** Arguments of initdb in addition to the folder and the password. Sorting and case do not depend on the machine's libraries. */
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
 * Settings of the server, given on its command line at every start: a new release of Trunkline changes them for data
 * that exist, and nothing that is written into the data folder changes them behind our back.
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
    // Short statements only: compiling them costs more than it brings.
    jit: 'off',
    // Parallel queries need /dev/shm, of which a container has 64 MB.
    max_parallel_workers_per_gather: 0,
    // The log has no rotation of its own that bounds its size, and holds no statement: those carry customers' texts.
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
