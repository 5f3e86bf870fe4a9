/**
 * The demo in Chromium: the README's pictures and its tour of the inbox, the tour in the drawer, the gallery of all fixtures, and
 * content that wants to run or to disguise something, through every vendor.
 */

import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { createChannel } from '../../src/accounts/channels.js';
import { demoWebhookKey, findDemoCredentials } from '../../src/accounts/demo-data.js';
import { SimulatedKind } from '../../src/domain/vocabulary.js';
import type { Provider } from '../../src/providers/contract/provider.js';
import { listProviders } from '../../src/providers/registry.js';
import { textOnly } from '../../src/providers/simulation/simulated-abilities.js';
import { expectPageToFit, violationsInLightAndDark } from '../support/accessibility.js';
import { startTestApp, type TestApp } from '../support/app.js';
import { launchBrowser } from '../support/browser.js';
import { playScene } from '../support/demo-scene.js';
import { expectCount, type InboxPage, openInbox } from '../support/inbox-page.js';
import { harmless, inspectPage } from '../support/inspect-page.js';
import { shortVendorTimeout } from '../support/patient.js';
import { stopClock, takePicture } from '../support/pictures.js';
import { listSampleMessages, postFixtures } from '../support/post-fixtures.js';
import { waitFor } from '../support/wait-for.js';

let server: TestApp;
let browser: Browser;
let inbox: InboxPage;
let owner: string;

const rows = async (sql: string, ...values: unknown[]) =>
  (await server.app.database.pool.query(sql, values)).rows;
const drawer = (page: Page) => page.getByRole('complementary', { name: 'Be the customer' });

