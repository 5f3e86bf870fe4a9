/**
 * `node bench/inbox/start.mjs`: how long the inbox takes to start, cold. In each round a new Chromium with an empty profile
 * gets what a browser that signed in before keeps, the cookie and its choices, and opens `/inbox` of a real server with 50,000 conversations; `J` is pressed every 20 ms
 * from the beginning of the navigation, and the time is that of the frame in which the list has answered the first one.
 *
 * --rounds n: rounds, 9 by default. --quick: 5,000 conversations, 3 rounds. --requests: a chart of the requests of each
 * round. The machine should do nothing else; `steps`, the requests that wait for another one, and the milliseconds of the
 * page's processor time (`taskCpu`, of which `scriptCpu` are scripts) say something on a busy one too.
 */
import { loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { withFilledServer } from '../setup/filled-server.mjs';
import { launchChromium, openInbox } from './browser.mjs';

const { values } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    requests: { type: 'boolean', default: false },
    rounds: { type: 'string' },
  },
});
const people = values.quick ? 5_000 : 50_000;
const rounds = Number(values.rounds ?? (values.quick ? 3 : 9));
const pressMs = 20;

const say = text => console.error(`  ${text}`);
const sleep = ms => new Promise(done => setTimeout(done, ms));
const median = numbers => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];

say(`PostgreSQL and ${people.toLocaleString('en')} conversations`);
const result = await withFilledServer(people, measure);
console.log(JSON.stringify(result, null, 2));
process.exit(0);

async function measure({ port }, company) {
  let kept = await signIn(port, company);
  const measured = [];
  for (let round = 1; round <= rounds; round += 1) {
    const loadAverage = Math.round(loadavg()[0] * 10) / 10;
    const { times, kept: next } = await start(port, kept);
    // A refresh token is exchanged at each start.
    kept = next;
    measured.push({ ...times, loadAverage });
    say(JSON.stringify(measured.at(-1)));
  }
  const medians = Object.fromEntries(
    Object.keys(measured[0]).map(name => [name, median(measured.map(times => times[name]))]),
  );
  return {
    conversations: people,
    rounds,
    medianMs: medians,
    answeredMs: measured.map(each => each.answered),
  };
}

async function signIn(port, company) {
  const browser = await launchChromium();
  try {
    const { page } = await openInbox(browser, port, company);
    return await page.context().storageState();
  } finally {
    await browser.close();
  }
}

/** One start, in milliseconds since the beginning of the navigation. */
async function start(port, kept) {
  const browser = await launchChromium();
  try {
    const context = await browser.newContext({
      ...{ viewport: { width: 1_280, height: 900 }, locale: 'en-US' },
      storageState: kept,
    });
    const page = await context.newPage();
    const session = await context.newCDPSession(page);
    await session.send('Performance.enable');
    await page.addInitScript(observe);
    const key = { key: 'j', code: 'KeyJ', windowsVirtualKeyCode: 74 };
    const loaded = page.goto(`http://localhost:${port}/inbox`, { waitUntil: 'commit' });
    let isDone = false;
    const pressing = (async () => {
      await loaded;
      while (!isDone) {
        await session.send('Input.dispatchKeyEvent', { type: 'keyDown', text: 'j', ...key });
        await session.send('Input.dispatchKeyEvent', { type: 'keyUp', ...key });
        await sleep(pressMs);
      }
    })();
    try {
      await page.waitForFunction(() => window.start_?.answered !== undefined, null, { timeout: 60_000 });
    } finally {
      isDone = true;
      await pressing;
    }
    const { metrics } = await session.send('Performance.getMetrics');
    const metric = name => Math.round(1_000 * metrics.find(each => each.name === name).value);
    const cpu = { taskCpu: metric('TaskDuration'), scriptCpu: metric('ScriptDuration') };
    const { requests, ...times } = await page.evaluate(read);
    if (values.requests) say(chart(requests));
    return { times: { ...times, steps: countSteps(requests), ...cpu }, kept: await context.storageState() };
  } finally {
    await browser.close();
  }
}

/** Requests until the rows are there of which each begins after another has ended: the longest chain. */
function countSteps(requests) {
  const depths = [];
  for (const [at, { start }] of requests.entries()) {
    const before = requests.slice(0, at).flatMap((other, index) => (other.end <= start ? depths[index] : []));
    depths[at] = 1 + Math.max(0, ...before);
  }
  return Math.max(...depths);
}

/** A line for each request, with a bar of 10 ms a character. */
function chart(requests) {
  const line = ({ name, start, end }) =>
    `${String(start).padStart(5)} ${String(end).padStart(5)}  ${' '.repeat(start / 10)}${'█'.repeat(Math.max(1, (end - start) / 10))} ${name}`;
  return `\n${requests.map(line).join('\n')}`;
}

/** In the page, before its scripts: notes when rows are in the document, and when one is the open one. */
function observe() {
  const times = {};
  window.start_ = times;
  const atNextFrame = name => {
    times[name] = null;
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => {
        times[name] = performance.now();
      };
      port2.postMessage(null);
    });
  };
  const look = () => {
    if (!('rows' in times) && document.querySelector('a.row')) atNextFrame('rows');
    if (!('open' in times) && document.querySelector('a.row[aria-current]')) atNextFrame('open');
    if (typeof times.open === 'number') times.answered = times.open;
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}

/** In the page: the times, with those of the requests before. */
function read() {
  const [page] = performance.getEntriesByType('navigation');
  const ends = part =>
    performance
      .getEntriesByType('resource')
      .filter(({ name }) => name.includes(part))
      .map(({ responseEnd }) => responseEnd);
  const paints = performance.getEntriesByName('first-contentful-paint');
  const before = performance
    .getEntriesByType('resource')
    .filter(({ startTime }) => startTime < window.start_.rows);
  const scripts = before.filter(({ name }) => name.endsWith('.js'));
  const requests = [page, ...before]
    .map(({ name, startTime, responseEnd }) => ({
      ...{ name: new URL(name).pathname, start: Math.round(startTime), end: Math.round(responseEnd) },
    }))
    // What has not ended yet, the rows did not wait for.
    .filter(({ end }) => end > 0 && end <= window.start_.rows)
    .sort((a, b) => a.start - b.start);
  const times = {
    page: page.responseEnd,
    scripts: Math.max(...scripts.map(({ responseEnd }) => responseEnd)),
    session: Math.min(...ends('/auth/session')),
    firstAnswer: Math.min(...ends('/graphql')),
    firstPaint: paints[0]?.startTime ?? 0,
    rows: window.start_.rows,
    answered: window.start_.answered,
  };
  return {
    ...Object.fromEntries(Object.entries(times).map(([name, ms]) => [name, Math.round(ms)])),
    requests,
  };
}
