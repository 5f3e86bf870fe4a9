import type * as z from 'zod';
import {
  type ConfigVariable,
  type ConfigVariableName,
  configVariables,
  type Situation,
} from './config-variables.js';
import { ConfigurationInvalidError } from './domain/errors.js';

/**
 * Parses environment variables into one typed, frozen object. Pure: reads only its argument. If a variable is invalid,
 * the start is aborted with one error that names all invalid ones.
 */

/** `demo` has the embedded database and its own secrets; `installation` is configured by its operator. */
export type Mode = 'demo' | 'installation';

type CamelCase<S extends string> = S extends `${infer Head}_${infer Tail}`
  ? `${Lowercase<Head>}${Capitalize<CamelCase<Tail>>}`
  : Lowercase<S>;

type Variables = typeof configVariables;

type Value<V extends ConfigVariable> = V extends { default: unknown }
  ? z.output<V['schema']>
  : z.output<V['schema']> | undefined;

/**
 * Every variable of the table under its camel-case name (`DATABASE_URL` is `databaseUrl`), and derived values.
 * `databaseUrl`, `secretsKey` (base64 of 32 bytes) and `authSecret` are defined in an installation; in a demo they come
 * from the embedded database and its generated secrets.
 */
export type Config = Readonly<
  { [Name in ConfigVariableName as CamelCase<Name>]: Value<Variables[Name]> } & {
    mode: Mode;
    production: boolean;
  }
>;

/**
 * The log format, for messages when the rest of the configuration is invalid: `LOG_FORMAT`, or its default when absent
 * or invalid.
 */
export function readLogFormat(env: Readonly<Record<string, string | undefined>>): 'json' | 'pretty' {
  const { LOG_FORMAT: variable } = configVariables;
  const given = variable.schema.safeParse(env.LOG_FORMAT ?? '');
  return given.success ? given.data : variable.schema.parse(defaultOf(variable, toSituation(env)));
}

const table: readonly (readonly [string, ConfigVariable])[] = Object.entries(configVariables);

/**
 * Reads the configuration. An empty variable counts as absent.
 *
 * @throws ConfigurationInvalidError naming every invalid or missing variable with the expected format, never a value
 */
export function loadConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const situation = toSituation(env);
  const faults: string[] = [];
  const values: Record<string, unknown> = {};
  for (const [name, variable] of table) {
    const text = env[name] || defaultOf(variable, situation);
    const fault =
      text === undefined ? missing(variable, situation, env) : misplaced(variable, text, situation);
    const parsed = text === undefined ? undefined : variable.schema.safeParse(text);
    if (fault !== undefined) faults.push(`${name}: ${fault}`);
    else if (parsed?.success === false) faults.push(`${name}: expected ${expectation(variable, text)}`);
    else values[toCamelCase(name)] = parsed?.data;
  }
  if (faults.length > 0) throw new ConfigurationInvalidError(faults);
  const mode: Mode = situation === 'demo' ? 'demo' : 'installation';
  // Every value is a primitive, so this freezes deeply; a test verifies it.
  return Object.freeze({ ...values, mode, production: situation === 'production' }) as Config;
}

function toSituation(env: Readonly<Record<string, string | undefined>>): Situation {
  if (env.NODE_ENV === 'production') return 'production';
  return env.DATABASE_URL ? 'development' : 'demo';
}

function defaultOf(variable: ConfigVariable, situation: Situation): string | undefined {
  return typeof variable.default === 'object' ? variable.default[situation] : variable.default;
}

function missing(
  variable: ConfigVariable,
  situation: Situation,
  env: Readonly<Record<string, string | undefined>>,
): string | undefined {
  const { requiredWith } = variable;
  if (requiredWith !== undefined && env[requiredWith])
    return `missing, and required because ${requiredWith} is set; expected ${expectation(variable, '')}`;
  if (!variable.requiredIn?.includes(situation)) return undefined;
  const reason = env.NODE_ENV === 'production' ? 'NODE_ENV is production' : 'DATABASE_URL is set';
  return `missing, and required because ${reason}; expected ${expectation(variable, '')}`;
}

function misplaced({ restricted }: ConfigVariable, text: string, situation: Situation): string | undefined {
  if (restricted === undefined || restricted.value !== text || restricted.to.includes(situation))
    return undefined;
  return `expected ${restricted.expected}`;
}

/** The schema's description of valid values; it never contains the given value. */
function expectation({ schema }: ConfigVariable, text: string | undefined): string {
  return schema.safeParse(text).error?.issues[0]?.message ?? 'a value';
}

function toCamelCase(name: string): string {
  return name.toLowerCase().replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