beforeAll(async () => {
  [server, browser] = await Promise.all([
    startTestApp({ env: { PROVIDER_TIMEOUT_MS: shortVendorTimeout() } }),
    launchBrowser(),
  ]);
  owner = await server.signIn('owner@demo.test');
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

describe("the README's pictures", () => {
  it('are taken of a scene with fixed times, wide and on a phone', async () => {
    const conversationId = await playScene(server, owner);
    const wide = await openInbox(browser, server.url, { path: '/inbox' });
    await stopClock(wide.context);
    await wide.page.evaluate('localStorage.setItem("trunkline-first-run", JSON.stringify({ isOver: true }))');
    await wide.signIn();
    await wide.page.setViewportSize({ width: 1_280, height: 800 });
    await wide.page.goto(`${server.url}/inbox/c/${conversationId}`);
    await wide.bubble('Рахмет').waitFor();
    await wide.page
      .locator('img')
      .first()
      .evaluate('image => image.decode()')
      .catch(() => undefined);
    await takePicture(wide.page, 'inbox');
    await wide.page.setViewportSize({ width: 390, height: 780 });
    await wide.bubble('Рахмет').waitFor();
    await takePicture(wide.page, 'inbox-phone');
    expect(wide.complaints).toEqual([]);
    await wide.context.close();
  });
});

const [, tour = ''] = /## A tour of the inbox\n([\s\S]*?)\n## /.exec(readFileSync('README.md', 'utf8')) ?? [];
const tourSteps = tour.split(/\n(?=\d+\. )/).slice(1);
/** What a step of the tour names on the page. */
const namesOf = (step: number) =>
  [...(tourSteps[step - 1] ?? '').matchAll(/\*\*([^*]+)\*\*/g)].map(([, name]) => name);
const keysOf = (step: number) =>
  [...(tourSteps[step - 1] ?? '').matchAll(/`([A-Z?])`/g)].map(([, key]) => key ?? '');

describe("the README's tour of the inbox", () => {
  const card = () => inbox.page.getByRole('region', { name: 'First steps' });
  const done = (label: string) => card().getByRole('listitem').filter({ hasText: label }).getByText('done');
  const link = (name: string) =>
    inbox.page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name, exact: true });

  it('1: sign in with what the form holds, and choose a language', async () => {
    expect(tourSteps).toHaveLength(5);
    expect(namesOf(1)).toEqual(['Sign in', 'English']);
    inbox = await openInbox(browser, server.url);
    const { page } = inbox;
    // As in a browser that was never here before.
    await inbox.context.addInitScript(
      `if (!sessionStorage.getItem('chosen')) localStorage.removeItem('trunkline-locale')`,
    );
    await page.reload();
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await page.locator('nav.list').waitFor();
    await page.locator('.head button').click();
    await page.getByRole('menuitem', { name: 'English' }).click();
    await page.getByRole('heading', { name: 'Inbox', level: 1 }).waitFor();
    await page.evaluate(`sessionStorage.setItem('chosen', 'yes')`);
  });

  it('2: customers write, and an answer leaves from the number that is named', async () => {
    expect(namesOf(2)).toEqual(['First steps', 'Let customers write']);
    const { page } = inbox;
    await card().getByRole('button', { name: 'Let customers write' }).click();
    await inbox.row('Айгерім Сейтова').filter({ hasText: 'Ламинат бар ма' }).waitFor();
    await inbox.row('Ольга Ким').filter({ hasText: 'Нужен такой цвет' }).waitFor();
    await inbox.open('Айгерім Сейтова');
    await done('Read a message').waitFor();
    await inbox.reply('Иә, бар');
    await done('Answer it').waitFor();
    const [sent] = await rows(
      `select h.display_name as name from messages m join channels h on h.id = m.channel_id where m.text = 'Иә, бар'`,
    );
    expect(await page.locator('.sender').textContent()).toContain(sent.name);
  });

  it("3: the customer's phone has the answer, and writes back", async () => {
    expect(namesOf(3)).toEqual(['Show their phone', 'Send as the customer']);
    const { page } = inbox;
    await card().getByRole('button', { name: 'Show their phone' }).click();
    await drawer(page).getByText('Иә, бар').waitFor();
    await done('See it arrive').waitFor();
    await drawer(page).getByLabel('Text', { exact: true }).fill('Бағасы қанша?');
    await drawer(page).getByRole('button', { name: 'Send as the customer' }).click();
    await inbox.bubble('Бағасы қанша?').waitFor();
    await page.keyboard.press('Tab');
    await drawer(page).getByRole('button', { name: 'Close' }).click();
    await expectCount(drawer(page), 0);
  });

  it('4: the keys do what it says', async () => {
    expect(keysOf(4)).toEqual(['J', 'R', 'E', 'Z', '?']);
    const { page } = inbox;
    const name = page.locator('.thread-name');
    const before = await name.textContent();
    await page.evaluate('document.activeElement?.blur()');
    await page.mouse.move(900, 300);
    await page.keyboard.press('j');
    await name.filter({ hasNotText: before ?? '' }).waitFor();
    const second = (await name.textContent()) ?? '';
    await page.keyboard.press('r');
    await page.keyboard.type('By keys');
    await page.keyboard.press('Enter');
    await inbox.bubble('By keys').waitFor();
    await page.keyboard.press('Escape');
    await page.keyboard.press('e');
    await name.filter({ hasNotText: second }).waitFor();
    const countResolved = async () =>
      (await rows(`select id from conversations where status = 'RESOLVED'`)).length;
    await waitFor(async () => (await countResolved()) === 1);
    // The page knows of it too.
    await page.getByRole('button', { name: 'Undo' }).waitFor();
    await page.keyboard.press('z');
    await waitFor(async () => (await countResolved()) === 0);
    await page.keyboard.press('Shift+Slash');
    const keys = page.getByRole('dialog', { name: 'Keyboard' });
    await keys.getByText('Resolve and go to the next').waitFor();
    await page.keyboard.press('Escape');
    await keys.waitFor({ state: 'detached' });
  });

  it('5: numbers, how to connect one, and every kind of content', async () => {
    expect(namesOf(5)).toEqual(['Numbers', 'Connect a provider', 'Gallery', 'Send one of each']);
    const { page } = inbox;
    await link('Numbers').click();
    await page.getByRole('cell', { name: 'active' }).first().waitFor();
    await page.getByRole('link', { name: 'Connect a provider' }).first().click();
    await page.getByRole('button', { name: /^WhatsApp Cloud/ }).waitFor();
    await link('Gallery').click();
    await page.getByRole('button', { name: 'Send one of each' }).click();
    await page.getByText(/^Sending: /).waitFor();
    await page.getByText(/^Sending: /).waitFor({ state: 'detached' });
    await page.locator('.piece').first().waitFor();
    await link('Inbox').click();
  });

  it('the last step ticks itself with an own number; the card is closed for good', async () => {
    const { page } = inbox;
    const [account] = await rows("select id, tenant_id from provider_accounts where kind = 'CHATFLOW'");
    const channel = { accountId: account.id, externalId: 'own', displayName: 'Own number' };
    await createChannel(server.app.database, account.tenant_id, channel);
    await page.reload();
    await done('Add your own number').waitFor();
    expect(await violationsInLightAndDark(inbox)).toEqual([]);
    await page.getByRole('button', { name: 'Do not show again' }).click();
    await page.reload();
    await page.locator('nav.list').waitFor();
    await expectCount(page.getByRole('heading', { name: 'First steps' }), 0);
  });
});

