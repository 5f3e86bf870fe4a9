/** The page of a one-time link, in Chromium. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { Role } from '../../src/domain/vocabulary.js';
import { startTestApp, type TestApp } from '../support/app.js';
import { launchBrowser } from '../support/browser.js';
import { CreateUserDocument, SessionsDocument } from '../support/gql/operations.js';

let server: TestApp;
let browser: Browser;
let owner: string;
let serial = 0;

beforeAll(async () => {
  [server, browser] = await Promise.all([startTestApp(), launchBrowser()]);
  owner = await server.signIn('owner@demo.test');
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

async function invite(): Promise<{ link: string; email: string; id: string }> {
  const email = `page${serial++}@people.test`;
  const input = { email, name: 'Aigerim Bekova', role: Role.MANAGER as never };
  const { createUser } = await server.run(CreateUserDocument, { input }, owner);
  return { link: createUser.link, email, id: createUser.user.id };
}

/** The page, and what its content policy or its scripts complained about. */
async function open(link: string): Promise<{ page: Page; complaints: string[]; requested: string[] }> {
  const complaints: string[] = [];
  const requested: string[] = [];
  const page = await (await browser.newContext()).newPage();
  page.setDefaultTimeout(30_000);
  page.on('console', message => {
    if (message.text().includes('Content Security Policy')) complaints.push(message.text());
  });
  page.on('pageerror', error => complaints.push(error.message));
  page.on('request', request => requested.push(request.url()));
  await page.goto(link);
  return { page, complaints, requested };
}

async function submit(page: Page, password: string, repeated = password): Promise<void> {
  await page.fill('input[name=password]', password);
  await page.fill('input[name=repeated]', repeated);
  await page.click('button[type=submit]');
}

describe('the page of a link', () => {
  it('sets the password after clear refusals, and the link is used then', async () => {
    const { link, email, id } = await invite();
    expect(link.startsWith(`${server.url}/set-password#token=`)).toBe(true);
    const { page, complaints, requested } = await open(link);
    const alert = page.getByRole('alert');
    for (const [password, repeated, sentence] of [
      ['short', 'short', 'must have 10 to 200 characters'],
      ['a rusty blue kettle', 'a rusty red kettle', 'The two passwords differ'],
      ['password123', 'password123', 'The password is too easy to guess'],
      ['Bekova2024', 'Bekova2024', 'The password is too easy to guess'],
    ] as const) {
      await submit(page, password, repeated);
      await alert.filter({ hasText: sentence }).waitFor();
    }
    await submit(page, 'a rusty blue kettle');
    await page
      .getByRole('status')
      .filter({ hasText: `sign in as ${email}` })
      .waitFor();
    expect(page.url()).toBe(`${server.url}/set-password`);
    // The page leaves no session behind, and its token is in no request line.
    expect((await server.run(SessionsDocument, { userId: id }, owner)).sessions).toEqual([]);
    expect(requested.filter(url => url.includes('token'))).toEqual([]);
    expect(complaints).toEqual([]);
    expect(await server.signIn(email, 'a rusty blue kettle')).toMatch(/./);

    const again = await open(link);
    await submit(again.page, 'another rusty kettle');
    await again.page.getByRole('alert').filter({ hasText: 'used already' }).waitFor();
    expect(await again.page.locator('form').count()).toBe(0);
  });

  it('says what is missing without a token, and has the headers of the other pages', async () => {
    const { page } = await open(`${server.url}/set-password`);
    await page.getByRole('alert').filter({ hasText: 'the whole link' }).waitFor();
    const { headers } = await fetch(`${server.url}/set-password`);
    const other = (await fetch(`${server.url}/docs/rest`)).headers;
    for (const name of [
      ...['content-security-policy', 'referrer-policy', 'x-content-type-options', 'cache-control'],
    ])
      expect([name, headers.get(name)]).toEqual([name, other.get(name)]);
  });

  it('asks for the code of a second factor', async () => {
    const { link, email } = await invite();
    await server.app.database.pool.query(
      `update users set totp_confirmed_at = now(), totp_cipher = 'x', recovery_hashes = array[encode(sha256('aaaabbbbccccdddd'), 'hex')] where email = $1`,
      [email],
    );
    const { page } = await open(link);
    await submit(page, 'a rusty blue kettle');
    await page.getByRole('alert').filter({ hasText: 'second factor' }).waitFor();
    await page.fill('input[name=otp]', 'AAAA-BBBB-CCCC-DDDD');
    await page.click('button[type=submit]');
    await page.getByRole('status').waitFor();
  });
});
