import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  fillVariables,
  findVariables,
  readTemplateValues,
  renameVariables,
} from '../../src/domain/message-template.js';
import type { ProviderHttp } from '../../src/providers/contract/provider-http.js';
import { isCloudVariable, toCloudTemplate } from '../../src/providers/meta/template.js';
import { whatsappCloud } from '../../src/providers/whatsapp-cloud/index.js';

const faultsOf = (variables: readonly string[], given: unknown) => {
  try {
    return { values: readTemplateValues(variables, given) };
  } catch (error) {
    const { code, facts } = error as { code: string; facts: Record<string, unknown> };
    return { code, ...facts };
  }
};

describe('the variables of a wording', () => {
  it('are found once each, in their order, whatever the spaces', () => {
    expect(findVariables('{{2}} {{ name }} {{2}} {{header.1}} {{}} {{a b}} {x}')).toEqual([
      '2',
      'name',
      'header.1',
    ]);
    expect(renameVariables('A {{1}} {{ b }}', name => `header.${name}`)).toBe('A {{header.1}} {{header.b}}');
  });

  it('give way to their values, in which nothing is replaced again', () => {
    const values = { '1': '{{2}} $& $1', '2': 'two' };
    expect(fillVariables('{{1}} and {{2}}, {{3}}, {{toString}}', values)).toBe(
      '{{2}} $& $1 and two, {{3}}, {{toString}}',
    );
  });

  it('fill every wording of theirs without a rest', () => {
    const names = fc.uniqueArray(fc.stringMatching(/^[a-z0-9_]{1,12}$/), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(names, fc.string(), (list, value) => {
        const body = list.map(name => `{{${name}}}`).join(' ');
        const values = Object.fromEntries(list.map(name => [name, value]));
        expect(fillVariables(body, values)).toBe(list.map(() => value).join(' '));
      }),
    );
  });
});

describe('given values', () => {
  it('are texts, or numbers, one for each variable', () => {
    expect(faultsOf(['1', 'name'], { '1': 10, name: 'Аша' })).toEqual({
      values: { '1': '10', name: 'Аша' },
    });
    expect(faultsOf([], null)).toEqual({ values: {} });
    expect(faultsOf([], undefined)).toEqual({ values: {} });
  });

  it('are refused all at once, with the name of each', () => {
    expect(faultsOf(['1', '2', '3'], { '2': ' ', extra: 'x' })).toEqual({
      ...{ code: 'BAD_USER_INPUT', field: 'templateVariables' },
      ...{ missing: ['1', '3'], unknown: ['extra'], unusable: ['2'] },
    });
    for (const given of ['text', 5, [], ['x'], true])
      expect(faultsOf(['1'], given)).toMatchObject({ code: 'BAD_USER_INPUT', missing: ['1'] });
  });

  it.each([
    ['empty', ''],
    ['null', null],
    ['an object', {}],
    ['a truth', true],
    ['two lines', 'a\nb'],
    ['a tab', 'a\tb'],
    ['five spaces', 'a     b'],
    ['half of a letter', '\ud83d'],
    ['U+0000', 'a\0b'],
    ['longer than a value may be', 'x'.repeat(1_025)],
    ['not a number', Number.NaN],
  ])('cannot be %s', (_what, value) => {
    expect(faultsOf(['1'], { '1': value })).toMatchObject({ unusable: ['1'] });
  });
});

describe("Meta's form of a template", () => {
  it('has every value at its place: numbered ones in order, named ones by name', () => {
    const variables = {
      ...{ '10': 'ten', '2': 'two', '1': 'one', 'header.1': 'head', 'button.0': 'end', 'coupon.1': 'CODE' },
    };
    expect(toCloudTemplate({ name: 'n', language: 'ru', externalId: null, variables })).toEqual({
      ok: true,
      payload: {
        type: 'template',
        template: {
          name: 'n',
          language: { code: 'ru' },
          components: [
            { type: 'header', parameters: [{ type: 'text', text: 'head' }] },
            { type: 'body', parameters: ['one', 'two', 'ten'].map(text => ({ type: 'text', text })) },
            {
              ...{ type: 'button', sub_type: 'url', index: '0' },
              parameters: [{ type: 'text', text: 'end' }],
            },
            {
              ...{ type: 'button', sub_type: 'copy_code', index: '1' },
              parameters: [{ type: 'coupon_code', coupon_code: 'CODE' }],
            },
          ],
        },
      },
    });
    const named = toCloudTemplate({
      ...{ name: 'n', language: 'ru', externalId: null },
      variables: { 'media.image': 'https://f.example/x.jpg', name: 'Аша' },
    });
    expect(named).toMatchObject({
      payload: {
        template: {
          components: [
            { parameters: [{ type: 'image', image: { link: 'https://f.example/x.jpg' } }] },
            { parameters: [{ type: 'text', parameter_name: 'name', text: 'Аша' }] },
          ],
        },
      },
    });
  });

  it('has no components for a template without variables, and none is made of what has no place', () => {
    const plain = { name: 'n', language: 'ru', externalId: null, variables: {} };
    expect(toCloudTemplate(plain)).toEqual({
      ok: true,
      payload: { type: 'template', template: { name: 'n', language: { code: 'ru' } } },
    });
    const odd: Record<string, string>[] = [
      { 'media.gif': 'x' },
      { 'media.image': 'file:///etc/passwd' },
      { 'a b': 'x' },
    ];
    for (const variables of odd)
      expect(toCloudTemplate({ ...plain, variables })).toMatchObject({ ok: false });
    expect(['1', 'name', 'header.x', 'media.video', 'button.9'].every(isCloudVariable)).toBe(true);
  });
});

