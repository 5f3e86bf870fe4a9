/** Files in the inbox in Chromium: what customers send, by ChatFlow's webhook, and what agents send. */
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { SampleFile } from '../../src/domain/vocabulary.js';
import { makeSampleFile } from '../../src/providers/simulation/sample-files.js';
import { expectPageToFit } from '../support/accessibility.js';
import { launchBrowser } from '../support/browser.js';
import { expectCount, type InboxPage, openInbox } from '../support/inbox-page.js';
import { startVendorDesk, type VendorDesk } from '../support/vendor-desk.js';
import { waitFor } from '../support/wait-for.js';

let desk: VendorDesk;
let browser: Browser;
let inbox: InboxPage;
let serial = 0;

const sample = (name: string) => readFile(join('test/support/media', name));

/** A customer sends a file inside the body, or a link to one. */
async function send(
  type: string,
  mimetype: string,
  caption: string,
  file: {
    readonly bytes?: Buffer;
    readonly url?: string;
    readonly fileName?: string;
    readonly ptt?: boolean;
  },
): Promise<void> {
  const { bytes, ...rest } = file;
  const response = await desk.server.post('/webhooks/chatflow?key=demo', {
    messageType: type,
    message: null,
    metadata: {
      ...{ remoteJid: '77012220001@s.whatsapp.net', sender: 'Сауле', instance_id: 'instance_xxx' },
      messageId: `media-${serial++}`,
    },
    mediaData: { type, mimetype, caption, ...rest, ...(bytes && { base64: bytes.toString('base64') }) },
  });
  expect(response.status).toBe(200);
}
const rows = async (sql: string, ...values: unknown[]) =>
  (await desk.server.app.database.pool.query(sql, values)).rows;

beforeAll(async () => {
  [desk, browser] = await Promise.all([startVendorDesk(), launchBrowser()]);
  inbox = await openInbox(browser, desk.server.url);
  await inbox.signIn();
});
afterAll(async () => {
  await browser?.close();
  await desk?.stop();
});

describe('a picture', () => {
  it('is small, in a box of its proportions', async () => {
    let release = () => {};
    const held = new Promise<void>(resolve => {
      release = resolve;
    });
    await inbox.page.route('**/thumbnail.webp', async route => {
      await held;
      await route.continue();
    });
    await send('image', 'image/jpeg', 'First photo', { bytes: await sample('turned.jpg') });
    await inbox.open('Сауле');
    const image = inbox.bubble('First photo').locator('.picture img');
    await image.waitFor();
    // 480 × 640, as the camera was held; the bytes are not here yet.
    const box = await image.boundingBox();
    expect(box).toMatchObject({ width: 135, height: 180 });
    release();
    expect(await image.getAttribute('src')).toMatch(/\/thumbnail\.webp$/);
    await waitFor(() =>
      image.evaluate(shown => (shown as unknown as { naturalWidth: number }).naturalWidth === 360),
    );
    expect(await image.boundingBox()).toEqual(box);
    await inbox.page.unroute('**/thumbnail.webp');
  });

  it('is shown large, with the other pictures of the thread, by keys', async () => {
    const { page } = inbox;
    await send('sticker', 'image/webp', '', { bytes: await sample('sticker.webp') });
    await page.locator('.picture.sticker').waitFor();
    await send('image', 'image/gif', 'It moves', { bytes: await sample('moving.gif') });
    const last = inbox.bubble('It moves').locator('.picture');
    await last.waitFor();
    // A small picture is not enlarged.
    expect(await last.locator('img').boundingBox()).toMatchObject({ width: 48, height: 36 });
    await last.focus();
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog');
    await dialog.getByText('3 of 3').waitFor();
    await page.keyboard.press('ArrowLeft');
    await dialog.getByText('2 of 3').waitFor();
    await page.keyboard.press('ArrowLeft');
    const large = dialog.locator('.viewer-stage img');
    await waitFor(() =>
      large.evaluate(shown => (shown as unknown as { naturalWidth: number }).naturalWidth === 480),
    );
    expect(await dialog.getByRole('button', { name: 'Previous picture' }).isDisabled()).toBe(true);
    const fitting = (await large.boundingBox())?.width ?? 0;
    await page.keyboard.press('+');
    await page.keyboard.press('+');
    await dialog.getByText('200 %').waitFor();
    expect((await large.boundingBox())?.width).toBeCloseTo(fitting * 2, 0);
    expect(await inbox.violations()).toEqual([]);
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    await waitFor(() => page.evaluate("document.activeElement.matches('.picture')"));
  });
});

