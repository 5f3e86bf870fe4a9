/** Rules about files that need no I/O: links, types, ranges, listings of a bucket. */
import { describe, expect, it } from '@jest/globals';
import { createPeakMeter } from '../../src/media/facts/peak-meter.js';
import { isSameType, isUploadable, toPlainType, toServedType } from '../../src/media/file-types.js';
import { createMediaLinks } from '../../src/media/links.js';
import { readListing } from '../../src/media/storage/s3-listing.js';
import { readRange } from '../../src/server/http/byte-range.js';
import { boxOf } from '../../web/src/media/box-of.js';
import { typeLabel } from '../../web/src/media/type-label.js';

const tenantId = '01990000-0000-7000-8000-00000000000a';
const id = '01990000-0000-7000-8000-00000000000b';
const file = { id, tenantId, fileName: 'Смета №1.pdf', mimeType: 'application/pdf' };

describe('a link', () => {
  const at = (now: number, secret = 'secret') =>
    createMediaLinks({
      ...{ secret, publicUrl: () => 'https://crm.example', viewMinutes: 60, isPublic: true },
      now: () => now,
    });
  const start = Date.UTC(2026, 10, 24, 12, 1);
  const hour = 60 * 60_000;
  const claimOf = (url: string) => {
    const [, , tenant = '', attachment = '', token = ''] = new URL(url).pathname.split('/');
    return { tenantId: tenant, attachmentId: attachment, token };
  };

  it('names the file for people, and is the same for a while, so that it can be cached', () => {
    const url = at(start).toView(file);
    expect(decodeURIComponent(url)).toMatch(/^https:\/\/crm\.example\/media\/.+\/Смета_1\.pdf$/);
    expect(at(start + 60_000).toView(file)).toBe(url);
    expect(at(start + 10 * 60_000).toView(file)).not.toBe(url);
  });

  it('holds for an hour at least, a little more at the most, and then has ended', () => {
    const claim = claimOf(at(start).toView(file));
    expect(at(start + hour).check('get', claim)).toBe('valid');
    expect(at(start + hour + 5 * 60_000).check('get', claim)).toBe('expired');
  });

  it.each([
    ['another company', { tenantId: id }],
    ['another file', { attachmentId: tenantId }],
    ['no token', { token: '' }],
    ['another token', { token: `zzzzzz-${'A'.repeat(43)}` }],
  ])('does not open %s', (_what, change) => {
    const claim = { ...claimOf(at(start).toView(file)), ...change };
    expect(at(start).check('get', claim)).toBe('wrong');
  });

  it('cannot be made to live longer, to do something else, or be made with another secret', () => {
    const claim = claimOf(at(start).toView(file));
    const [, mac = ''] = claim.token.split(/-(.*)/s);
    expect(at(start).check('get', { ...claim, token: `zzzzzzz-${mac}` })).toBe('wrong');
    expect(at(start).check('put', claim)).toBe('wrong');
    expect(at(start, 'another').check('get', claim)).toBe('wrong');
    expect(at(start).check('get', claimOf(at(start).toUpload(file)))).toBe('wrong');
  });

  it('for a vendor holds as long as its queue, and is none where no vendor can reach us', () => {
    const claim = claimOf(at(start).toVendor(file));
    expect(at(start + 47 * hour).check('get', claim)).toBe('valid');
    expect(at(start + 49 * hour).check('get', claim)).toBe('expired');
    const inner = createMediaLinks({
      secret: 's',
      publicUrl: () => 'http://127.0.0.1',
      viewMinutes: 1,
      isPublic: false,
    });
    expect(inner.toVendor(file)).toBe('');
  });

  it.each([
    [null, 'image/jpeg', 'file.jpg'],
    ['../../etc/passwd', 'image/png', '.._.._etc_passwd.png'],
    ['a.tar.gz', 'application/zip', 'a.tar.gz'],
    ['x'.repeat(300), 'text/plain', `${'x'.repeat(60)}.txt`],
    ['evil.p"h<p>', 'application/pdf', 'evil.p_h_p_.pdf'],
  ])('ends in a name made of %j', (fileName, mimeType, expected) => {
    const url = at(start).toView({ ...file, fileName, mimeType });
    expect(decodeURIComponent(url.split('/').at(-1) ?? '')).toBe(expected);
  });
});

describe('a type', () => {
  it.each([
    ['image/JPG; q=1', 'image/jpeg'],
    ['audio/ogg; codecs=opus', 'audio/ogg'],
    ['audio/opus', 'audio/ogg'],
    ['nonsense', null],
    ['', null],
  ])('%j is %j', (given, expected) => {
    expect(toPlainType(given)).toBe(expected);
  });

  it.each([
    'text/html',
    'image/svg+xml',
    'application/javascript',
    'application/x-msdownload',
    'application/xml',
  ])('%s cannot be uploaded, and is never served under its name', type => {
    expect(isUploadable(type)).toBe(false);
    expect(toServedType(type, null)).toBe('application/octet-stream');
    expect(toServedType('image/png', type)).toBe('application/octet-stream');
  });

  it.each([
    ['image/png', 'image/png', true],
    ['image/png', 'image/jpeg', false],
    ['image/png', null, false],
    ['image/png', 'text', false],
    ['text/csv', 'text', true],
    ['audio/mp4', 'video/mp4', true],
    ['application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', 'application/zip', true],
    ['application/msword', 'application/x-cfb', true],
    ['image/png', 'application/zip', false],
  ])('%s with bytes of %s: %s', (declared, seen, expected) => {
    expect(isSameType(declared, seen)).toBe(expected);
  });
});