describe("Meta's list", () => {
  const account = {
    accessToken: 'SECRET-token',
    appSecret: 'SECRET-app',
    businessAccountId: '210000000000001',
  };
  const list = async (answer: unknown, status = 200, credentials: object = account) => {
    const urls: string[] = [];
    const http: ProviderHttp = async ({ url }) => {
      urls.push(url);
      return { ok: true, status, headers: {}, body: JSON.stringify(answer) };
    };
    const listing = await whatsappCloud.templates?.list?.(credentials as never, http);
    expect(JSON.stringify(listing)).not.toContain('SECRET');
    return { listing, urls };
  };
  const template = (components: readonly object[], extra: object = {}) => ({
    ...{ id: '1', name: 'n', language: 'ru', status: 'APPROVED', category: 'UTILITY', components },
    ...extra,
  });

  it.each<[string, object[], object]>([
    ['a place above it', [{ type: 'HEADER', format: 'LOCATION' }], { status: 'UNSUPPORTED' }],
    ['a carousel', [{ type: 'CAROUSEL', cards: [] }], { status: 'UNSUPPORTED' }],
    ['a flow', [{ type: 'BUTTONS', buttons: [{ type: 'FLOW' }] }], { status: 'UNSUPPORTED' }],
    ['a picture', [{ type: 'HEADER', format: 'IMAGE' }], { status: 'APPROVED', variables: ['media.image'] }],
    [
      'a one-time code',
      [
        { type: 'BODY', text: '*{{1}}* is your code.' },
        { type: 'BUTTONS', buttons: [{ type: 'OTP', otp_type: 'COPY_CODE' }] },
      ],
      { status: 'APPROVED', variables: ['1', 'button.0'] },
    ],
    [
      'a code to copy',
      [{ type: 'BUTTONS', buttons: [{ type: 'QUICK_REPLY' }, { type: 'COPY_CODE' }] }],
      { variables: ['coupon.1'] },
    ],
  ])('tells %s', async (_what, components, expected) => {
    const { listing } = await list({ data: [template([{ type: 'BODY', text: 'x' }, ...components])] });
    expect(listing).toMatchObject({ ok: true, templates: [expected] });
  });

  it('goes on by the cursor and never by the address, which holds the token', async () => {
    const pages = [
      { data: [], paging: { cursors: { after: 'A=&B' }, next: 'https://evil.example/?access_token=SECRET' } },
      { data: [], paging: { cursors: { after: 'C' } } },
    ];
    const urls: string[] = [];
    const http: ProviderHttp = async ({ url }) => {
      urls.push(url);
      return { ok: true, status: 200, headers: {}, body: JSON.stringify(pages[urls.length - 1]) };
    };
    expect(await whatsappCloud.templates?.list?.(account, http)).toEqual({ ok: true, templates: [] });
    expect(urls).toEqual([
      expect.stringMatching(
        /^https:\/\/graph\.facebook\.com\/v25\.0\/210000000000001\/message_templates\?fields=[\w%]+&limit=100$/,
      ),
      expect.stringMatching(/&after=A%3D%26B$/),
    ]);
  });

  it('leaves out what has no name, and says why it is not there', async () => {
    expect((await list({ data: [null, 5, { id: '1' }, template([])] })).listing).toMatchObject({
      templates: [{ name: 'n', body: '' }],
    });
    const refused = { error: { message: 'SECRET-token may not do that', code: 200 } };
    expect((await list(refused, 403)).listing).toMatchObject({ ok: false });
    expect((await list({}, 200)).listing).toMatchObject({ ok: false });
    const { businessAccountId: _none, ...without } = account;
    const { listing, urls } = await list({}, 200, without);
    expect(listing).toMatchObject({ ok: false, detail: expect.stringContaining('businessAccountId') });
    expect(urls).toEqual([]);
  });
});