describe('a voice message', () => {
  it('plays, one at a time, and is moved in steps of five seconds', async () => {
    const { page } = inbox;
    await send('ptt', 'audio/ogg; codecs=opus', '', { bytes: await sample('voice.ogg') });
    const sounds = page.locator('.sound');
    await sounds.first().waitFor();
    await expectCount(sounds.first().locator('.waveform rect'), 64);
    await send('audio', 'audio/mpeg', '', { bytes: await sample('voice.mp3'), fileName: 'song.mp3' });
    await expectCount(sounds, 2);
    const [first, second] = [sounds.nth(0), sounds.nth(1)];
    const place = first.getByRole('slider');
    expect(await place.getAttribute('aria-valuetext')).toBe('0:00 of 0:03');
    await place.focus();
    await page.keyboard.press('ArrowRight');
    expect(await place.getAttribute('aria-valuetext')).toBe('0:03 of 0:03');
    await page.keyboard.press('ArrowLeft');
    expect(await place.getAttribute('aria-valuetext')).toBe('0:00 of 0:03');
    await first.getByRole('button', { name: /^Speed 1,/ }).click();
    await first.getByRole('button', { name: /^Speed 1.5,/ }).waitFor();
    await place.focus();
    await page.keyboard.press('Space');
    await first.getByRole('button', { name: /^Pause/ }).waitFor();
    await waitFor(async () => (await place.inputValue()) !== '0');
    await second.getByRole('button', { name: 'Play: song.mp3' }).click();
    await second.getByRole('button', { name: /^Pause/ }).waitFor();
    await first.getByRole('button', { name: /^Play/ }).waitFor();
    await second.getByRole('button', { name: /^Pause/ }).click();
    await second.getByRole('button', { name: /^Play/ }).waitFor();
  });
});

/** Pressing a player has scrolled to it: new messages are shown at the end only. */
const toEnd = () =>
  inbox.page.locator('.messages').evaluate(pane => {
    const { scrollHeight } = pane as unknown as { scrollHeight: number };
    (pane as unknown as { scrollTop: number }).scrollTop = scrollHeight;
  });

/** Recordings without a waveform: silence in frames of AMR, and of AAC as a row of frames. */
const amr = (seconds: number) =>
  Buffer.concat([
    Buffer.from('#!AMR\n'),
    Buffer.alloc(32 * 50 * seconds, Buffer.from([0x3c, ...Array(31).fill(0)])),
  ]);
const aac = (frames: number) =>
  Buffer.alloc(11 * frames, Buffer.from([0xff, 0xf1, 0x50, 0x40, 0x01, 0x7f, 0xfc, 0x01, 0x18, 0x20, 0x07]));

