/**
 * Pictures of pages. Without TRUNKLINE_PICTURES they are taken into a temporary folder, so that a run of the tests
 * changes no file of the repository; `npm run screenshots` sets it to docs/images.
 */
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect } from '@jest/globals';
import type { BrowserContext, Page } from 'playwright-core';

const wanted = process.env.TRUNKLINE_PICTURES;
let made: string | undefined;

/** Largest picture: the README is read over slow lines too. */
const maxBytes = 200_000;

/** Clock of the pictures: an ordinary afternoon in Almaty. */
export const pictureTime = new Date('2026-06-09T14:20:00+05:00');

/** Stops the clock of a browser's pages at `pictureTime`. Call before a page is opened. */
export async function stopClock(context: BrowserContext): Promise<void> {
  await context.clock.setFixedTime(pictureTime);
  // The page goes by the server's clock, which does not stand still.
  await context.addInitScript(() => {
    const { get } = Headers.prototype;
    Headers.prototype.get = function (this: Headers, name: string) {
      return name === 'date' ? null : get.call(this, name);
    };
  });
}

/** Takes a picture of what the window shows. @returns its path */
export async function takePicture(page: Page, name: string): Promise<string> {
  made ??= wanted === undefined ? mkdtempSync(join(tmpdir(), 'trunkline-pictures-')) : resolve(wanted);
  mkdirSync(made, { recursive: true });
  await page.evaluate('document.fonts.ready');
  const bytes = await page.screenshot({ animations: 'disabled', caret: 'hide' });
  expect({ name, isSmall: bytes.length <= maxBytes, bytes: bytes.length }).toMatchObject({ isSmall: true });
  const path = join(made, `${name}.png`);
  writeFileSync(path, bytes);
  return path;
}