describe('the demo drawer', () => {
  const choose = (label: string, option: string) =>
    drawer(inbox.page).getByLabel(label, { exact: true }).selectOption({ label: option });
  const send = async (outcome: RegExp | string) => {
    await drawer(inbox.page).getByRole('button', { name: 'Send as the customer' }).click();
    await drawer(inbox.page).getByRole('status').filter({ hasText: outcome }).waitFor();
  };
  const fault = async (group: string, name: string, isOn = true) => {
    const list = drawer(inbox.page).locator('details').filter({ hasText: group });
    if ((await list.getAttribute('open')) === null) await list.locator('summary').click();
    await list.getByLabel(name).setChecked(isOn);
  };
  const mark = (text: string, state: RegExp | string) =>
    inbox.page.locator('main article.bubble').filter({ hasText: text }).getByRole('img', { name: state });
  const onPhone = (text: string) => drawer(inbox.page).getByRole('listitem').filter({ hasText: text });

  it('writes as a customer, and one sees it arrive; Ctrl+Enter sends, the focus stays', async () => {
    const { page } = inbox;
    await page.goto(`${server.url}/inbox`);
    await page.getByRole('button', { name: 'Demo' }).click();
    await choose('Number', 'Green API');
    await choose('Customer', 'Ерлан Абдиев');
    await choose('Content', 'Location');
    const text = drawer(page).getByLabel('Text', { exact: true });
    await text.fill('Үй');
    await text.press('Control+Enter');
    await drawer(page).getByRole('status').filter({ hasText: 'Arrived: PROCESSED' }).waitFor();
    expect(await page.evaluate('document.activeElement?.closest(".demo") !== null')).toBe(true);
    await inbox.row('Ерлан Абдиев').filter({ hasText: 'Үй' }).waitFor();
    await drawer(page).getByRole('link', { name: 'Open the conversation' }).click();
    await inbox.bubble('Абая 10').waitFor();
    await onPhone('Үй').waitFor();
  });

  it('sends an own file, a quote, and a reaction to a message', async () => {
    const { page } = inbox;
    await choose('Content', 'Document');
    const bytes = Buffer.from('name;price\nLaminate;5490\n');
    const file = { name: 'prices.csv', mimeType: 'text/csv', buffer: bytes };
    await drawer(page).locator('input[type=file]').setInputFiles(file);
    await drawer(page)
      .getByLabel(/^Quote/)
      .check();
    await waitFor(() => drawer(page).getByRole('button', { name: 'Send as the customer' }).isEnabled());
    await send('Arrived: PROCESSED');
    const bubble = page.locator('main article.bubble').filter({ hasText: 'prices.csv' });
    await bubble.locator('a[download]').waitFor();
    await bubble.locator('.quote').waitFor();
    await choose('Content', 'Reaction');
    await send('Arrived: PROCESSED');
    await page.locator('main article.bubble .reactions', { hasText: '👍' }).waitFor();
  });

  it("shows the reply on the customer's phone; receipts by hand move its mark", async () => {
    await fault('replies from this number', 'No receipts: give them by hand below');
    await inbox.reply('Жеткіземіз');
    await mark('Жеткіземіз', 'Sent').waitFor();
    await onPhone('Жеткіземіз').getByRole('button', { name: 'Delivered' }).click();
    await mark('Жеткіземіз', 'Delivered').waitFor();
    await onPhone('Жеткіземіз').getByRole('button', { name: 'Read' }).click();
    await mark('Жеткіземіз', 'Read').waitFor();
    await onPhone('Жеткіземіз').getByRole('img', { name: 'Read' }).waitFor();
  });

  it('shows what faults do: refused on the way in, not answered on the way out', async () => {
    const { page } = inbox;
    await choose('Content', 'Text');
    await fault('on the way in', 'With a wrong credential');
    await send('Refused: the server kept nothing');
    await fault('on the way in', 'With a wrong credential', false);
    await fault('on the way in', 'Twice at once');
    await drawer(page).getByLabel('Text', { exact: true }).fill('Екі рет');
    await send(/Arrived: (PROCESSED|DUPLICATE)/);
    await expectCount(page.locator('main article.bubble').filter({ hasText: 'Екі рет' }), 1);
    await fault('replies from this number', 'Accepted, but never answered');
    await inbox.reply('Келді ме?');
    // The customer has it, and the server cannot know it.
    await mark('Келді ме?', /^(Unknown|Not known).*/).waitFor();
    await onPhone('Келді ме?').waitFor();
    for (const name of ['Accepted, but never answered', 'No receipts: give them by hand below'])
      await fault('replies from this number', name, false);
  });

  it('has no violation of axe, in light and dark, wide and at 390 px', async () => {
    expect(await inbox.violations()).toEqual([]);
    const phone = await openInbox(browser, server.url, { width: 390, scheme: 'dark' });
    await phone.signIn();
    await phone.page.getByRole('button', { name: 'More', exact: true }).click();
    await phone.page.getByRole('menuitem', { name: 'Demo' }).click();
    await drawer(phone.page).getByRole('button', { name: 'Send as the customer' }).waitFor();
    expect(await phone.violations()).toEqual([]);
    await expectPageToFit(phone.page);
    await drawer(phone.page).getByRole('button', { name: 'Close' }).click();
    await phone.context.close();
  });

  it('tells a user without the permission whom to ask', async () => {
    const manager = await openInbox(browser, server.url);
    await manager.signIn('manager@demo.test');
    await manager.page.getByRole('button', { name: 'Demo' }).click();
    await drawer(manager.page).getByText('sign in as the owner').waitFor();
    await manager.context.close();
  });
});