describe('a voice message without a waveform', () => {
  it('has its length, which the server has read, else the browser, else its size', async () => {
    const { page } = inbox;
    const told = async (caption: string) => {
      await toEnd();
      const facts = inbox.bubble(caption).locator('.sound > .small');
      if (!(await facts.isVisible())) return null;
      return [await facts.textContent(), await inbox.bubble(caption).locator('.waveform').count()];
    };
    const isTold = (caption: string, length: string) =>
      waitFor(async () => JSON.stringify(await told(caption)) === JSON.stringify([length, 0]), {
        timeoutMs: 20_000,
        what: `${length} of ${caption}`,
      });
    await send('ptt', 'audio/amr', 'In AMR', { bytes: amr(4) });
    await isTold('In AMR', '0:04');
    await send('ptt', 'audio/aac', 'In AAC', { bytes: aac(259) });
    await isTold('In AAC', '0:06');
    await send('ptt', 'audio/amr', 'Of nobody', { bytes: amr(2) });
    await isTold('Of nobody', '0:02');
    await send('ptt', 'audio/mpeg', 'Of an earlier version', { bytes: await sample('voice.mp3') });
    await inbox.bubble('Of an earlier version').locator('.waveform').waitFor();
    // Files of earlier versions have no length: the browser reads it, of what it can play.
    const old = await rows(
      `update attachments f set duration_seconds = null, waveform = null from messages m
        where m.id = f.message_id and m.text in ('Of an earlier version', 'Of nobody') returning f.id`,
    );
    expect(old).toHaveLength(2);
    await page.reload();
    await isTold('Of nobody', '3.2 kB');
    await isTold('Of an earlier version', '0:03');
  });
});

describe('a video', () => {
  it('shows its first picture, and its length', async () => {
    const { page } = inbox;
    await send('video', 'video/mp4', 'The room', { bytes: await sample('video.mp4') });
    const video = inbox.bubble('The room').locator('video');
    await waitFor(async () => {
      await toEnd();
      return video.isVisible();
    });
    expect(await video.getAttribute('preload')).toBe('metadata');
    expect(await video.boundingBox()).toMatchObject({ width: 240, height: 180 });
    // A picture is there, and nothing plays.
    await waitFor(() =>
      video.evaluate(film => {
        const { readyState, videoWidth, paused } = film as unknown as {
          readonly readyState: number;
          readonly videoWidth: number;
          readonly paused: boolean;
        };
        return readyState >= 2 && videoWidth > 0 && paused;
      }),
    );
    expect(await inbox.bubble('The room').locator('figcaption').textContent()).toMatch(/^\d:\d\d · /);
    // It and the sounds take turns.
    const sound = page.locator('.sound').last();
    await sound.getByRole('button', { name: /^Play/ }).click();
    await sound.getByRole('button', { name: /^Pause/ }).waitFor();
    await video.evaluate(film => (film as unknown as { play(): Promise<void> }).play());
    await sound.getByRole('button', { name: /^Play/ }).click();
    await sound.getByRole('button', { name: /^Pause/ }).waitFor();
    expect(await video.evaluate(film => (film as unknown as { paused: boolean }).paused)).toBe(true);
    await sound.getByRole('button', { name: /^Pause/ }).click();
  });
});

describe('every other file', () => {
  const script = '<script>document.title = "taken"</script>';
  it.each([
    ['a document', 'application/pdf', '%PDF-1.4 \n', 'Смета \u202Efdp.pdf', 'pdf'],
    [
      'a drawing',
      'image/svg+xml',
      `<svg xmlns="http://www.w3.org/2000/svg">${script}</svg>`,
      'plan.svg',
      'svg',
    ],
    ['a page', 'text/html', `<!doctype html>${script}`, 'order.html', 'html'],
  ])('%s is a download with its cleaned name', async (what, mimetype, text, fileName, chip) => {
    const { page } = inbox;
    await send('document', mimetype, `Here is ${what}`, { bytes: Buffer.from(text.padEnd(2_000)), fileName });
    const bubble = inbox.bubble(`Here is ${what}`);
    const link = bubble.locator('a.file');
    await waitFor(async () => {
      await toEnd();
      return link.isVisible();
    });
    expect(await link.getAttribute('download')).toBe('');
    expect(await link.locator('.chip').textContent()).toBe(chip);
    expect(await link.textContent()).not.toMatch(/\u202E/);
    expect(await bubble.locator('img, iframe, object, embed, video, audio').count()).toBe(0);
    const { headers } = await fetch(new URL((await link.getAttribute('href')) ?? '', desk.server.url));
    if (mimetype !== 'application/pdf') expect(headers.get('content-disposition')).toMatch(/^attachment/);
    expect(headers.get('content-security-policy')).toMatch(/^default-src 'none'/);
    expect(await page.title()).not.toBe('taken');
  });

  it('is no picture when its bytes are none, whatever the provider says', async () => {
    await send('image', 'image/png', 'Not a photo', {
      ...{
        bytes: Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg">${script}</svg>`.padEnd(2_000)),
        fileName: 'photo.png',
      },
    });
    await waitFor(async () => {
      await toEnd();
      return inbox.bubble('Not a photo').locator('a.file').isVisible();
    });
    await expectCount(inbox.bubble('Not a photo').locator('img'), 0);
  });
});

