/** ChatFlow's newer accounts, whose calls name a flow, and its old cabinet, whose addresses have another suffix. */
import { describe, expect, it } from '@jest/globals';
import { chatflow } from '../../src/providers/chatflow/index.js';
import type { ProviderHttpRequest, ProviderHttpResult } from '../../src/providers/contract/provider-http.js';
import type { OutboundMessage } from '../../src/providers/contract/send.js';
import { createSimulatedFiles } from '../../src/providers/simulation/simulated-files.js';

const message: OutboundMessage = {
  ...{ messageId: '01990000-0000-7000-8000-000000000001', from: 'flow_42', isDefaultChannel: false },
  ...{ to: '77010000021@s.whatsapp.net', text: 'Добрый день & до встречи', attachments: [] },
  ...{ quotedExternalId: null, template: null, publicUrl: null },
};
const taken: ProviderHttpResult = { ok: true, status: 200, headers: {}, body: '{"success":true}' };

async function send(settings: object, extra: Partial<OutboundMessage> = {}, result = taken) {
  const parsed = chatflow.parseCredentials({ apiToken: 'SECRET-token', ...settings });
  if (!parsed.ok) throw new Error(parsed.faults.join(' '));
  const calls: ProviderHttpRequest[] = [];
  const outcome = await chatflow.send({ ...message, ...extra }, parsed.credentials, async call => {
    calls.push(call);
    return result;
  });
  expect(JSON.stringify(outcome)).not.toContain('SECRET');
  return { outcome, call: calls[0], url: new URL(calls[0]?.url ?? 'https://none.example') };
}

describe('an account of the Flow API', () => {
  const flow = { api: 'flow' };

  it('names the flow, the digits and the text in the URL, and the token in a header', async () => {
    const { outcome, call, url } = await send(flow);
    expect(outcome).toMatchObject({ outcome: 'ACCEPTED' });
    expect(call?.method).toBe('GET');
    expect(call?.headers).toEqual({ authorization: 'Bearer SECRET-token' });
    expect(`${url.origin}${url.pathname}`).toBe('https://app.chatflow.kz/api/v1/n8n/action/text');
    expect(Object.fromEntries(url.searchParams)).toEqual({
      ...{ flow_id: 'flow_42', recipient: '77010000021', msg: 'Добрый день & до встречи' },
    });
  });

  it('sends from the flow of the settings on the default channel', async () => {
    const { url } = await send(
      { ...flow, instanceId: 'flow_own' },
      { from: 'default', isDefaultChannel: true },
    );
    expect(url.searchParams.get('flow_id')).toBe('flow_own');
  });

  it.each([
    [
      'a file',
      {
        attachments: [
          {
            ...{ url: 'https://f.example/1', mimeType: 'image/png', fileName: null },
            read: async () => new Uint8Array(),
          },
        ],
      },
      'file',
    ],
    ['a person without a phone', { to: '123456789012345@lid' }, 'phone'],
    ['a text that no URL holds', { text: 'я'.repeat(3_000) }, 'long'],
    ['nothing', { text: ' ' }, 'neither'],
  ])('refuses %s before any call', async (_what, extra, word) => {
    const { outcome, call } = await send(flow, extra);
    expect(outcome).toMatchObject({ outcome: 'REJECTED', detail: expect.stringContaining(word) });
    expect(call).toBeUndefined();
  });

  it('is told when the flow does not exist', async () => {
    const body = '{"success":false,"message":"Flow ID not found"}';
    const { outcome } = await send(flow, {}, { ok: true, status: 404, headers: {}, body });
    expect(outcome).toMatchObject({
      outcome: 'REJECTED',
      detail: expect.stringContaining('Flow ID not found'),
    });
  });

  it('is simulated as well', async () => {
    const { url, call } = await send(flow);
    const files = { ...createSimulatedFiles(), baseUrl: '' };
    const headers = { ...call?.headers };
    const request = { method: 'GET', path: url.pathname, body: '', bytes: new Uint8Array(), headers };
    const query = Object.fromEntries(url.searchParams);
    expect(chatflow.simulator.answer({ ...request, query }, [], files)).toMatchObject({
      status: 200,
      delivery: { from: 'flow_42', to: '77010000021', text: 'Добрый день & до встречи', mediaUrl: null },
    });
    const lost = { ...request, query: { ...query, flow_id: '' } };
    expect(chatflow.simulator.answer(lost, [], files).status).toBe(404);
  });
});

describe('the old cabinet', () => {
  const old = { baseUrl: 'https://lk.chatflow.kz' };
  it.each([
    ['77010000021@s.whatsapp.net', '77010000021@c.us'],
    ['77010000021', '77010000021@c.us'],
    ['123456789012345@lid', '123456789012345@lid'],
  ])('is sent %s as %s, and its bare "true" is a success', async (to, jid) => {
    const { outcome, url } = await send(old, { to }, { ...taken, body: 'true' } as ProviderHttpResult);
    expect(outcome).toMatchObject({ outcome: 'ACCEPTED' });
    expect(url.searchParams.get('jid')).toBe(jid);
  });
});
