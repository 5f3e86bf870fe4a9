/** A person sends a file to each vendor: its bytes come here by a job, and are served behind a signed link. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { demoWebhookKey, findDemoCredentials } from '../../src/accounts/demo-data.js';
import { ProviderKind, SampleFile } from '../../src/domain/vocabulary.js';
import { getProvider } from '../../src/providers/registry.js';
import { makeSampleFile } from '../../src/providers/sample-files.js';
import { collect } from '../support/app.js';
import {
  type MessageFilesQuery,
  MessageFilesDocument,
  MessageFilesUpdatedDocument,
  SimulateInboundFileDocument,
} from '../support/gql/operations.js';
import { startVendorDesk, type VendorDesk } from '../support/vendor-desk.js';
import { waitFor } from '../support/wait-for.js';

type Files = NonNullable<MessageFilesQuery['message']>['attachments'];

const vendors = [
  [ProviderKind.CHATFLOW, 'instance_xxx'],
  [ProviderKind.GREEN_API, '7107000101'],
  [ProviderKind.TWILIO_CONVERSATIONS, 'whatsapp:+14155550123'],
  [ProviderKind.TWILIO_MESSAGING, 'whatsapp:+14155550145'],
  [ProviderKind.TATA, '+918800000111'],
  [ProviderKind.WHATSAPP_CLOUD, '310000000000111'],
] as const;

const picture = makeSampleFile(SampleFile.PICTURE);
const paper = makeSampleFile(SampleFile.DOCUMENT);
let desk: VendorDesk;
let people = 0;

beforeAll(async () => {
  desk = await startVendorDesk({ MEDIA_MAX_BYTES: '200000' });
});
afterAll(async () => {
  await desk.stop();
});

const newPerson = () => `7706${String(1_000_000 + ++people)}`;
const pool = () => desk.server.app.database.pool;

/** A person sends a file; answers the message's id. */
async function sendFile(
  kind: ProviderKind,
  channel: string,
  file: ReturnType<typeof makeSampleFile>,
  text = `Файл ${newPerson()}`,
): Promise<string> {
  const { statuses } = await desk.host.postInbound(
    {
      provider: getProvider(kind),
      target: desk.server.url,
      message: { channelExternalId: channel, from: newPerson(), text },
      credentials: findDemoCredentials(kind) ?? {},
      webhookKey: demoWebhookKey,
    },
    file,
  );
  expect(statuses).toEqual([200]);
  return (await waitFor(async () => (await desk.messagesWithText(text))[0])).id;
}

const filesOf = async (id: string): Promise<Files> =>
  (await desk.server.run(MessageFilesDocument, { id }, desk.owner)).message?.attachments ?? [];

/** The files of a message when each is settled. */
const settled = (id: string): Promise<Files> =>
  waitFor(
    async () => {
      const files = await filesOf(id);
      return files.length > 0 && files.every(file => file.state !== 'PENDING') && files;
    },
    { timeoutMs: 15_000 },
  );

/** The message with the text, and its settled files, of a body that is posted to a route. */
async function postBody(path: string, body: unknown, text: string, headers = {}): Promise<Files> {
  const answer = await desk.server.post(path, body, headers);
  expect(answer.status).toBe(200);
  const message = await waitFor(async () => (await desk.messagesWithText(text))[0]);
  return settled(message.id);
}

describe.each(vendors)('%s', (kind, channel) => {
  it.each([
    ['a picture', picture, 'IMAGE', /^inline; /],
    ['a document', paper, 'DOCUMENT', /^inline; filename=".+\.pdf"/],
  ])('%s comes here, and is served as it was sent', async (_what, file, messageKind, disposition) => {
    const id = await sendFile(kind, channel, file);
    const [stored] = await settled(id);
    expect(stored).toMatchObject({
      state: 'STORED',
      stateReason: null,
      mimeType: file.mimeType,
      sizeBytes: file.bytes.length,
    });
    const { message } = await desk.server.run(MessageFilesDocument, { id }, desk.owner);
    expect(message?.kind).toBe(messageKind);
    const answer = await fetch(stored?.url ?? '');
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe(file.mimeType);
    expect(answer.headers.get('content-disposition')).toMatch(disposition);
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    expect(Buffer.from(await answer.arrayBuffer()).equals(file.bytes)).toBe(true);
  });
});