describe('a file that is not here', () => {
  it('says why, and is fetched again on request', async () => {
    const { page } = inbox;
    await send('image', 'image/jpeg', 'From a closed place', {
      ...{ url: 'http://127.0.0.1/a.jpg', fileName: 'closed.jpg' },
    });
    const bubble = inbox.bubble('From a closed place');
    await waitFor(async () => {
      await toEnd();
      return bubble.getByText('private network').isVisible();
    });
    await bubble.getByText('closed.jpg').waitFor();
    expect(await inbox.violations()).toEqual([]);
    await rows(
      `update attachments set media_id = (select media_id from attachments where mime_type = 'image/jpeg' and state = 'STORED' limit 1)
        where file_name = 'closed.jpg'`,
    );
    await bubble.getByRole('button', { name: 'Fetch again' }).click();
    await bubble.locator('.picture img').waitFor();
    await rows(
      `update attachments set state = 'PENDING', state_reason = 'The download was interrupted.' where file_name = 'closed.jpg'`,
    );
    await page.reload();
    // It opens at the first unread message, perhaps after it was moved to the end.
    await waitFor(async () => {
      await toEnd();
      const isSaid = await bubble.getByText('The download was interrupted.').isVisible();
      return isSaid && bubble.getByRole('progressbar').isVisible();
    });
    await rows(`update attachments set state = 'STORED', state_reason = null where file_name = 'closed.jpg'`);
  });
});

describe('a picture that an agent pastes', () => {
  const paste = async (name: string) => {
    const bytes = JSON.stringify([...(await sample('turned.jpg'))]);
    await inbox.page.evaluate(`{
      const data = new DataTransfer();
      data.items.add(new File([new Uint8Array(${bytes})], '${name}', { type: 'image/jpeg' }));
      const paste = new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true });
      document.querySelector('.composer textarea').dispatchEvent(paste);
    }`);
  };

  it('is uploaded with its progress, and can be taken back', async () => {
    const { page } = inbox;
    let release = () => {};
    const held = new Promise<void>(resolve => {
      release = resolve;
    });
    await page.route('**/media/**', async route => {
      if (route.request().method() === 'PUT') await held;
      await route.continue().catch(() => {});
    });
    await paste('wrong.jpg');
    const list = page.locator('.composer .files');
    await list.getByRole('progressbar').waitFor();
    await list.getByRole('button', { name: /wrong\.jpg/ }).click();
    await expectCount(list.locator('li'), 0);
    release();
    await page.unroute('**/media/**');
    expect(
      await rows(`select 1 from attachments where file_name = 'wrong.jpg' and state = 'STORED'`),
    ).toEqual([]);
  });

  it('is sent, and shown in the thread like the others', async () => {
    const { page } = inbox;
    await paste('right.jpg');
    const list = page.locator('.composer .files');
    await list.locator('li').waitFor();
    await list.getByRole('progressbar').waitFor({ state: 'detached' });
    await inbox.reply('This one?');
    const image = inbox.bubble('This one?').locator('.picture img');
    await image.waitFor();
    expect(await image.boundingBox()).toMatchObject({ width: 135, height: 180 });
    const [sent] = await rows(
      `select width, height, thumbnail_key from attachments where file_name = 'right.jpg'`,
    );
    expect(sent).toMatchObject({ width: 480, height: 640, thumbnail_key: expect.any(String) });
  });
});

