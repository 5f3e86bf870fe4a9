/**
 * `node bench/inbox/list.mjs`: the conversation list in Chromium with 50,000 conversations of a real server. Key press to
 * paint at 1,000 messages a minute, by the event timing API and by the next frame; heap after 60,000 messages.
 *
 * --quick: 5,000 conversations, 6,000 messages. --messages n: the messages of the second part.
 */
import { request } from 'node:http';
import { loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { pickPerson, toRequest, toWebhook } from '../load/bodies.mjs';
import { withFilledServer } from '../setup/filled-server.mjs';
import { launchChromium, openInbox } from './browser.mjs';

const { values } = parseArgs({
  options: { quick: { type: 'boolean', default: false }, messages: { type: 'string' } },
});
const people = values.quick ? 5_000 : 50_000;
const manyMessages = Number(values.messages ?? (values.quick ? 6_000 : 60_000));
const perMinute = 1_000;
const keySeconds = values.quick ? 15 : 45;
const postsAtOnce = 16;

const say = text => console.error(`  ${text}`);
const sleep = ms => new Promise(done => setTimeout(done, ms));
const atShare = (sorted, share) =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
const toMb = bytes => Math.round(bytes / 1e5) / 10;

say(`PostgreSQL and ${people.toLocaleString('en')} conversations`);
const browser = await launchChromium();
try {
  console.log(JSON.stringify(await withFilledServer(people, measure), null, 2));
} finally {
  await browser.close();
}
process.exit(0);

async function measure(target, company) {
  const post = () => postMessage(target);
  const { page, session } = await openInbox(browser, target.port, company);
  const heap = async () => {
    await session.send('HeapProfiler.collectGarbage');
    return toMb((await session.send('Runtime.getHeapUsage')).usedSize);
  };
  const heapAtStart = await heap();
  say('loading all rows');
  const loadedMs = await loadAll(page);
  const heapLoaded = await heap();

  say(`${keySeconds} s of keys at ${perMinute} messages a minute`);
  await page.evaluate(() => document.querySelector('.rows').scrollTo(0, 0));
  const keys = await measureKeys(page, post);

  say(`${manyMessages.toLocaleString('en')} messages`);
  const growth = [];
  const began = performance.now();
  for (let part = 1; part <= 6; part += 1) {
    await postMany(post, Math.round(manyMessages / 6));
    growth.push(await heap());
    say(`${growth.at(-1)} MB`);
  }
  return {
    conversations: people,
    loadAverage: loadavg().map(load => Math.round(load * 10) / 10),
    loadAllMs: Math.round(loadedMs),
    keyToPaintMs: keys,
    heapMb: { start: heapAtStart, loaded: heapLoaded, duringMessages: growth },
    rowsAtEnd: await page.evaluate(() => Math.round(document.querySelector('.rows').scrollHeight / 72)),
    messagesASecond: Math.round(manyMessages / ((performance.now() - began) / 1_000)),
  };
}

/** Scrolls to the end, page by page. */
function loadAll(page) {
  return page.evaluate(async count => {
    const pane = document.querySelector('.rows');
    const started = performance.now();
    const rowPx = 72;
    while (pane.scrollHeight < count * rowPx - 10) {
      pane.scrollTo(0, pane.scrollHeight);
      await new Promise(done => setTimeout(done, 20));
      if (performance.now() - started > 600_000) throw new Error(`Only ${pane.scrollHeight / rowPx} rows.`);
    }
    return performance.now() - started;
  }, people);
}

/** Writes ten letters a second in the composer of an open conversation while messages arrive, which reorder the list. */
async function measureKeys(page, post) {
  await page.evaluate(() => {
    window.frames_ = [];
    window.events_ = [];
    new PerformanceObserver(list => {
      for (const entry of list.getEntries())
        if (entry.name === 'keydown') window.events_.push(entry.duration);
    }).observe({ type: 'event', durationThreshold: 16, buffered: false });
    addEventListener(
      'keydown',
      event => {
        const pressed = event.timeStamp;
        requestAnimationFrame(() => {
          const { port1, port2 } = new MessageChannel();
          port1.onmessage = () => window.frames_.push(performance.now() - pressed);
          port2.postMessage(null);
        });
      },
      true,
    );
  });
  const timer = setInterval(() => void post(), 60_000 / perMinute);
  let presses = 0;
  try {
    const until = performance.now() + keySeconds * 1_000;
    await page.locator('a.row').first().click();
    await page.locator('.composer textarea').focus();
    // Elsewhere, so that the list is not held.
    await page.mouse.move(900, 300);
    while (performance.now() < until) {
      // One letter in, one out.
      await page.keyboard.press(presses % 2 === 0 ? 'a' : 'Backspace');
      presses += 1;
      await sleep(100);
    }
  } finally {
    clearInterval(timer);
  }
  const { frames, events } = await page.evaluate(() => ({ frames: window.frames_, events: window.events_ }));
  const sorted = frames.sort((a, b) => a - b).map(ms => Math.round(ms * 10) / 10);
  // The API reports only events of 16 ms and more, in steps of 8 ms: the others are shorter.
  const all = [...Array(Math.max(0, presses - events.length)).fill(0), ...events.sort((a, b) => a - b)];
  return {
    presses,
    nextFrame: { median: atShare(sorted, 0.5), p95: atShare(sorted, 0.95), longest: sorted.at(-1) },
    eventTiming: {
      median: atShare(all, 0.5) || '< 16',
      p95: atShare(all, 0.95) || '< 16',
      longest: all.at(-1) || '< 16',
    },
  };
}

async function postMany(post, count) {
  let left = count;
  const work = async () => {
    while (left > 0) {
      left -= 1;
      await post();
    }
  };
  await Promise.all(Array.from({ length: postsAtOnce }, work));
  await sleep(2_000);
}

/** A message of one of the customers. */
function postMessage(target) {
  const { method, path, headers, body } = toRequest(target, toWebhook(pickPerson(people)));
  return new Promise((resolve, reject) => {
    const sent = request({ host: target.host, port: target.port, method, path, headers }, response => {
      response.resume();
      response.on('end', () =>
        response.statusCode === 200 ? resolve() : reject(new Error(`Webhook: ${response.statusCode}`)),
      );
    });
    sent.on('error', reject);
    sent.end(body);
  });
}
