/** The OpenAPI document against its specification and the registered routes, and its page in a browser without a network. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Validator } from '@seriousme/openapi-schema-validator';
import type { Browser } from 'playwright-core';
import type { OpenApiDocument } from '../../src/server/openapi/open-api-document.js';
import { startTestApp, type TestApp } from '../support/app.js';
import { launchBrowser } from '../support/browser.js';

let server: TestApp;
let document: OpenApiDocument;
beforeAll(async () => {
  server = await startTestApp();
  document = (await (await fetch(`${server.url}/docs/rest/openapi.json`)).json()) as OpenApiDocument;
});
afterAll(() => server.stop());

/** GraphQL has its own contract; the other routes serve the files of the pages. */
const elsewhere = /^\/graphql|\*$|^\/docs\/rest\/(json|yaml|static)/;
const withoutEndSlash = (path: string) => path.replace(/(?<=.)\/$/, '');

/** Browsers send OPTIONS by themselves. */
const isDescribed = (method: string) => method !== 'OPTIONS';

/** The routes registered in Fastify, from its printed tree. */
function registeredRoutes(): Set<string> {
  const routes = new Set<string>();
  const prefixes: string[] = [];
  for (const line of server.app.api.http.printRoutes({ commonPrefix: false }).split('\n')) {
    const [, indent = '', part = '', methods] =
      /^((?:[│ ] {3})*)[├└]── (.*?)(?: \(([A-Z, ]+)\))?$/.exec(line) ?? [];
    const depth = indent.length / 4;
    const path = (prefixes[depth - 1] ?? '') + part;
    prefixes[depth] = path;
    if (methods === undefined || elsewhere.test(path)) continue;
    for (const method of methods.split(', ').filter(isDescribed))
      routes.add(`${method} ${withoutEndSlash(path).replaceAll(/:(\w+)/g, '{$1}')}`);
  }
  return routes;
}

describe('the OpenAPI document', () => {
  it('is valid OpenAPI 3.1', async () => {
    const { valid, errors } = await new Validator().validate({ ...document });
    expect(errors).toBeUndefined();
    expect(valid).toBe(true);
  });

  it('describes every route outside GraphQL, and no other', () => {
    const described = Object.entries(document.paths).flatMap(([path, operations]) =>
      Object.keys(operations).map(method => `${method.toUpperCase()} ${withoutEndSlash(path)}`),
    );
    const registered = registeredRoutes();
    expect(registered.size).toBeGreaterThan(30);
    expect(described.sort()).toEqual([...registered].sort());
  });

  it('gives every operation a name of its own, words, and answers for what goes wrong', () => {
    const operations = Object.values(document.paths).flatMap(path => Object.values(path));
    expect(new Set(operations.map(({ operationId }) => operationId)).size).toBe(operations.length);
    const tags = new Set(document.tags.map(({ name }) => name));
    for (const { summary, description, responses, tags: used, operationId } of operations) {
      expect([operationId, summary.length > 5, (description ?? '').length > 5]).toEqual([
        operationId,
        true,
        true,
      ]);
      expect(used.every(tag => tags.has(tag))).toBe(true);
      expect(Object.keys(responses).filter(status => /^20[04]$/.test(status))).toHaveLength(1);
    }
  });

  it('refers only to schemas that it has', () => {
    const names = new Set(Object.keys(document.components.schemas));
    const references = [...JSON.stringify(document).matchAll(/"#\/components\/schemas\/([^"]*)"/g)];
    expect(references.length).toBeGreaterThan(20);
    for (const [, name] of references) expect(names).toContain(name);
  });

  it('refers only to security schemes that it has, and has none besides', () => {
    const used = Object.values(document.paths)
      .flatMap(path => Object.values(path))
      .flatMap(({ security }) => security.flatMap(scheme => Object.keys(scheme)));
    expect([...new Set(used)].sort()).toEqual(Object.keys(document.components.securitySchemes).sort());
  });

  it('is fetched fresh, and holds nothing of a company', async () => {
    const response = await fetch(`${server.url}/docs/rest/openapi.json`);
    expect(response.headers.get('content-type')).toMatch(/^application\/json/);
    expect(await response.text()).not.toMatch(/demo\.test|trunkline"/);
  });
});

describe('its page', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(() => browser.close());

  it.each([1280, 390])(
    'signs in with the demo login and tries a route out, %i pixels wide, without any other server',
    async width => {
      const foreign: string[] = [];
      const complaints: string[] = [];
      const { origin } = new URL(server.url);
      const context = await browser.newContext({ viewport: { width, height: 800 } });
      await context.route('**/*', route => {
        const { protocol, origin: wanted } = new URL(route.request().url());
        if (wanted === origin || protocol === 'data:') return route.continue();
        foreign.push(route.request().url());
        return route.abort();
      });
      const page = await context.newPage();
      page.on('console', message => {
        if (message.text().includes('Content Security Policy')) complaints.push(message.text());
      });
      page.on('pageerror', error => complaints.push(error.message));
      await page.goto(`${server.url}/docs/rest`);
      await page.getByText('Figures about WhatsApp messages').waitFor({ timeout: 30_000 });
      expect(await page.locator('.opblock').count()).toBeGreaterThan(20);

      const tryOut = async (id: string, answer: string) => {
        const operation = page.locator(id);
        await operation.locator('.opblock-summary-control').click();
        await operation.locator('button.try-out__btn').click();
        await operation.locator('button.execute').click();
        await operation.locator('.live-responses-table').getByText(answer).first().waitFor();
        return operation;
      };
      const login = await tryOut('.opblock[id$="-login"]', 'accessToken');
      expect(await login.locator('textarea').inputValue()).toContain('owner@demo.test');
      await tryOut('#operations-Messages-whatsappStats', 'totalMessages');
      expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBe(0);
      expect([foreign, complaints]).toEqual([[], []]);
      await context.close();
    },
  );
});