describe('what an agent drags and pastes', () => {
  const composer = () => inbox.page.locator('.composer');
  const list = () => composer().locator('.files');
  const field = () => composer().locator('textarea');
  const filesOf = async (text: string) =>
    (
      await rows(
        'select a.file_name from attachments a join messages m on m.id = a.message_id where m.text = $1',
        text,
      )
    ).map(row => row.file_name);
  /** Drops files of the file system, as they come from outside the browser. */
  async function drop(selector: string, ...names: string[]): Promise<void> {
    const { page } = inbox;
    const box = await page.locator(selector).boundingBox();
    if (box === null) throw new Error(`${selector} is not shown.`);
    const session = await page.context().newCDPSession(page);
    const files = names.map(name => resolve('test/support/media', name));
    for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
      await session.send('Input.dispatchDragEvent', {
        ...{ type, x: box.x + box.width / 2, y: box.y + box.height / 2 },
        data: { items: [], files, dragOperationsMask: 1 },
      });
    await session.detach();
  }
  /** Puts something into the clipboard and presses the keys to paste it. */
  async function paste(contents: Readonly<Record<string, string | readonly number[]>>): Promise<void> {
    const { page } = inbox;
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.evaluate(`(contents => {
      const toBlob = ([type, content]) => [type, new Blob([typeof content === 'string' ? content : new Uint8Array(content)], { type })];
      return navigator.clipboard.write([new ClipboardItem(Object.fromEntries(Object.entries(contents).map(toBlob)))]);
    })(${JSON.stringify(contents)})`);
    await field().press('Control+v');
  }
  const png = [...makeSampleFile(SampleFile.PICTURE).bytes];

  it('files that are dropped show their progress; one is taken off, and the other leaves', async () => {
    const { page } = inbox;
    let release = () => {};
    const held = new Promise<void>(done => {
      release = done;
    });
    await page.route('**/media/**', async route => {
      if (route.request().method() === 'PUT') await held;
      await route.continue();
    });
    await drop('.composer textarea', 'turned.jpg', 'voice.mp3');
    await expectCount(list().getByRole('progressbar'), 2);
    release();
    await list().getByRole('progressbar').first().waitFor({ state: 'detached' });
    await expectCount(list().getByRole('progressbar'), 0);
    await page.unroute('**/media/**');
    await list().getByRole('img', { name: 'Picture: turned.jpg' }).waitFor();
    await list().getByRole('button', { name: 'Remove voice.mp3' }).press('Enter');
    await expectCount(list().locator('li'), 1);
    await inbox.reply('Dropped');
    await inbox.bubble('Dropped').locator('.picture img').waitFor();
    await waitFor(async () => (await filesOf('Dropped')).length > 0);
    expect(await filesOf('Dropped')).toEqual(['turned.jpg']);
    await expectCount(list(), 0);
  });

  it('a file that is dropped where none is taken does not replace the page', async () => {
    const { page } = inbox;
    const url = page.url();
    await drop('.messages', 'turned.jpg');
    await drop('nav.list', 'turned.jpg');
    await page.getByRole('tab', { name: 'Note' }).click();
    await drop('.composer textarea', 'turned.jpg');
    await page.getByRole('tab', { name: 'Reply' }).click();
    await inbox.bubble('Dropped').waitFor();
    expect(page.url()).toBe(url);
    await expectCount(list(), 0);
  });

  it('a picture of the clipboard is a file; the picture that a spreadsheet puts beside its text is not', async () => {
    await field().focus();
    await paste({
      ...{ 'text/plain': '5490', 'text/html': '<table><tr><td>5490</td></tr></table>', 'image/png': png },
    });
    await waitFor(async () => (await field().inputValue()) === '5490');
    await expectCount(list(), 0);
    await field().fill('');
    await paste({ 'image/png': png });
    await list().getByRole('img', { name: 'Picture: image.png' }).waitFor();
    await inbox.reply('Pasted');
    await inbox.bubble('Pasted').locator('.picture img').waitFor();
    await waitFor(async () => (await filesOf('Pasted')).length > 0);
    expect(await filesOf('Pasted')).toEqual(['image.png']);
  });
});

