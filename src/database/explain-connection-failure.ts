/** Explains why the database cannot be used: one sentence that names the variable and the fix. */
import { DatabaseUnusableError, TrunklineError, UnavailableError } from '../domain/errors.js';

/** Codes of the system, of the TLS library and of PostgreSQL (SQLSTATE), with their advice. */
const explanations: readonly (readonly [RegExp, (target: Target) => string])[] = [
  [
    /^ECONNREFUSED$/,
    ({ address }) => `nothing listens on ${address}. Start PostgreSQL there, or correct host and port.`,
  ],
  [
    /^(ENOTFOUND|EAI_AGAIN)$/,
    ({ host }) => `the host name ${host} cannot be resolved. Correct it, or the name service.`,
  ],
  [
    /^(ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ECONNRESET|EPIPE)$/,
    ({ address }) => `${address} does not answer. Check host, port and the firewall between.`,
  ],
  [
    /^28P01$/,
    ({ user }) => `PostgreSQL refused the password of the user ${user}. Correct user and password.`,
  ],
  [
    /^28000$/,
    ({ user }) =>
      `PostgreSQL lets no user ${user} in from here. Create the role, allow it in pg_hba.conf, or add ?sslmode=require where it asks for TLS.`,
  ],
  [
    /^3D000$/,
    ({ name }) => `there is no database ${name}. Create it ("createdb ${name}"), or correct the name.`,
  ],
  [
    /^42501$/,
    ({ user, name }) =>
      `the user ${user} may not create what Trunkline needs in ${name}. Make it the owner: alter database "${name}" owner to "${user}".`,
  ],
  [
    /^53300$/,
    () => 'PostgreSQL has no free connection. Raise its max_connections, or lower DATABASE_CONNECTIONS.',
  ],
  [/^57P0[1-3]$/, () => 'PostgreSQL is starting or stopping. Start again when it is up.'],
  [
    /^(DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_\w+|CERT_\w+|ERR_TLS_\w+|EPROTO)$/,
    () => 'the TLS connection failed. Check the certificate, or correct sslmode.',
  ],
];

/** Failures that the driver reports only by their text. */
const wordings: readonly (readonly [RegExp, string])[] = [
  [/does not support SSL/i, 'PostgreSQL takes no TLS there. Remove sslmode, or turn TLS on in PostgreSQL.'],
  [
    /timeout|Connection terminated/i,
    'PostgreSQL does not answer. Check host, port and the firewall between.',
  ],
];

/** The printable parts of the URL: everything but the password. */
interface Target {
  readonly host: string;
  readonly address: string;
  readonly user: string;
  readonly name: string;
}

/**
 * Explains a failure to connect or to migrate.
 * @returns a DatabaseUnusableError; other errors pass unchanged
 */
export function explainConnectionFailure(error: unknown, databaseUrl: string): unknown {
  if (error instanceof UnavailableError && error.cause !== undefined) {
    const explained = explainConnectionFailure(error.cause, databaseUrl);
    return explained instanceof DatabaseUnusableError ? explained : error;
  }
  if (error instanceof TrunklineError || !(error instanceof Error)) return error;
  const code = findCode(error);
  const advice =
    explanations.find(([pattern]) => code !== null && pattern.test(code))?.[1](toTarget(databaseUrl)) ??
    wordings.find(([pattern]) => pattern.test(error.message))?.[1];
  return advice === undefined
    ? error
    : new DatabaseUnusableError(`DATABASE_URL: ${advice}`, { cause: error });
}

function toTarget(databaseUrl: string): Target {
  const url = URL.parse(databaseUrl);
  const host = url?.searchParams.get('host') ?? (url?.hostname || 'localhost');
  const decoded = (text: string | undefined, otherwise: string) =>
    decodeURIComponent(text ?? '') || otherwise;
  const user = decoded(url?.username, 'of this process');
  return {
    host,
    address: host.startsWith('/') ? host : `${host}:${url?.port || 5432}`,
    user,
    name: decoded(url?.pathname.slice(1), user),
  };
}

/** The code of the error, or of a wrapped one: a host name with several addresses fails with one error for each. */
function findCode(error: Error): string | null {
  const { code, cause, errors } = error as { code?: unknown; cause?: unknown; errors?: readonly unknown[] };
  if (typeof code === 'string') return code;
  const inner = cause ?? errors?.[0];
  return inner instanceof Error ? findCode(inner) : null;
}
