/** The statistics page in Chromium: figures, plots, tables, download, rights. */
import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { startTestApp, type TestApp } from '../support/app.js';
import { launchBrowser } from '../support/browser.js';
import { expectCount, type InboxPage, openInbox } from '../support/inbox-page.js';
import { postChatFlow } from '../support/remote-api.js';

let server: TestApp;
let browser: Browser;
let inbox: InboxPage;

beforeAll(async () => {
  [server, browser] = await Promise.all([startTestApp(), launchBrowser()]);
  for (const [n, phone] of ['77011110001', '77011110002', '77011110001'].entries()) {
    const message = { text: `Question ${n}`, phone, messageId: `stat-${n}`, instanceId: 'instance_xxx' };
    expect(await postChatFlow(server.url, 'demo', message)).toBe(200);
  }
  inbox = await openInbox(browser, server.url);
  await inbox.signIn();
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

/** The figures of a section. */
const section = (title: string) =>
  inbox.page.locator('section.stat', { has: inbox.page.getByRole('heading', { name: title, exact: true }) });

describe('the statistics page', () => {
  it('is reached by the rail, and shows plots with their figures', async () => {
    const { page } = inbox;
    await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Statistics' }).click();
    await page.getByRole('heading', { name: 'Statistics', level: 1 }).waitFor();
    await section('Messages').locator('canvas').waitFor();
    await page.getByRole('combobox', { name: 'Time' }).selectOption({ label: '24 hours' });
    await section('Messages').getByText('Figures').click();
    await section('Messages').getByRole('rowheader').nth(23).waitFor();
    const received = await section('Messages').locator('.figures tbody td:nth-child(2)').allTextContents();
    expect(received.map(Number).reduce((sum, value) => sum + value, 0)).toBe(3);
    expect(await section('By number').locator('li').allTextContents()).toEqual([expect.stringMatching(/3$/)]);
    expect(await inbox.violations()).toEqual([]);
  });

  it('saves figures for spreadsheets', async () => {
    const { page } = inbox;
    await section('By number').getByText('Figures').click();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      section('By number').getByRole('button', { name: 'Save as CSV' }).click(),
    ]);
    expect(download.suggestedFilename()).toBe('numbers.csv');
    const text = await readFile(await download.path(), 'utf8');
    expect(text).toMatch(/^\ufeffName,Received,Sent,Failed\r\n[^\r]+,3,0,0\r\n$/);
  });

  it('says what is wrong with a time, and what to do without figures', async () => {
    const { page } = inbox;
    await page.getByRole('combobox', { name: 'Time' }).selectOption({ label: 'From … to …' });
    await page.getByLabel('First day').fill('2020-05-02');
    await page.getByLabel('Last day').fill('2020-05-01');
    await page.getByText('must be after the first').waitFor();
    await page.getByLabel('Last day').fill('2020-05-03');
    await page.getByText('Nothing happened in this time').waitFor();
  });

  it('fits a phone, in the dark', async () => {
    const phone = await openInbox(browser, server.url, { width: 390, scheme: 'dark' });
    await phone.signIn();
    await phone.page.goto(`${server.url}/inbox/admin/statistics`);
    await phone.page.locator('section.stat canvas').first().waitFor();
    const width = await phone.page.evaluate('document.documentElement.scrollWidth');
    expect(width).toBeLessThanOrEqual(390);
    expect(await phone.violations()).toEqual([]);
    expect([...phone.complaints, ...phone.foreign]).toEqual([]);
    await phone.context.close();
  });

  it('is not for those without READ_REPORTS, and says so', async () => {
    const other = await openInbox(browser, server.url);
    await other.signIn('manager@demo.test');
    await expectCount(other.page.getByRole('link', { name: 'Statistics' }), 0);
    await other.page.goto(`${server.url}/inbox/admin/statistics`);
    await other.page.getByText('needs the permission READ_REPORTS').waitFor();
    await other.context.close();
    expect([...inbox.complaints, ...inbox.foreign]).toEqual([]);
  });
});