/** A quote, a file with a long name and many lines: nothing of the composer is outside of a small window. */
async function fillComposer(phone: InboxPage): Promise<void> {
  const composer = phone.page.locator('.composer');
  await phone.bubble('Pasted').focus();
  await phone.page.keyboard.press('q');
  await composer.locator('.quote-bar').waitFor();
  const name = `${'long_name_'.repeat(12)}.jpg`;
  const buffer = await sample('turned.jpg');
  await composer.locator('input[type=file]').setInputFiles({ name, mimeType: 'image/jpeg', buffer });
  await composer.getByRole('img', { name: /^Picture: long_name/ }).waitFor();
  await composer.locator('textarea').fill(Array.from({ length: 30 }, (_, n) => `Line ${n}`).join('\n'));
  for (const height of [640, 900]) {
    await phone.page.setViewportSize({ width: 390, height });
    const parts = composer.locator('button, textarea, .sender, .quote-bar, .files');
    const outside = await parts.evaluateAll((elements, bottom) => {
      interface Part {
        readonly outerHTML: string;
        getBoundingClientRect(): { left: number; top: number; right: number; bottom: number };
      }
      return (elements as unknown as Part[]).flatMap(element => {
        const box = element.getBoundingClientRect();
        const isInside = box.left >= 0 && box.top >= 0 && box.right <= 390 && box.bottom <= bottom;
        return isInside ? [] : [`${element.outerHTML.slice(0, 120)} ${JSON.stringify(box)}`];
      });
    }, height);
    expect([height, outside]).toEqual([height, []]);
  }
  expect(await phone.violations()).toEqual([]);
  // Above a keyboard the composer scrolls.
  await phone.page.setViewportSize({ width: 390, height: 400 });
  const { y = 0, height: used = 0 } = (await composer.boundingBox()) ?? {};
  expect(y + used).toBeLessThanOrEqual(400);
  await composer.getByRole('button', { name: 'Send', exact: true }).click({ trial: true });
  await phone.page.setViewportSize({ width: 390, height: 900 });
  await composer.getByRole('button', { name: /^Remove long_name/ }).click();
  await composer.getByRole('button', { name: 'Remove the quote' }).click();
  await composer.locator('textarea').fill('');
}

it('fits a phone, in dark too, and complains of nothing', async () => {
  const phone = await openInbox(browser, desk.server.url, { width: 390, scheme: 'dark' });
  await phone.signIn();
  await phone.open('Сауле');
  await phone.bubble('This one?').waitFor();
  expect(await phone.violations()).toEqual([]);
  await expectPageToFit(phone.page);
  await fillComposer(phone);
  // The thread moves while its pictures arrive: a press beside the picture opens nothing.
  const shown = phone.page.getByRole('dialog').locator('.viewer-stage img');
  await waitFor(async () => {
    if (await shown.isVisible()) return true;
    await phone
      .bubble('This one?')
      .locator('.picture')
      .click({ timeout: 2_000 })
      .catch(() => {});
    return shown.isVisible();
  });
  expect(await phone.violations()).toEqual([]);
  for (const { complaints, foreign } of [inbox, phone]) expect([complaints, foreign]).toEqual([[], []]);
});
