/**
 * An import of people with leads, small and large, then the same file again: the time, and the memory of the server
 * meanwhile. Resident memory contains garbage; what the second run holds after collections shows whether it grows.
 */
import { setTimeout as delay } from 'node:timers/promises';
import { ownRow } from '../report/rows.mjs';
import { ask } from '../setup/graphql-client.mjs';
import { readLiveMib } from '../setup/inspector.mjs';
import { residentKib } from '../setup/resident-memory.mjs';

const uploadMutation = `mutation ($input: CreateUploadInput!) {
  createUpload(input: $input) { uploadUrl attachment { id } }
}`;
const importMutation = `mutation ($input: ImportContactsInput!) { importContacts(input: $input) { job { id } } }`;
const jobsQuery = '{ jobs(first: 1) { nodes { id status created updated refused done error } } }';
const channelsQuery = '{ channels(first: 1) { nodes { id } } }';

/** Between the collections of the second run. */
const collectEveryMs = 3_000;

export const importPeople = {
  name: 'import',
  run: async bench => {
    const { trunkline } = bench;
    const { target } = trunkline;
    const sizes = bench.options.quick ? [5_000] : [20_000, 200_000];
    const run = (query, variables) => ask(target.url, query, variables, target.token);
    const { channels } = await run(channelsQuery, {});
    const importOnce = async (csv, sample) => {
      const attachmentId = await upload(run, csv);
      const startedAt = performance.now();
      const input = { attachmentId, leadChannelId: channels.nodes[0].id, dryRun: false };
      const { importContacts } = await run(importMutation, { input });
      for (;;) {
        await delay(200);
        await sample();
        const [job] = (await run(jobsQuery, {})).jobs.nodes;
        if (job.id !== importContacts.job.id || !['DONE', 'FAILED'].includes(job.status)) continue;
        if (job.status === 'FAILED') throw new Error(job.error);
        return { job, seconds: (performance.now() - startedAt) / 1_000 };
      }
    };
    const rows = [];
    for (const [index, count] of sizes.entries()) {
      const csv = makeCsv(index, count);
      const restingMib = await readLiveMib(trunkline);
      const beforeKib = residentKib(trunkline.pid);
      let peakKib = beforeKib;
      const first = await importOnce(csv, async () => {
        peakKib = Math.max(peakKib, residentKib(trunkline.pid));
      });
      let liveMib = 0;
      let collectedAt = performance.now();
      const again = await importOnce(csv, async () => {
        if (performance.now() - collectedAt < collectEveryMs) return;
        liveMib = Math.max(liveMib, await readLiveMib(trunkline));
        collectedAt = performance.now();
      });
      if (first.job.created !== count || again.job.created + again.job.updated !== 0)
        throw new Error(`unexpected counts: ${JSON.stringify([first.job, again.job])}`);
      const title = `import of ${count.toLocaleString('en')} people with leads`;
      rows.push(
        ownRow(title, 's', [first.seconds], { atMost: 0.0018 * count }),
        ownRow(`${title}, again`, 's', [again.seconds], { atMost: 0.0018 * count }),
        ownRow(`${title}, resident memory added`, 'MiB', [(peakKib - beforeKib) / 1_024]),
        ownRow(`${title}, live memory added`, 'MiB', [Math.max(0, liveMib - restingMib)], { atMost: 30 }),
      );
    }
    return rows;
  },
};

function makeCsv(file, count) {
  const rows = Array.from(
    { length: count },
    (_, n) => `+770${5 + file}${String(n).padStart(7, '0')},Person ${n},Lead of ${n}`,
  );
  return Buffer.from(`phone,displayName,lead.name\n${rows.join('\n')}\n`);
}

async function upload(run, bytes) {
  const input = {
    fileName: 'people.csv',
    mimeType: 'text/csv',
    sizeBytes: bytes.length,
    purpose: 'IMPORT',
  };
  const { createUpload } = await run(uploadMutation, { input });
  const answer = await fetch(createUpload.uploadUrl, { method: 'PUT', body: bytes });
  if (!answer.ok) throw new Error(`the upload was answered ${answer.status}`);
  return createUpload.attachment.id;
}