describe('the gallery', () => {
  it('shows every fixture and every kind that a vendor delivers', async () => {
    const before = (await rows('select count(*)::int as n from messages'))[0].n;
    const posted = await postFixtures(server);
    await waitFor(
      async () => (await rows('select count(*)::int as n from messages'))[0].n >= before + posted,
    );
    const { page } = inbox;
    await page.goto(`${server.url}/inbox/gallery`);
    // Where only the vendor knows the number, a job asks it first.
    await waitFor(
      async () => (await rows("select 1 from webhook_events where status = 'RECEIVED'")).length === 0,
    );
    await page.reload();
    const [{ n }] = await rows('select count(*)::int as n from messages');
    await expectCount(page.locator('.piece'), n);
    for (const { kind, simulator } of listProviders()) {
      const [channel] = simulator.account.channels;
      const shelf = page.locator(`.shelf[data-provider=${kind}]`);
      const shown = await shelf
        .locator('.piece')
        .evaluateAll(all => all.map(each => (each as unknown as { dataset: { kind: string } }).dataset.kind));
      const { kinds } = simulator.abilities?.(channel?.externalId ?? '') ?? textOnly;
      const expected = ['IMAGE', 'VIDEO', 'DOCUMENT', 'STICKER', 'LOCATION', 'ORDER', 'CALL'].filter(each =>
        kinds.includes(each as SimulatedKind),
      );
      expect(shown).toEqual(expect.arrayContaining(['TEXT', ...expected]));
    }
    // Each sample has a piece of its own, of its kind, with its words.
    const pieces: { vendor: string; kind: string; text: string }[] = await page.evaluate(
      `[...document.querySelectorAll('.shelf')].flatMap(shelf => [...shelf.querySelectorAll('.piece')].map(piece => ({
        vendor: shelf.dataset.provider, kind: piece.dataset.kind, text: piece.textContent })))`,
    );
    const samples = listSampleMessages();
    expect(samples.length).toBeGreaterThan(30);
    const missing = samples.filter(({ vendor, kind, lines }) => {
      const at = pieces.findIndex(
        piece =>
          piece.vendor.startsWith(vendor) &&
          (kind === null || piece.kind === kind) &&
          lines.every(line => piece.text.includes(line) || digits(piece.text).includes(digits(line) || '?')),
      );
      if (at >= 0) pieces.splice(at, 1);
      return at < 0;
    });
    expect(missing).toEqual([]);
    expect(await violationsInLightAndDark(inbox)).toEqual([]);
  });

  it.each([
    [1_280, 'light'],
    [1_280, 'dark'],
    [390, 'light'],
    [390, 'dark'],
  ] as const)('is photographed at %s px, %s', async (width, colorScheme) => {
    const { page } = inbox;
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width, height: width > 1_000 ? 600 : 1_600 });
    await page
      .locator('.shelf[data-provider=WHATSAPP_CLOUD]')
      .first()
      .evaluate(shelf => (shelf as unknown as { scrollIntoView(): void }).scrollIntoView());
    await waitFor(() =>
      page.evaluate(
        '[...document.images].every(image => image.complete || image.getBoundingClientRect().top > innerHeight)',
      ),
    );
    await takePicture(page, `gallery-${width}-${colorScheme}`);
    await expectPageToFit(page);
  });
});

