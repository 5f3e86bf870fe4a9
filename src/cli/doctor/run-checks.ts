/** All checks of an installation, in the order in which faults are to be fixed. */
import { hashPassword } from '../../accounts/password.js';
import { type Config, loadConfig } from '../../config.js';
import { ConfigurationInvalidError } from '../../domain/errors.js';
import { type Check, fail, ok, warn } from './check.js';
import { checkDatabase } from './database-checks.js';
import { checkKeys } from './key-checks.js';
import { checkStorage } from './storage-checks.js';
import { checkUrls } from './url-checks.js';

/** Checks the installation that an environment configures. Changes nothing. */
export async function runChecks(env: Readonly<Record<string, string | undefined>>): Promise<Check[]> {
  const checks = [ok('Node.js', process.versions.node), await checkPasswords()];
  let config: Config;
  try {
    config = loadConfig(env);
  } catch (error) {
    if (!(error instanceof ConfigurationInvalidError)) throw error;
    const faults = error.facts.faults as readonly string[];
    return [
      ...checks,
      ...faults.map(fault => fail('configuration', fault, 'correct the variable (README, "Configuration")')),
    ];
  }
  checks.push(checkSituation(config));
  if (config.mode === 'demo') return checks;
  checks.push(...checkKeys(config));
  const { checks: ofDatabase, epoch } = await checkDatabase(config);
  checks.push(...ofDatabase, ...(await checkStorage(config)), ...(await checkUrls(config, epoch)));
  return checks;
}

/** The one native module: a wrong platform, or an installation without optional dependencies. */
async function checkPasswords(): Promise<Check> {
  const works = await hashPassword('a password of the doctor').then(
    () => true,
    () => false,
  );
  return works
    ? ok('native module', 'passwords can be hashed')
    : fail(
        'native module',
        'passwords cannot be hashed',
        'install again on this platform, without "--omit=optional"',
      );
}

function checkSituation({ mode, production, debugErrors, playground }: Config): Check {
  const name = 'configuration';
  if (mode === 'demo')
    return warn(
      name,
      'is that of the demo',
      'set NODE_ENV=production, DATABASE_URL, SECRETS_KEY and AUTH_SECRET for an installation',
    );
  if (!production) return warn(name, 'is for development', 'set NODE_ENV=production');
  if (debugErrors) return warn(name, 'sends stacks to clients', 'remove DEBUG_ERRORS');
  if (playground)
    return warn(name, 'shows the playground to everyone', 'remove PLAYGROUND, unless that is intended');
  return ok(name, 'is complete, for production');
}
