/** Where clients find the server. */
export type Endpoint =
  { readonly kind: 'socket'; readonly folder: string } | { readonly kind: 'tcp'; readonly port: number };

/** Shortest limit of a Unix socket's path among our platforms (macOS), without the end mark. */
const SOCKET_PATH_MAX_BYTES = 103;
/** Only part of a socket's name: nothing listens on a port of that number. */
export const SOCKET_PORT = 5432;

/** Whether a server in this folder can be reached through a Unix socket in it. */
export function fitsSocket(folder: string): boolean {
  const path = `${folder}/.s.PGSQL.${SOCKET_PORT}`;
  return process.platform !== 'win32' && Buffer.byteLength(path) <= SOCKET_PATH_MAX_BYTES;
}

/** Few big loads, one long reader, little memory; nothing that costs durability. */
const SETTINGS: Readonly<Record<string, string>> = {
  max_connections: '50',
  shared_buffers: '128MB',
  maintenance_work_mem: '128MB',
  effective_cache_size: '1GB',
  // A load of a million rows passes without a checkpoint forced in its middle.
  max_wal_size: '2GB',
  min_wal_size: '80MB',
  checkpoint_timeout: '15min',
  // Nobody replicates this server: less is written for the same safety.
  wal_level: 'minimal',
  max_wal_senders: '0',
  max_logical_replication_workers: '0',
  summarize_wal: 'off',
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
  datestyle: 'iso, mdy',
  default_text_search_config: 'pg_catalog.simple',
  password_encryption: 'scram-sha-256',
  log_min_messages: 'warning',
  // Statements may hold data; the log is for what is wrong with the server.
  log_min_error_statement: 'panic',
  log_line_prefix: '%m [%p] ',
};

/** Text of `postgresql.conf`; written at every start. */
export function configurationText(endpoint: Endpoint, changes: Readonly<Record<string, string>>): string {
  const listening: Readonly<Record<string, string>> =
    endpoint.kind === 'socket'
      ? {
          listen_addresses: '',
          port: String(SOCKET_PORT),
          unix_socket_directories: endpoint.folder,
          unix_socket_permissions: '0700',
        }
      : { listen_addresses: '127.0.0.1', port: String(endpoint.port), unix_socket_directories: '' };
  const lines = Object.entries({ ...SETTINGS, ...changes, ...listening }).map(
    ([name, value]) => `${name} = '${value.replaceAll("'", "''")}'`,
  );
  return [
    '# Written at every start of the embedded server; settings of your own go into custom.conf.',
    ...lines,
    "include_if_exists = 'custom.conf'",
    '',
  ].join('\n');
}

/** Text of `pg_hba.conf`: nobody comes in without the password, not even from this machine. */
export function accessText(): string {
  return [
    '# Written at every start of the embedded server.',
    'local all all scram-sha-256',
    'host all all 127.0.0.1/32 scram-sha-256',
    '',
  ].join('\n');
}