const digits = (text: string) => text.replaceAll(/\D/g, '');

/** Everything that tries to run. The name also changes the direction of what follows, and hides characters. */
const evil = {
  name: '<b onmouseover=alert(1)>\u202EEvil\u200B\u2066\u2060 \u200FName</b>',
  text: [
    '<img src=x onerror="window.hacked=1"><script>window.hacked=2</script><svg onload=alert(2)>',
    'javascript:alert(3) data:text/html,<script>alert(4)</script> vbscript:x',
    'https://bank.example@evil.example/ https://example.com/\u202Egpj.exe https://ex\u0430mple.com/ https://example.com/a',
    '\u202Egnp.exe \u2067hidden\u2069 \u200E\u061C',
  ].join('\n'),
  file: '\u202Egnp\u200B.<img src=x onerror=alert(5)>.svg',
};
const svg = Buffer.from(
  '<svg xmlns="http://www.w3.org/2000/svg" onload="parent.hacked=3"><script>alert(6)</script></svg>',
);
const html = Buffer.from('<!doctype html><script>window.hacked = 4; alert(7)</script>');
const vcard = [
  ...[
    'BEGIN:VCARD',
    'VERSION:3.0',
    'FN:<img src=x onerror=alert(8)>\u202EdraC\u200B',
    'ORG:\u2066<script>alert(9)</script>',
  ],
  ...[
    'TEL:javascript:alert(10)',
    'EMAIL:"><svg/onload=alert(11)>@x.example',
    'URL:javascript:alert(12)',
    'END:VCARD',
  ],
].join('\r\n');

