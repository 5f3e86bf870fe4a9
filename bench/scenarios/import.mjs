/** An import of 100,000 people with leads, then the same file again: the time, and the memory of the server meanwhile. */
import { setTimeout as delay } from 'node:timers/promises';
import { ownRow } from '../report/rows.mjs';
import { ask } from '../setup/graphql-client.mjs';
import { residentKib } from '../setup/resident-memory.mjs';

const uploadMutation = `mutation ($input: CreateUploadInput!) {
  createUpload(input: $input) { uploadUrl attachment { id } }
}`;
const importMutation = `mutation ($input: ImportContactsInput!) { importContacts(input: $input) { job { id } } }`;
const jobsQuery = '{ jobs(first: 1) { nodes { id status created updated refused done error } } }';
const channelsQuery = '{ channels(first: 1) { nodes { id } } }';

export const importPeople = {
  name: 'import',
  run: async bench => {
    const { trunkline } = bench;
    const { target } = trunkline;
    const count = bench.options.quick ? 5_000 : 100_000;
    const run = (query, variables) => ask(target.url, query, variables, target.token);
    const { channels } = await run(channelsQuery, {});
    const csv = makeCsv(count);
    const importOnce = async () => {
      const attachmentId = await upload(run, csv);
      const startedAt = performance.now();
      const input = { attachmentId, leadChannelId: channels.nodes[0].id, dryRun: false };
      const { importContacts } = await run(importMutation, { input });
      let peakKib = residentKib(trunkline.pid);
      for (;;) {
        await delay(200);
        peakKib = Math.max(peakKib, residentKib(trunkline.pid));
        const [job] = (await run(jobsQuery, {})).jobs.nodes;
        if (job.id !== importContacts.job.id || !['DONE', 'FAILED'].includes(job.status)) continue;
        if (job.status === 'FAILED') throw new Error(job.error);
        return { job, seconds: (performance.now() - startedAt) / 1_000, peakMib: peakKib / 1_024 };
      }
    };
    const beforeMib = residentKib(trunkline.pid) / 1_024;
    const first = await importOnce();
    const again = await importOnce();
    if (first.job.created !== count || again.job.created + again.job.updated !== 0)
      throw new Error(`unexpected counts: ${JSON.stringify([first.job, again.job])}`);
    const title = `import of ${count.toLocaleString('en')} people with leads`;
    return [
      ownRow(title, 's', [first.seconds], { atMost: 180 }),
      ownRow(`${title}, again`, 's', [again.seconds], { atMost: 180 }),
      ownRow('memory that an import adds', 'MiB', [Math.max(first.peakMib, again.peakMib) - beforeMib], {
        atMost: 150,
      }),
    ];
  },
};

function makeCsv(count) {
  const rows = Array.from(
    { length: count },
    (_, n) => `+7705${String(n).padStart(7, '0')},Person ${n},Lead of ${n}`,
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
