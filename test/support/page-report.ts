/** What pages show when a test fails. */
import type { Page, Request } from 'playwright-core';
import { addFailureReport, LastLines } from './failure-reports.js';

const maxTextLength = 5_000;

/** Follows a page until it closes. Call it before the page loads. */
export function reportOnFailure(page: Page): void {
  const pending = new Map<Request, string>();
  const said = new LastLines(20);
  const toLine = (request: Request) =>
    [request.method(), request.url(), /"operationName":"\w+"/.exec(request.postData() ?? '')?.[0]].join(' ');
  page.on('request', request => pending.set(request, toLine(request)));
  page.on('requestfinished', request => pending.delete(request));
  page.on('requestfailed', request => {
    pending.delete(request);
    said.add(`failed: ${toLine(request)} ${request.failure()?.errorText ?? ''}`);
  });
  page.on('response', response => {
    if (response.status() >= 400) said.add(`${response.status()}: ${toLine(response.request())}`);
  });
  page.on('console', message => said.add(`${message.type()}: ${message.text()}`));
  page.on('pageerror', error => said.add(error.stack ?? error.message));
  page.on('crash', () => said.add('The page has crashed.'));
  const remove = addFailureReport(async () => {
    const text = await page.evaluate('document.body.innerText').catch(String);
    return [
      `The page ${page.url()} shows:`,
      String(text).slice(0, maxTextLength),
      ...['Requests without an end:', ...pending.values(), 'Said by the page:', said],
    ].join('\n');
  });
  page.on('close', remove);
}