describe('malicious content', () => {
  it('never runs and never disguises anything, through every vendor, as every kind', async () => {
    const { simulatorHost: host } = server.app;
    let serial = 0;
    const postAll = async (provider: Provider, index: number) => {
      const { kind, simulator } = provider;
      const channel = simulator.account.channels.at(-1)?.externalId ?? '';
      const { kinds } = simulator.abilities?.(channel) ?? textOnly;
      const post = async (
        content: object,
        file?: { mimeType: string; fileName: string | null; bytes: Uint8Array },
      ) => {
        serial += 1;
        const from = `+7701666${1_000 + index}`;
        const order = {
          ...{
            provider,
            target: server.url,
            webhookKey: demoWebhookKey,
            credentials: findDemoCredentials(kind) ?? {},
          },
          message: {
            channelExternalId: channel,
            from,
            senderName: evil.name,
            text: evil.text,
            messageId: `E${serial}0000000`,
            ...content,
          },
        };
        const result = await host?.postInbound(order, file);
        expect(result?.statuses).toEqual([200]);
        return result;
      };
      const first = await post({});
      for (const each of kinds) {
        if (['TEXT', 'EDIT', 'DELETION'].includes(each)) continue;
        const change =
          each === SimulatedKind.REACTION ? { type: each, messageKey: first?.messageIds[0] } : null;
        const file = { mimeType: 'text/vcard', fileName: evil.file, bytes: Buffer.from(vcard) };
        await post({ kind: each, change }, each === SimulatedKind.CONTACT ? file : undefined);
      }
      if (!kinds.includes(SimulatedKind.DOCUMENT)) return;
      for (const [mimeType, bytes] of [
        ['image/svg+xml', svg],
        ['text/html', html],
        ['application/xml', svg],
      ] as const)
        await post({ kind: SimulatedKind.DOCUMENT }, { mimeType, fileName: evil.file, bytes });
      // What they are is not what the vendor says they are.
      for (const bytes of [svg, html])
        await post({ kind: SimulatedKind.IMAGE }, { mimeType: 'image/png', fileName: evil.file, bytes });
    };
    await Promise.all(listProviders().map(postAll));
    // Green API's own vCard.
    const card = {
      ...{
        typeWebhook: 'incomingMessageReceived',
        idMessage: 'EVILCARD',
        timestamp: Math.floor(Date.now() / 1_000),
      },
      instanceData: { idInstance: 7_107_000_101, wid: '77000000010@c.us', typeInstance: 'whatsapp' },
      senderData: { chatId: '77016661099@c.us', sender: '77016661099@c.us', senderName: evil.name },
      messageData: { typeMessage: 'contactMessage', contactMessageData: { displayName: evil.name, vcard } },
    };
    const answer = await server.post('/whatsapp/webhook', card, { authorization: 'Bearer ga-test-token' });
    expect(answer.status).toBe(200);
    await waitFor(async () => (await rows("select 1 from attachments where state = 'PENDING'")).length === 0);

    const { page } = inbox;
    await page.setViewportSize({ width: 1_280, height: 900 });
    await page.goto(`${server.url}/inbox/gallery`);
    await page.locator('.piece').filter({ hasText: 'onerror' }).first().waitFor();
    expect(await inspectPage(page)).toEqual(harmless);
    // Drawings, pages and XML are only ever downloaded.
    const downloads = page.locator('a.file[download] .chip', { hasText: /^(?:svg|html|xml)$/ });
    await expectCount(downloads, 3 * listProviders().length);
    const conversations = await rows(
      "select c.id from conversations c join contacts k on k.id = c.contact_id where k.phone like '+7701666%' order by c.id",
    );
    expect(conversations).toHaveLength(listProviders().length + 1);
    // The gallery has all messages, the list all names; a thread also has its header and the panel.
    for (const { id } of conversations.slice(-2)) {
      await page.goto(`${server.url}/inbox/c/${id}`);
      await page.locator('article.bubble').last().waitFor();
      await page.locator('aside.panel').waitFor();
      expect(await inspectPage(page)).toEqual(harmless);
    }
    // The other pages that show what customers wrote.
    const [{ id: personId }] = await rows("select id from contacts where phone = '+77016661000'");
    for (const [path, text] of [
      [`/contacts/${personId}`, 'onerror'],
      ['/search?q=onerror', 'onerror'],
    ] as const) {
      await page.goto(`${server.url}/inbox${path}`);
      await page.locator('main').getByText(text).first().waitFor();
      expect({ path, ...(await inspectPage(page)) }).toEqual({ path, ...harmless });
    }
    await page.goto(`${server.url}/inbox/admin/ledger`);
    await page.locator('tbody tr').nth(20).waitFor();
    expect(await inspectPage(page)).toEqual(harmless);
    // What a customer wrote is in the drawer, and in the title of a file that is downloaded.
    await page.goto(`${server.url}/inbox/c/${conversations[0]?.id}`);
    await page.locator('article.bubble').last().waitFor();
    await page.getByRole('button', { name: 'Demo' }).click();
    await drawer(page).getByRole('listitem').filter({ hasText: 'onerror' }).first().waitFor();
    expect(await inspectPage(page)).toEqual(harmless);
    await page.goto(`${server.url}/inbox/gallery`);
    const file = page.locator('a.file[download]', { has: page.getByText('svg', { exact: true }) }).last();
    const [download] = await Promise.all([page.waitForEvent('download'), file.click()]);
    expect(download.suggestedFilename()).not.toMatch(/[\u202A-\u202E\u2066-\u2069\u200B-\u200F<>]/);
  });

  it('asked no other host for anything, and broke no rule of the content policy', () => {
    expect(inbox.foreign).toEqual([]);
    expect(inbox.complaints).toEqual([]);
  });
});

describe('a new build on the server', () => {
  it('is hinted at, and never forced', async () => {
    const { page } = inbox;
    await page.route(`${server.url}/inbox`, async route => {
      const response = await route.fetch();
      const body = (await response.text()).replace(/"buildId":"[^"]+"/, '"buildId":"an-older-one"');
      await route.fulfill({ response, body });
    });
    await page.goto(`${server.url}/inbox`);
    await page.getByText('The server has a new version.').waitFor();
    await page.unroute(`${server.url}/inbox`);
    await page.getByRole('button', { name: 'Reload' }).click();
    await page.locator('nav.list').waitFor();
    await expectCount(page.getByText('The server has a new version.'), 0);
  });
});
