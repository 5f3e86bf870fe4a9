import { setTimeout as delay } from 'node:timers/promises';
import { arrivalTimeoutMs } from '../arrivals.mjs';
import { openHttp, toQuantiles } from '../http.mjs';
import { openSubscribers } from '../subscribers.mjs';

/** Sends replies and waits until a subscriber received the SENT event of each. */
export async function reply(target, { concurrency, durationMs, conversationIds, subscribe }) {
  const http = openHttp(target, concurrency);
  const { toRequest: toReply, readId, readUpdate } = replyFormats[target.reply.format](target);
  const sentAt = new Map();
  const acceptedMs = [];
  const sentMs = [];
  const problems = [];
  const statuses = new Map();
  const subscribers = await openSubscribers(
    target,
    1,
    (_subscriber, bytes, start, end) => {
      const update = readUpdate(bytes.toString('utf8', start, end));
      if (update) statuses.set(update.id, { status: update.status, at: performance.now() });
    },
    subscribe,
  );
  await delay(300);
  const startedAt = performance.now();
  const endAt = startedAt + durationMs;
  let n = 0;
  const work = async () => {
    while (performance.now() < endAt) {
      n += 1;
      const conversationId = conversationIds[n % conversationIds.length];
      const before = performance.now();
      const { body } = await http.send(toReply(conversationId, `Добрый день! Да, есть. ${n}`));
      const answer = JSON.parse(body.toString());
      const id = readId(answer);
      if (!id) problems.push(JSON.stringify(answer).slice(0, 300));
      else {
        acceptedMs.push(performance.now() - before);
        sentAt.set(id, before);
      }
    }
  };
  try {
    await Promise.all(Array.from({ length: concurrency }, work));
    const acceptedSeconds = (performance.now() - startedAt) / 1_000;
    const isDone = id => statuses.get(id)?.status === 'SENT' || statuses.get(id)?.status === 'FAILED';
    const deadline = performance.now() + arrivalTimeoutMs;
    while (![...sentAt.keys()].every(isDone) && performance.now() < deadline) await delay(10);
    const doneSeconds = (performance.now() - startedAt) / 1_000;
    let delivered = 0;
    for (const [id, before] of sentAt) {
      const found = statuses.get(id);
      if (found?.status !== 'SENT') continue;
      delivered += 1;
      sentMs.push(found.at - before);
    }
    return {
      accepted: { perSecond: acceptedMs.length / acceptedSeconds, ...toQuantiles(acceptedMs) },
      sent: { perSecond: delivered / doneSeconds, ...toQuantiles(sentMs) },
      missing: sentAt.size - delivered,
      problems: problems.slice(0, 3),
    };
  } finally {
    await subscribers.close();
    await http.close();
  }
}

/** How each server takes a reply, and tells that it was sent. */
const replyFormats = {
  floor: ({ reply: { path } }) => ({
    toRequest: (conversationId, text) => ({
      method: 'POST',
      path,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ conversationId, text }),
    }),
    readId: answer => answer.id,
    readUpdate: text => {
      const message = JSON.parse(text);
      return message.type === 'status' ? message : null;
    },
  }),
  graphql: ({ token, reply: { path, query } }) => ({
    toRequest: (conversationId, text) => ({
      method: 'POST',
      path,
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify({ query, variables: { input: { conversationId, text } } }),
    }),
    readId: answer => answer.data?.sendReply?.message?.id,
    // A message of a subscription comes in fragments, of which the last one lacks the beginning.
    readUpdate: text => {
      const { payload } = JSON.parse(text.replace(/^(?!\{"id")/, '{"payload":'));
      return payload?.data?.messageUpdated?.message ?? null;
    },
  }),
};