describe('a range', () => {
  it.each([
    [undefined, null],
    ['bytes=0-4', { start: 0, end: 4 }],
    ['bytes=5-', { start: 5, end: 9 }],
    ['bytes=-3', { start: 7, end: 9 }],
    ['bytes=-30', { start: 0, end: 9 }],
    ['bytes=0-99', { start: 0, end: 9 }],
    ['bytes=9-9', { start: 9, end: 9 }],
    ['bytes=10-', 'unsatisfiable'],
    ['bytes=-0', 'unsatisfiable'],
    ['bytes=5-4', null],
    ['bytes=0-1,3-4', null],
    ['lines=0-1', null],
    ['bytes=-', null],
    ['bytes=0-99999999999999999999', { start: 0, end: 9 }],
    ['bytes=0-1,99-', null],
    ['bytes', null],
    ['', null],
  ])('%s of ten bytes is %j', (header, expected) => {
    expect(readRange(header, 10)).toEqual(expected);
  });
});

describe('a listing of a bucket', () => {
  const at = '2026-11-24T10:00:00.000Z';
  const modifiedAt = new Date(at);
  const list = (content: string, end = '</ListBucketResult>') =>
    readListing(
      `<?xml version="1.0" encoding="UTF-8"?>\n<ListBucketResult xmlns="http://s3.example/doc/">${content}${end}`,
    );
  const object = (key: string) => `<Contents><Key>${key}</Key><LastModified>${at}</LastModified></Contents>`;

  it('names its objects and the next page', () => {
    const more = '<IsTruncated>true</IsTruncated><NextContinuationToken>a+b/c==</NextContinuationToken>';
    expect(
      list(`<Name>files</Name><!-- ${object('not this')} -->${object('a')}${object('b')}${more}`),
    ).toEqual({
      objects: [
        { key: 'a', modifiedAt },
        { key: 'b', modifiedAt },
      ],
      nextToken: 'a+b/c==',
    });
    expect(list(object('a')).nextToken).toBeNull();
  });

  it.each([
    ['escapes', 'a&amp;b&lt;c', 'a&b<c'],
    ['numbers of characters', 'a&#x2F;b&#47;c', 'a/b/c'],
    ['a CDATA section', '<![CDATA[a&b]]>', 'a&b'],
  ])('may write a key with %s', (_what, written, key) => {
    expect(list(object(written)).objects).toEqual([{ key, modifiedAt }]);
  });

  it('has no object without a key or a date', () => {
    expect(
      list(`<Contents><Key>a</Key></Contents><Contents><LastModified>${at}</LastModified></Contents>`),
    ).toEqual({ objects: [], nextToken: null });
  });

  it.each([
    ['breaks off', () => list(object('secret'), '')],
    ['is no XML', () => readListing('secret')],
  ])('that %s is an error that shows nothing of it, not an end of the list', (_what, read) => {
    expect(read).toThrow('The storage answered with a listing that cannot be read.');
  });
});

describe('a waveform', () => {
  const tone = (seconds: number, level: number) => new Float32Array(seconds * 1_000).fill(level);

  it('has 64 peaks, relative to the loudest, and fewer for a short sound', () => {
    const meter = createPeakMeter();
    for (const level of [0.1, -0.4, 0.2]) meter.add([tone(10, level)], 10_000, 1_000);
    const peaks = meter.peaks();
    expect([meter.seconds(), peaks.length]).toEqual([30, 64]);
    expect([peaks[0], peaks[32], peaks[63]]).toEqual([25, 100, 50]);
    const short = createPeakMeter();
    short.add([tone(1, 0.5)], 100, 1_000);
    expect(short.peaks()).toEqual([100, 100, 100, 100, 100]);
  });

  it('is flat for silence, and heeds no impossible sample', () => {
    const meter = createPeakMeter();
    meter.add([tone(2, 0.0001)], 2_000, 1_000);
    expect(new Set(meter.peaks())).toEqual(new Set([0]));
    meter.add([tone(2, Number.NaN), tone(2, Number.POSITIVE_INFINITY)], 2_000, 1_000);
    expect(meter.peaks().every(peak => peak >= 0 && peak <= 100)).toBe(true);
    expect(createPeakMeter().peaks()).toEqual([0]);
  });
});

describe('a file in the inbox', () => {
  it.each([
    [480, 640, 135, 180],
    [4_000, 3_000, 240, 180],
    [48, 36, 48, 36],
    [10_000, 10, 240, 24],
    [1, 9_000, 24, 180],
    [null, 100, 240, 180],
    [0, 0, 240, 180],
  ])('of %s × %s pixels has a box of %i × %i', (width, height, boxWidth, boxHeight) => {
    expect(boxOf(width, height)).toEqual({ width: boxWidth, height: boxHeight });
  });

  it.each([
    ['application/pdf', 'pdf'],
    ['application/vnd.openxmlformats-officedocument.wordprocessingml.document', 'docx'],
    ['image/svg+xml', 'svg'],
    ['TEXT/HTML; charset=utf-8', 'html'],
    ['application/x-msdownload', 'msdownlo'],
    ['nonsense', '?'],
  ])('of the type %s is labelled %s', (type, label) => {
    expect(typeLabel(type)).toBe(label);
  });
});
