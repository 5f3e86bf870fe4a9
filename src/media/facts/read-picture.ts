/**
 * Size and small version of a picture, by libvips as WebAssembly: a fault in one of its decoders stays inside its own
 * memory (docs/decisions/0065-pictures-in-a-sandbox.md).
 */
import type Vips from 'wasm-vips';
import { maxPixels, thumbnailMaxBytes, thumbnailPixels } from './limits.js';

/** A picture as it is shown, after the rotation that the camera noted. */
export interface PictureFacts {
  readonly width: number;
  readonly height: number;
  readonly thumbnail: Uint8Array;
}

type Library = Awaited<ReturnType<typeof Vips>>;

/** The formats that are decoded; all others are switched off, drawings above all. */
const loaders = ['Jpeg', 'Png', 'Webp', 'Nsgif'];
/** Tried in turn until the small picture has few enough bytes: part of the size, and quality. */
const attempts = [
  [1, 75],
  [1, 50],
  [0.5, 50],
  [0.25, 50],
] as const;

let library: Promise<Library> | undefined;

/** @throws for anything that is no complete picture of a known format and a moderate size; load it in a new process then */
export async function readPicture(bytes: Uint8Array): Promise<PictureFacts> {
  library ??= load();
  const vips = await library;
  const header = vips.Image.newFromBuffer(bytes, '', { access: vips.Access.sequential });
  const isTurned = header.getTypeof('orientation') !== 0 && header.getInt('orientation') >= 5;
  const [width, height] = isTurned ? [header.height, header.width] : [header.width, header.height];
  header.delete();
  if (width * height > maxPixels) throw new Error('The picture is too large.');
  const small = vips.Image.thumbnailBuffer(bytes, thumbnailPixels, {
    ...{ height: thumbnailPixels, size: vips.Size.down, output_profile: 'srgb' },
    // Half a picture is none.
    option_string: '[fail_on=error]',
  });
  // In memory: what was decoded is not decoded again for each attempt.
  const decoded = small.copyMemory();
  small.delete();
  for (const [scale, Q] of attempts) {
    const part = scale === 1 ? decoded : decoded.resize(scale);
    // Nothing of the camera's notes is kept, such as the place.
    const thumbnail = part.webpsaveBuffer({ Q, keep: vips.ForeignKeep.none });
    if (part !== decoded) part.delete();
    if (thumbnail.length > thumbnailMaxBytes) continue;
    decoded.delete();
    return { width, height, thumbnail };
  }
  throw new Error('The picture cannot be made small.');
}

async function load(): Promise<Library> {
  const { default: start } = await import('wasm-vips');
  // Its optional parts read drawings, JPEG XL and HEIF.
  const vips = await start({ dynamicLibraries: [], print: () => {}, printErr: () => {} });
  vips.concurrency(1);
  vips.Cache.max(0);
  vips.operationBlock('VipsForeignLoad', true);
  for (const loader of loaders) vips.operationBlock(`VipsForeignLoad${loader}`, false);
  return vips;
}
